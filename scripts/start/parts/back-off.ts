/** A part that ran so long has recovered: its next death is the first again. */
const RECOVERED_MS = 60_000;
const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/** How long to wait before something that died is started again: half a second, twice as long each time, at most 30 s. */
export interface BackOff {
  /** Milliseconds to wait, of something that ran for `ranMs` before it died. */
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
