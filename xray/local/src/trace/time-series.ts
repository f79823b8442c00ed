import type { EdgeStatistics, HistogramEntry, ServiceStatistics } from "../protocol/api-types.ts";
import type { RequestFacts, TraceFacts } from "../protocol/trace-facts.ts";
import { forecastFaults } from "./forecast.ts";
import type { FaultForecast } from "./forecast.ts";
import { createHistogram } from "./histogram.ts";
import type { Histogram } from "./histogram.ts";
import { countRequest, makeStatistics, toStatistics } from "./statistics.ts";

/** An element of GetTimeSeriesServiceStatistics. */
interface TimeSeriesPoint {
  /** Start of the period, epoch seconds, a multiple of the period. */
  Timestamp: number;
  EdgeSummaryStatistics?: EdgeStatistics;
  ServiceSummaryStatistics?: ServiceStatistics;
  ServiceForecastStatistics?: FaultForecast;
  ResponseTimeHistogram: readonly HistogramEntry[];
}

/** Which nodes or edges of a trace count, by their indexes in its facts. */
export interface EntitySelector {
  kind: "services" | "edges";
  select(facts: TraceFacts): readonly number[];
}

export interface TimeSeriesOptions {
  /** Half-open range of epoch seconds; requests that start outside are left out. */
  startSec: number;
  endSec: number;
  /** Whole seconds, above 0. */
  periodSec: number;
  /** Absent: edge statistics of what came in from outside. */
  selector?: EntitySelector;
  /** Adds the range of faults that is usual; only beside service statistics, as the API model has it. */
  forecast?: boolean;
}

/** Sums requests by period as traces are added: what it holds grows with the number of periods, not of traces. */
export interface TimeSeries {
  add(facts: TraceFacts): void;
  /** One a period of the range, ascending, also where nothing was asked. */
  points(): readonly TimeSeriesPoint[];
}

interface Period {
  statistics: EdgeStatistics;
  responseTimes: Histogram;
}

export function createTimeSeries(options: TimeSeriesOptions): TimeSeries {
  const { startSec, endSec, periodSec, selector } = options;
  const periods = new Map<number, Period>();
  const addRequest = (request: RequestFacts): void => {
    if (request.inProgress || request.startSec < startSec || request.startSec >= endSec) return;
    const start = Math.floor(request.startSec / periodSec) * periodSec;
    const period = periods.get(start) ?? makePeriod();
    periods.set(start, period);
    countRequest(period.statistics, request);
    period.responseTimes.add(request.responseTimeSec);
  };
  return {
    add(facts) {
      for (const request of selectRequests(facts, selector)) addRequest(request);
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

function selectRequests(facts: TraceFacts, selector: EntitySelector | undefined): readonly RequestFacts[] {
  if (selector === undefined) return requestsFromOutside(facts);
  const entities = facts[selector.kind];
  return selector.select(facts).flatMap((index) => entities[index]?.requests ?? []);
}

/** The calls of clients, and what a browser recorded of itself, as nobody calls it. */
function requestsFromOutside({ services, edges }: TraceFacts): readonly RequestFacts[] {
  const ofClients = edges.filter(({ from }) => services[from]?.client);
  const called = new Set(ofClients.map(({ to }) => to));
  const uncalled = services.filter(({ root }, index) => root && !called.has(index));
  return [...ofClients, ...uncalled].flatMap(({ requests }) => requests);
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
