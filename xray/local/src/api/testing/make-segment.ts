import { NOW_SEC } from "./make-context.ts";

let made = 0;

/** A different trace id each time, which begins with the time as real ones do. */
export function makeTraceId(startSec = NOW_SEC): string {
  made += 1;
  return `1-${Math.trunc(startSec).toString(16).padStart(8, "0")}-${made.toString(16).padStart(24, "0")}`;
}

/** A completed segment of a request of 100 ms; `fields` replace its own. */
export function makeSegment(
  fields: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> & { trace_id: string } {
  const startSec = typeof fields["start_time"] === "number" ? fields["start_time"] : NOW_SEC - 60;
  made += 1;
  return {
    trace_id: makeTraceId(startSec),
    id: made.toString(16).padStart(16, "0"),
    name: "backend-flask",
    start_time: startSec,
    end_time: startSec + 0.1,
    http: {
      request: { method: "GET", url: "http://localhost:5000/api/activities/home" },
      response: { status: 200 },
    },
    ...fields,
  };
}

/** A subsegment for a query, which becomes a node of its own. */
export function makeQuery(startSec = NOW_SEC - 60): Record<string, unknown> {
  made += 1;
  return {
    id: made.toString(16).padStart(16, "0"),
    name: "cruddur@localhost",
    namespace: "remote",
    start_time: startSec + 0.01,
    end_time: startSec + 0.05,
    sql: { sanitized_query: "SELECT 1", database_type: "PostgreSQL" },
  };
}
