import { randomBytes } from "node:crypto";

/** A segment as an SDK sends it, with a query below it. */
export interface TestDocument {
  trace_id: string;
  id: string;
  [member: string]: unknown;
}

/** A new id of a trace that begins at `startSec`. */
export function newTraceId(startSec: number): string {
  return `1-${Math.trunc(startSec).toString(16).padStart(8, "0")}-${randomBytes(12).toString("hex")}`;
}

/** A request of 100 ms to `name`, which asks a database that answers or, with `isDown`, does not. */
export function newDocument(startSec: number, name: string, isDown = false): TestDocument {
  const fault = isDown ? { fault: true } : {};
  const query = {
    id: newId(),
    name: "orders@db",
    namespace: "remote",
    start_time: startSec + 0.01,
    end_time: startSec + 0.06,
    sql: { sanitized_query: "SELECT 1", database_type: "PostgreSQL" },
    ...fault,
  };
  return {
    trace_id: newTraceId(startSec),
    id: newId(),
    name,
    start_time: startSec,
    end_time: startSec + 0.1,
    user: "alice",
    // As API Gateway has it.
    annotations: { plan: "gold", rows: 3, cached: false, "aws:api_id": "k3x9" },
    http: {
      request: { method: "GET", url: `http://shop.example/${name}`, client_ip: "192.0.2.1" },
      response: { status: isDown ? 500 : 200 },
    },
    subsegments: [query],
    ...fault,
  };
}

function newId(): string {
  return randomBytes(8).toString("hex");
}
