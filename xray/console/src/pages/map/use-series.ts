import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { TimeSeriesEntry } from "../../api/operations.ts";
import { callXray } from "../../api/xray-client.ts";
import { percentileOfEntries } from "xray-local/trace/percentile.ts";

export interface SeriesPoint {
  atSec: number;
  total: number;
  faults: number;
  throttles: number;
  errors: number;
  /** Seconds; undefined in a period without requests. */
  p50: number | undefined;
  p95: number | undefined;
}

export interface Series {
  points: readonly SeriesPoint[];
  periodSec: number;
}

/** As many bars as fit the side panel. */
const PERIODS = 62;
/** Round periods. */
const STEPS = [1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];

/** Requests and response times of a node or an edge over the range. `selector` is an entity selector expression. */
export function useSeries(
  selector: string,
  startSec: number,
  endSec: number,
  group: string,
): Series | undefined {
  const periodSec = STEPS.find((step) => (endSec - startSec) / step <= PERIODS) ?? 3600;
  // Whole periods, so that bars do not change under the pointer while the range moves with the clock.
  const toSec = Math.ceil(endSec / periodSec) * periodSec;
  const fromSec = Math.floor(startSec / periodSec) * periodSec;
  const { data } = useQuery({
    queryKey: ["series", selector, group, fromSec, toSec, Math.floor(endSec)],
    queryFn: ({ signal }) => fetchSeries({ selector, group, fromSec, toSec, periodSec }, signal),
    placeholderData: keepPreviousData,
    retry: false,
  });
  return data;
}

interface SeriesQuestion {
  selector: string;
  group: string;
  fromSec: number;
  toSec: number;
  periodSec: number;
}

async function fetchSeries(question: SeriesQuestion, signal: AbortSignal): Promise<Series> {
  const { selector, group, fromSec, toSec, periodSec } = question;
  const { TimeSeriesServiceStatistics = [] } = await callXray(
    "/TimeSeriesServiceStatistics",
    {
      StartTime: fromSec,
      EndTime: toSec,
      EntitySelectorExpression: selector,
      Period: periodSec,
      ...(group === "" ? {} : { GroupName: group }),
    },
    signal,
  );
  return { points: TimeSeriesServiceStatistics.map(toPoint), periodSec };
}

export function toPoint(entry: TimeSeriesEntry): SeriesPoint {
  const statistics = entry.ServiceSummaryStatistics ?? entry.EdgeSummaryStatistics;
  const histogram = entry.ResponseTimeHistogram ?? [];
  return {
    atSec: entry.Timestamp,
    total: statistics?.TotalCount ?? 0,
    faults: statistics?.FaultStatistics.TotalCount ?? 0,
    throttles: statistics?.ErrorStatistics.ThrottleCount ?? 0,
    errors: statistics?.ErrorStatistics.OtherCount ?? 0,
    p50: percentileOfEntries(histogram, 0.5),
    p95: percentileOfEntries(histogram, 0.95),
  };
}
