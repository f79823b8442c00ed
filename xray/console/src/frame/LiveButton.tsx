import { useLive, useStream } from "../api/live.tsx";

/** Data is pushed live; a press pauses what moves, and later shows all that came meanwhile. */
export function LiveButton() {
  const { paused, setPaused } = useLive();
  const { connected } = useStream();
  const state = paused ? "paused" : connected ? "live" : "gone";
  const words = { live: "Live", paused: "Paused", gone: "Offline" }[state];
  return (
    <button
      type="button"
      className={`ctl top-live top-live-${state}`}
      aria-pressed={!paused}
      aria-label="Live updates"
      title={paused ? "Paused. Space resumes." : "New traces appear by themselves. Space pauses."}
      onClick={() => setPaused(!paused)}
    >
      <span className="top-live-dot" />
      <span className="top-live-words">{words}</span>
    </button>
  );
}
