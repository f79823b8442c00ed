import { useStream } from "../api/live.tsx";
import { formatTime } from "../lib/format.ts";
import { useDelayed } from "shared-ui/use-delayed.ts";
import { useNowSec } from "../ui/use-now.ts";

/** A connection that breaks and stands again at once is nobody's business. */
const TOLD_AFTER_MS = 1500;

/** Over any view, so that nothing moves: the server is away, what is shown is old. */
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
