import type { Operation } from "./model/operation.ts";
import { batchGetTraces } from "./operations/batch-get-traces.ts";
import { getServiceGraph } from "./operations/get-service-graph.ts";
import { getTimeSeriesServiceStatistics } from "./operations/get-time-series-service-statistics.ts";
import { getTraceGraph } from "./operations/get-trace-graph.ts";
import { getTraceSummaries } from "./operations/get-trace-summaries.ts";
import { putTelemetryRecords } from "./operations/put-telemetry-records.ts";
import { putTraceSegments } from "./operations/put-trace-segments.ts";

/** Operations that ingest traces and answer questions about them. */
export const DATA_OPERATIONS: readonly Operation[] = [
  putTraceSegments,
  putTelemetryRecords,
  getTraceSummaries,
  batchGetTraces,
  getServiceGraph,
  getTraceGraph,
  getTimeSeriesServiceStatistics,
];
