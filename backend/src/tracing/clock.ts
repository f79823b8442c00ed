interface ClockSources {
  /** The wall clock, epoch milliseconds: jumps when the machine's time is set. */
  wallMs(): number;
  /** Milliseconds since some moment, with microseconds, never jumping. */
  monotonicMs(): number;
}

/** A larger drift means that the machine's time was set, or that it slept. */
const MAX_DRIFT_MS = 20;

/**
 * Epoch seconds with microseconds. The SDK's clock has milliseconds, in which most statements of this app take no time
 * at all; X-Ray's guide asks for microseconds where possible ("Segment documents", start_time).
 */
export function createClock(
  sources: ClockSources = { wallMs: Date.now, monotonicMs: () => performance.now() },
): () => number {
  let offsetMs = sources.wallMs() - sources.monotonicMs();
  return () => {
    const wallMs = sources.wallMs();
    const nowMs = sources.monotonicMs() + offsetMs;
    if (Math.abs(wallMs - nowMs) <= MAX_DRIFT_MS) return Math.round(nowMs * 1_000) / 1_000_000;
    offsetMs += wallMs - nowMs;
    return wallMs / 1_000;
  };
}
