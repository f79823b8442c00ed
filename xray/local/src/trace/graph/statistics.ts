import type { EdgeStatistics } from "../../protocol/api-types.ts";
import type { RequestFacts } from "../../model/trace-facts.ts";

export function makeStatistics(): EdgeStatistics {
  return {
    OkCount: 0,
    ErrorStatistics: { ThrottleCount: 0, OtherCount: 0, TotalCount: 0 },
    FaultStatistics: { OtherCount: 0, TotalCount: 0 },
    TotalCount: 0,
    TotalResponseTime: 0,
  };
}

/**
 * Counts a finished request once: as a fault, else as throttled, else as an error, else as ok, so that the parts add up
 * to `TotalCount`.
 */
export function countRequest(statistics: EdgeStatistics, request: RequestFacts): void {
  const { ErrorStatistics, FaultStatistics } = statistics;
  if (request.fault) {
    FaultStatistics.OtherCount++;
    FaultStatistics.TotalCount++;
  } else if (request.throttle) {
    ErrorStatistics.ThrottleCount++;
    ErrorStatistics.TotalCount++;
  } else if (request.error) {
    ErrorStatistics.OtherCount++;
    ErrorStatistics.TotalCount++;
  } else statistics.OkCount++;
  statistics.TotalCount++;
  statistics.TotalResponseTime += request.responseTimeSec;
}

/** Adds other counts. */
export function addStatistics(sum: EdgeStatistics, part: EdgeStatistics): void {
  sum.OkCount += part.OkCount;
  sum.ErrorStatistics.ThrottleCount += part.ErrorStatistics.ThrottleCount;
  sum.ErrorStatistics.OtherCount += part.ErrorStatistics.OtherCount;
  sum.ErrorStatistics.TotalCount += part.ErrorStatistics.TotalCount;
  sum.FaultStatistics.OtherCount += part.FaultStatistics.OtherCount;
  sum.FaultStatistics.TotalCount += part.FaultStatistics.TotalCount;
  sum.TotalCount += part.TotalCount;
  sum.TotalResponseTime += part.TotalResponseTime;
}

/** A copy without the rounding errors of floating point sums; microseconds are kept. */
export function toStatistics(statistics: EdgeStatistics): EdgeStatistics {
  return {
    ...statistics,
    ErrorStatistics: { ...statistics.ErrorStatistics },
    FaultStatistics: { ...statistics.FaultStatistics },
    TotalResponseTime: Math.round(statistics.TotalResponseTime * 1e6) / 1e6,
  };
}
