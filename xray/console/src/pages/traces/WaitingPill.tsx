import { formatCount, formatCounted, formatTime } from "../../lib/format.ts";

/** Traces that arrived while the list is being read or is paused. */
export function WaitingPill({
  count,
  pausedAtMs,
  nowSec,
  onShow,
}: {
  count: number;
  pausedAtMs: number | undefined;
  nowSec: number;
  onShow: () => void;
}) {
  if (pausedAtMs !== undefined) {
    return (
      <div className="waiting waiting-paused" aria-live="polite">
        <b>Paused at {formatTime(pausedAtMs / 1000, nowSec)}</b>
        <span>
          {formatCounted(count, "trace waits", "traces wait")}. Nothing is lost.{" "}
          <button type="button" className="link" onClick={onShow}>
            Show them
          </button>{" "}
          or press Space.
        </span>
      </div>
    );
  }
  if (count <= 0) return null;
  return (
    <button type="button" className="waiting" onClick={onShow}>
      {formatCount(count)} new
    </button>
  );
}
