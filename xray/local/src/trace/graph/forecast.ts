/** How many faults a period usually has; what lies above `FaultCountHigh` is unusual. */
export interface FaultForecast {
  FaultCountHigh: number;
  FaultCountLow: number;
}

/** Chosen: enough to know the spread, few enough to follow a change of load. */
const MIN_HISTORY = 5;
const MAX_HISTORY = 30;
/** About 95 of 100 periods lie within two standard deviations. */
const DEVIATIONS = 2;

/**
 * What each period's predecessors let expect: the mean and spread of up to 30; undefined where there are fewer than 5.
 * AWS does not publish its own method.
 *
 * Example: after 4, 6, 4, 6, 4, 6 the range is 3 to 7.
 */
export function forecastFaults(faultCounts: readonly number[]): (FaultForecast | undefined)[] {
  return faultCounts.map((_, index) => {
    const history = faultCounts.slice(Math.max(0, index - MAX_HISTORY), index);
    if (history.length < MIN_HISTORY) return undefined;
    const mean = sum(history) / history.length;
    const variance = sum(history.map((count) => (count - mean) ** 2)) / history.length;
    const spread = DEVIATIONS * Math.sqrt(variance);
    return {
      FaultCountHigh: Math.ceil(mean + spread),
      FaultCountLow: Math.max(0, Math.floor(mean - spread)),
    };
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
