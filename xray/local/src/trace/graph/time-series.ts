import type { EdgeStatistics, HistogramEntry, ServiceStatistics } from "../../protocol/api-types.ts";
import type { RequestedTopology, TraceTopology } from "../../model/trace-topology.ts";
import type { RequestFacts, TraceFacts } from "../../model/trace-facts.ts";
import { forecastFaults } from "./forecast.ts";
import type { FaultForecast } from "./forecast.ts";
import { createHistogram } from "./histogram.ts";
import type { Histogram } from "./histogram.ts";
import { addStatistics, countRequest, makeStatistics, toStatistics } from "./statistics.ts";
import { ROLLUP_SEC } from "./trace-rollup.ts";
import type { MinuteRollup, RequestRollup, TraceRollup } from "./trace-rollup.ts";

/** An element of GetTimeSeriesServiceStatistics. */
interface TimeSeriesPoint {
  /** Start of the period, epoch seconds, a multiple of the period. */
  Timestamp: number;
  EdgeSummaryStatistics?: EdgeStatistics;
  ServiceSummaryStatistics?: ServiceStatistics;
  ServiceForecastStatistics?: FaultForecast;
  ResponseTimeHistogram: readonly HistogramEntry[];
}

/** Selects nodes or edges of a trace, by their indexes in its facts. */
export interface EntitySelector {
  kind: "services" | "edges";
  select(trace: TraceTopology): readonly number[];
}

export interface TimeSeriesOptions {
  /** Half-open range of epoch seconds; requests that start outside are left out. */
  startSec: number;
  endSec: number;
  /** Whole seconds, above 0. */
  periodSec: number;
  /** Absent for edge statistics of requests from outside. */
  selector?: EntitySelector;
  /** Adds the range of faults that is usual; only with service statistics, as in the API model. */
  forecast?: boolean;
}

/** Sums requests by period as traces are added: its size grows with the number of periods, not of traces. */
export interface TimeSeries {
  add(facts: TraceFacts): void;
  /**
   * Adds summed traces, as if each were added. Returns false, and adds nothing, when the sums do not tell which of
   * their requests count: periods must be whole minutes, and no end of the range may lie inside a minute with requests.
   */
  addRollup(rollup: TraceRollup): boolean;
  /** One for each period of the range, ascending, even without requests. */
  points(): readonly TimeSeriesPoint[];
}

interface Period {
  statistics: EdgeStatistics;
  responseTimes: Histogram;
}

export function createTimeSeries(options: TimeSeriesOptions): TimeSeries {
  const { startSec, endSec, periodSec, selector } = options;
  const periods = new Map<number, Period>();
  const isInRange = (sec: number): boolean => sec >= startSec && sec < endSec;
  const periodOf = (sec: number): Period => {
    const start = Math.floor(sec / periodSec) * periodSec;
    const period = periods.get(start) ?? makePeriod();
    periods.set(start, period);
    return period;
  };
  const addRequest = (request: RequestFacts): void => {
    if (request.inProgress || !isInRange(request.startSec)) return;
    const { statistics, responseTimes } = periodOf(request.startSec);
    countRequest(statistics, request);
    responseTimes.add(request.responseTimeSec);
  };
  const addMinute = (minute: MinuteRollup): void => {
    if (!isInRange(minute.startSec)) return;
    const { statistics, responseTimes } = periodOf(minute.startSec);
    addStatistics(statistics, minute.statistics);
    responseTimes.addAll(minute.responseTimes);
  };
  /** Whether the minute lies entirely inside or entirely outside the range. */
  const isClear = (minuteSec: number): boolean =>
    [startSec, endSec].every((edge) => edge <= minuteSec || edge >= minuteSec + ROLLUP_SEC);
  return {
    add(facts) {
      for (const requests of selectRequests(facts, selector))
        for (const request of requests) addRequest(request);
    },
    addRollup({ topologies }) {
      if (periodSec % ROLLUP_SEC !== 0) return false;
      const minutes = topologies.flatMap((topology) =>
        selectRequests<RequestRollup>(topology, selector).flatMap((requests) => requests.minutes),
      );
      if (!minutes.every((minute) => isClear(minute.startSec))) return false;
      for (const minute of minutes) addMinute(minute);
      return true;
    },
    points() {
      const first = Math.floor(startSec / periodSec) * periodSec;
      const points: TimeSeriesPoint[] = [];
      for (let start = first; start < endSec; start += periodSec) {
        points.push(toPoint(start, periods.get(start) ?? makePeriod(), selector?.kind ?? "edges"));
      }
      return options.forecast === true && selector?.kind === "services" ? withForecasts(points) : points;
    },
  };
}

function makePeriod(): Period {
  return { statistics: makeStatistics(), responseTimes: createHistogram() };
}

/** The requests of each selected node or edge. */
function selectRequests<Requests>(
  trace: RequestedTopology<Requests>,
  selector: EntitySelector | undefined,
): readonly Requests[] {
  if (selector === undefined) return requestsFromOutside(trace);
  const entities: readonly { requests: Requests }[] = trace[selector.kind];
  return selector
    .select(trace)
    .flatMap((index) => entities[index] ?? [])
    .map(({ requests }) => requests);
}

/** The calls of clients, and what a browser recorded of itself, because nobody calls it. */
function requestsFromOutside<Requests>({
  services,
  edges,
}: RequestedTopology<Requests>): readonly Requests[] {
  const ofClients = edges.filter(({ from }) => services[from]?.client);
  const called = new Set(ofClients.map(({ to }) => to));
  const uncalled = services.filter(({ root }, index) => root && !called.has(index));
  return [...ofClients, ...uncalled].map(({ requests }) => requests);
}

function toPoint(start: number, period: Period, kind: EntitySelector["kind"]): TimeSeriesPoint {
  const statistics = toStatistics(period.statistics);
  return {
    Timestamp: start,
    ...(kind === "edges" ? { EdgeSummaryStatistics: statistics } : { ServiceSummaryStatistics: statistics }),
    ResponseTimeHistogram: period.responseTimes.entries(),
  };
}

function withForecasts(points: readonly TimeSeriesPoint[]): TimeSeriesPoint[] {
  const faults = points.map((point) => point.ServiceSummaryStatistics?.FaultStatistics.TotalCount ?? 0);
  const forecasts = forecastFaults(faults);
  return points.map((point, index) => {
    const forecast = forecasts[index];
    return forecast === undefined ? point : { ...point, ServiceForecastStatistics: forecast };
  });
}
