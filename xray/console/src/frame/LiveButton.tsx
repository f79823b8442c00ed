import { useLive, useStream } from "../api/live.tsx";
import { DEFAULT_RANGE, formatTimeRange } from "../lib/time-range.ts";
import { useNowSec } from "../ui/use-now.ts";
import { useChangeScope } from "../use-address.ts";
import { useScope } from "../use-scope.ts";

const WORDS = { live: "Live", paused: "Paused", gone: "Offline", past: "Past" } as const;
const TITLES = {
  live: "New traces appear by themselves. Space pauses.",
  paused: "Paused. Space resumes.",
  gone: "The local X-Ray does not answer.",
  past: "The range has ended: nothing new can appear in it. Press for the last 15 minutes, live.",
} as const;

/** Live by push; a press pauses what moves, and later shows what came meanwhile. A range that has ended is not live: a press leads to one that is. */
export function LiveButton() {
  const { paused, setPaused } = useLive();
  const { connected } = useStream();
  const { range } = useScope();
  const changeScope = useChangeScope();
  const hasEnded = useNowSec() >= (range.kind === "between" ? range.endSec : Infinity);
  const state = hasEnded ? "past" : paused ? "paused" : connected ? "live" : "gone";
  function press(): void {
    if (!hasEnded) {
      setPaused(!paused);
      return;
    }
    setPaused(false);
    changeScope({ timeRange: formatTimeRange(DEFAULT_RANGE), brush: undefined });
  }
  return (
    <button
      type="button"
      className={`ctl top-live top-live-${state}`}
      aria-pressed={!paused && !hasEnded}
      aria-label="Live updates"
      title={TITLES[state]}
      onClick={press}
    >
      <span className="top-live-dot" />
      <span className="top-live-words">{WORDS[state]}</span>
    </button>
  );
}
