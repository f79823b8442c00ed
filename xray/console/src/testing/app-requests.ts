import { NOW_SEC } from "./clock.ts";

/** A request of the sample app, as its documents describe it; all parts are optional. */
export interface AppRequest {
  /** Seconds before the time at which the clock of the tests stands. */
  agoSec: number;
  durationMs: number;
  method: string;
  path: string;
  status: number;
  user: string;
  /** How long it waited for a connection to the database. */
  waitMs: number;
  /** Statements, one after the other, which share the rest of the time equally. */
  queries: readonly string[];
  /** Thrown in the last query. */
  exception: { type: string; message: string };
  annotations: Readonly<Record<string, string | number | boolean>>;
  metadata: Readonly<Record<string, unknown>>;
  service: string;
  isOpen: boolean;
}

/** `1-<epoch seconds>-<number>`, the same for the same number and second. */
export function traceIdOf(number: number, agoSec = 60): string {
  const second = Math.floor(NOW_SEC - agoSec).toString(16);
  return `1-${second}-${number.toString(16).padStart(24, "0")}`;
}

/** The id of a step of `makeRequest`: 0 is the segment, 1 the wait, from 2 on the queries. */
export function stepIdOf(traceId: string, step: number): string {
  return traceId.slice(-12) + step.toString(16).padStart(4, "0");
}

const HOME =
  "SELECT a.uuid, a.message FROM public.activities a WHERE a.expires_at > $1 ORDER BY a.created_at";

/** The segment of a request with its wait, its queries and its exception, ready to be sent. */
export function makeRequest(traceId: string, request: Partial<AppRequest> = {}): object {
  const { agoSec = 60, durationMs = 40, status = 200, service = "backend-flask", isOpen = false } = request;
  const at = clockFrom(agoSec);
  const steps = makeSteps(traceId, request);
  const thrower = steps.at(-1);
  if (status >= 500 && thrower !== undefined) Object.assign(thrower, failureOf(traceId, request.exception));
  return {
    trace_id: traceId,
    id: stepIdOf(traceId, 0),
    name: service,
    start_time: at(0),
    ...(isOpen ? { in_progress: true } : { end_time: at(durationMs) }),
    ...outcomeOf(status, thrower?.id),
    ...(request.user === undefined ? {} : { user: request.user }),
    http: httpOf(request),
    ...(request.annotations === undefined ? {} : { annotations: request.annotations }),
    ...(request.metadata === undefined ? {} : { metadata: { default: request.metadata } }),
    subsegments: steps,
  };
}

/** Converts milliseconds after the start to epoch seconds, exact to the microsecond. */
function clockFrom(agoSec: number): (ms: number) => number {
  return (ms) => Number((NOW_SEC - agoSec + ms / 1000).toFixed(6));
}

function makeSteps(traceId: string, request: Partial<AppRequest>): { id: string }[] {
  const { agoSec = 60, durationMs = 40, waitMs = 0, queries = [HOME] } = request;
  const at = clockFrom(agoSec);
  const eachMs = (durationMs - waitMs) / Math.max(1, queries.length) - 1;
  const wait = {
    id: stepIdOf(traceId, 1),
    name: "wait for a connection",
    start_time: at(1),
    end_time: at(waitMs),
    annotations: { wait: true },
  };
  const calls = queries.map((sql, index) => ({
    id: stepIdOf(traceId, 2 + index),
    name: "cruddur@127.0.0.1",
    namespace: "remote",
    start_time: at(waitMs + 1 + index * eachMs),
    end_time: at(waitMs + 1 + (index + 1) * eachMs - 0.5),
    sql: { sanitized_query: sql, database_type: "PostgreSQL", url: "postgresql://127.0.0.1:5432/cruddur" },
    annotations: { rows: 24 },
  }));
  return waitMs > 0 ? [wait, ...calls] : calls;
}

function httpOf({
  method = "GET",
  path = "/api/activities/home",
  status = 200,
  isOpen,
}: Partial<AppRequest>) {
  const url = `http://localhost:5000${path}`;
  const response = isOpen === true ? {} : { response: { status, content_length: 512 } };
  return { request: { method, url, client_ip: "127.0.0.1", user_agent: "curl/8" }, ...response };
}

/** The members by which Node's SDK says that the exception of the step below has passed through. */
function outcomeOf(status: number, thrower: string | undefined): object {
  if (status < 400) return {};
  if (status < 500) return { error: true, throttle: status === 429 };
  return thrower === undefined ? { fault: true } : { fault: true, cause: { id: thrower, exceptions: [] } };
}

function failureOf(traceId: string, exception: AppRequest["exception"] | undefined): object {
  const { type, message } = exception ?? { type: "DatabaseError", message: "deadlock detected" };
  const stack = [
    { path: "/app/backend/src/activities/repository.ts", line: 42, label: "listHome" },
    { path: "node:internal/process/task_queues", line: 105, label: "processTicksAndRejections" },
  ];
  return { fault: true, cause: { exceptions: [{ id: stepIdOf(traceId, 0xff), type, message, stack }] } };
}
