import { useStream } from "../api/live.tsx";
import { formatTime } from "../lib/format.ts";
import { useDelayed } from "shared-ui/use-delayed.ts";
import { useNowSec } from "../ui/use-now.ts";

/** A connection that breaks and is back at once is not mentioned. */
const TOLD_AFTER_MS = 1500;

/** Says that the server is away and what is shown is old; lies over the view, so that nothing moves. */
export function OfflineNotice() {
  const { brokenSinceMs } = useStream();
  const nowSec = useNowSec();
  const told = useDelayed(brokenSinceMs !== undefined, TOLD_AFTER_MS);
  if (!told || brokenSinceMs === undefined) return null;
  return (
    <div className="offline" role="alert">
      <b>The local X-Ray does not answer</b>
      <span>
        Trying again. What is on screen is from {formatTime(brokenSinceMs / 1000, nowSec)}. Is{" "}
        <code>npm start</code> still running?
      </span>
    </div>
  );
}
