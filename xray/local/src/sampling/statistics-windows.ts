/** What one sampler did under one rule since its last report, as in GetSamplingTargets. */
export interface StatisticsDocument {
  RuleName: string;
  /** 24 characters that the process chose at its start. */
  ClientID: string;
  /** Epoch seconds. */
  Timestamp: number;
  RequestCount: number;
  /** The SDKs do not count borrowed requests here; the guide's example does. */
  SampledCount: number;
  BorrowCount?: number;
}

/** One rule in one window, all clients together, as in GetSamplingStatisticSummaries. */
export interface StatisticsWindow {
  RuleName: string;
  /** The start of the window, epoch seconds. */
  Timestamp: number;
  RequestCount: number;
  BorrowCount: number;
  SampledCount: number;
}

/** The interval in which clients report. */
const WINDOW_SEC = 10;

/** Adds up reports by rule and window: a report of 1530922806 is in the window of 1530922800. */
export function toStatisticsWindows(documents: readonly StatisticsDocument[]): readonly StatisticsWindow[] {
  const windows = new Map<string, StatisticsWindow>();
  for (const { RuleName, Timestamp, RequestCount, BorrowCount = 0, SampledCount } of documents) {
    const startSec = Math.floor(Timestamp / WINDOW_SEC) * WINDOW_SEC;
    const key = `${startSec} ${RuleName}`;
    const window = windows.get(key);
    windows.set(key, {
      RuleName,
      Timestamp: startSec,
      RequestCount: RequestCount + (window?.RequestCount ?? 0),
      BorrowCount: BorrowCount + (window?.BorrowCount ?? 0),
      SampledCount: SampledCount + (window?.SampledCount ?? 0),
    });
  }
  return [...windows.values()];
}
