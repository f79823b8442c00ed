import { describe, expect, it } from "vitest";
import type { TraceFacts } from "../../model/trace-facts.ts";
import { deriveTraceFacts } from "../facts/derive-facts.ts";
import { forecastFaults } from "./forecast.ts";
import { makeId, makeSegment, makeSubsegment } from "../testing/make-documents.ts";
import { createTimeSeries } from "./time-series.ts";
import type { TimeSeriesOptions } from "./time-series.ts";

function traceAt(startSec: number, fault = false): TraceFacts {
  const times = { start_time: startSec, end_time: startSec + 2, fault };
  const query = makeSubsegment("db@host", { ...times, end_time: startSec + 1, namespace: "remote", sql: {} });
  return deriveTraceFacts([makeSegment("A", { ...times, subsegments: [query] })], 1);
}

function pointsOf(options: TimeSeriesOptions, traces: readonly TraceFacts[]) {
  const series = createTimeSeries(options);
  for (const facts of traces) series.add(facts);
  return series.points();
}

const range = { startSec: 600, endSec: 780, periodSec: 60 };

describe("createTimeSeries", () => {
  it("counts what came in from outside as edge statistics, each period of the range, also the empty ones", () => {
    const traces = [traceAt(601), traceAt(659.9, true), traceAt(720)];
    expect(pointsOf(range, traces)).toMatchObject([
      {
        Timestamp: 600,
        EdgeSummaryStatistics: {
          OkCount: 1,
          FaultStatistics: { TotalCount: 1 },
          TotalCount: 2,
          TotalResponseTime: 4,
        },
        ResponseTimeHistogram: [{ Value: 2, Count: 2 }],
      },
      { Timestamp: 660, EdgeSummaryStatistics: { TotalCount: 0 }, ResponseTimeHistogram: [] },
      { Timestamp: 720, EdgeSummaryStatistics: { TotalCount: 1 } },
    ]);
  });

  it("takes a page for what came in, and what a root service asks of itself for its own affair", () => {
    const page = makeSegment("web", { origin: "AWS::RUM::AppMonitor", start_time: 601, end_time: 602 });
    const call = makeSubsegment("c", { namespace: "remote", start_time: 601, end_time: 602 });
    const outer = makeSegment("A", { start_time: 601, end_time: 603, subsegments: [call] });
    const inner = makeSegment("A", {
      id: makeId("inner"),
      parent_id: call.id,
      start_time: 601,
      end_time: 602,
    });
    const traces = [deriveTraceFacts([page], 1), deriveTraceFacts([outer, inner], 1)];
    expect(pointsOf(range, traces)[0]?.EdgeSummaryStatistics).toMatchObject({
      TotalCount: 2,
      TotalResponseTime: 3,
    });
  });

  it("leaves out what started before the range or at its end", () => {
    const points = pointsOf(range, [traceAt(599.9), traceAt(780)]);
    expect(points.map((point) => point.EdgeSummaryStatistics?.TotalCount)).toEqual([0, 0, 0]);
  });

  it("starts periods at multiples of their length", () => {
    const points = pointsOf({ startSec: 630, endSec: 700, periodSec: 60 }, [traceAt(620), traceAt(640)]);
    expect(points.map((point) => [point.Timestamp, point.EdgeSummaryStatistics?.TotalCount])).toEqual([
      [600, 1],
      [660, 0],
    ]);
  });

  it("counts the services or edges that are selected", () => {
    const traces = [traceAt(601)];
    const database = (facts: TraceFacts) =>
      facts.services.flatMap(({ id }, index) => (id.Name === "db@host" ? [index] : []));
    const services = pointsOf({ ...range, selector: { kind: "services", select: database } }, traces);
    expect(services[0]).toMatchObject({ ServiceSummaryStatistics: { TotalCount: 1, TotalResponseTime: 1 } });
    expect(services[0]).not.toHaveProperty("EdgeSummaryStatistics");
    const edges = pointsOf({ ...range, selector: { kind: "edges", select: () => [0, 7] } }, traces);
    expect(edges[0]).toMatchObject({ EdgeSummaryStatistics: { TotalCount: 1, TotalResponseTime: 1 } });
  });

  it("adds what is usual to service statistics when asked", () => {
    const traces = Array.from({ length: 8 }, (_, index) => traceAt(600 + index * 60, true));
    const selector = { kind: "services", select: () => [0] } as const;
    const points = pointsOf({ ...range, endSec: 1080, selector, forecast: true }, traces);
    expect(points[4]).not.toHaveProperty("ServiceForecastStatistics");
    expect(points[7]?.ServiceForecastStatistics).toEqual({ FaultCountHigh: 1, FaultCountLow: 1 });
  });
});

describe("forecastFaults", () => {
  it("expects the mean of the periods before, give or take two deviations", () => {
    expect(forecastFaults([4, 6, 4, 6, 4, 6, 90]).slice(5)).toEqual([
      { FaultCountHigh: 7, FaultCountLow: 2 },
      { FaultCountHigh: 7, FaultCountLow: 3 },
    ]);
  });

  it("expects no less than nothing", () => {
    expect(forecastFaults([0, 0, 0, 0, 9, 1]).at(-1)?.FaultCountLow).toBe(0);
  });
});
