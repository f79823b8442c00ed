import { useState } from "react";
import { useStream } from "../api/live.tsx";
import { formatDuration } from "../lib/format.ts";
import { Icon } from "../ui/Icon.tsx";

/** A clock that is wrong makes "the last 15 minutes" another time than one thinks: it is said, until somebody has read it. */
export function ClockNotice() {
  const { clockOffsetMs } = useStream();
  const [isRead, setRead] = useState(false);
  if (clockOffsetMs === 0 || isRead) return null;
  const off = formatDuration(Math.round(Math.abs(clockOffsetMs) / 1000));
  return (
    <div className="offline clock-notice" role="status">
      <b>
        This computer’s clock is {off} {clockOffsetMs > 0 ? "behind" : "ahead of"} the server’s
      </b>
      <span>Times and ranges go by the server’s clock.</span>
      <button type="button" className="ctl ctl-square" aria-label="Close" onClick={() => setRead(true)}>
        <Icon name="close" />
      </button>
    </div>
  );
}
