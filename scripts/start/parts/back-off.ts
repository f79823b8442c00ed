/** A part that ran this long has recovered: its next end counts as the first. */
const RECOVERED_MS = 60_000;
const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/** How long to wait before a part that died is started again: half a second, twice as long each time, at most 30 s. */
export interface BackOff {
  /** Milliseconds to wait, for a part that ran for `ranMs`. */
  next(ranMs: number): number;
}

export function createBackOff(): BackOff {
  let waitMs = 0;
  return {
    next(ranMs) {
      waitMs = waitMs === 0 || ranMs >= RECOVERED_MS ? FIRST_MS : Math.min(waitMs * 2, LONGEST_MS);
      return waitMs;
    },
  };
}
