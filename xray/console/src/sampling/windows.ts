import type { SamplingStatisticSummary } from "../api/operations.ts";

/** The window in which clients report and the API answers. */
export const WINDOW_SEC = 10;
/** Windows that are shown: the last five minutes. */
export const WINDOWS = 30;

/** One window of one rule. Its requests are the sum of the three. */
export interface SampleWindow {
  startSec: number;
  taken: number;
  borrowed: number;
  letGo: number;
}

export interface RuleWindows {
  /** Oldest first, one for each window of the last five minutes, even without a report. */
  windows: readonly SampleWindow[];
  seen: number;
  /** With borrowed ones. */
  taken: number;
  borrowed: number;
}

/**
 * The windows of a rule up to now. Node and Python count a borrowed request only as borrowed, so the sampled requests
 * are the sum of both.
 */
export function ruleWindows(
  summaries: readonly SamplingStatisticSummary[],
  ruleName: string,
  nowSec: number,
): RuleWindows {
  const lastSec = Math.floor(nowSec / WINDOW_SEC) * WINDOW_SEC;
  const byStart = new Map(
    summaries
      .filter((summary) => summary.RuleName === ruleName)
      .map((summary) => [summary.Timestamp, summary]),
  );
  const windows = Array.from({ length: WINDOWS }, (_, index): SampleWindow => {
    const startSec = lastSec - (WINDOWS - 1 - index) * WINDOW_SEC;
    const {
      RequestCount = 0,
      SampledCount: taken = 0,
      BorrowCount: borrowed = 0,
    } = byStart.get(startSec) ?? {};
    return { startSec, taken, borrowed, letGo: Math.max(0, RequestCount - taken - borrowed) };
  });
  const sum = (of: (window: SampleWindow) => number) =>
    windows.reduce((total, window) => total + of(window), 0);
  const borrowed = sum((window) => window.borrowed);
  const taken = sum((window) => window.taken) + borrowed;
  return { windows, seen: taken + sum((window) => window.letGo), taken, borrowed };
}

/** The top of a rule's scale: 1, 2, 4, 5 or 8 × 10ⁿ requests a window, at least 10. */
export function windowsTop(windows: readonly SampleWindow[]): number {
  const most = Math.max(10, ...windows.map((window) => window.taken + window.borrowed + window.letGo));
  const power = 10 ** Math.floor(Math.log10(most));
  return ([1, 2, 4, 5, 8, 10].find((step) => step * power >= most) ?? 10) * power;
}
