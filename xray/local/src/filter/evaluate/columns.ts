import type { HttpFacts, RequestFacts, ServiceFacts, TraceFacts } from "../../model/trace-facts.ts";
import type { Columns } from "./compile-expression.ts";

/**
 * What a condition costs, which sets the order of evaluation: a column of the index, text of the root segment, lists of
 * a trace, its graph, a block over its graph, root causes. The later ones may have to be decoded first.
 */
export const COST = { column: 0, http: 1, list: 2, graph: 3, block: 4, rootCause: 5 } as const;

/** The trace as a whole: its root segment, except that user, instance, zone and ARN may come from any segment. */
export const traceColumns = {
  ok: { type: "boolean", cost: COST.http, read: isTraceOk },
  error: { type: "boolean", cost: COST.column, read: (facts) => facts.error },
  fault: { type: "boolean", cost: COST.column, read: (facts) => facts.fault },
  throttle: { type: "boolean", cost: COST.http, read: isRootThrottled },
  partial: { type: "boolean", cost: COST.column, read: (facts) => facts.partial },
  inferred: {
    type: "boolean",
    cost: COST.graph,
    // Nearly every trace has a client node, so it does not count.
    read: (facts) => facts.services.some((node) => node.inferred && !node.client),
  },
  responsetime: { type: "number", cost: COST.column, read: (facts) => facts.responseTimeSec },
  duration: {
    type: "number",
    cost: COST.column,
    read: (facts) => roundToMicros(facts.endSec - facts.startSec),
  },
  ...httpColumns<TraceFacts>((facts) => facts.http),
  user: { type: "strings", cost: COST.list, read: (facts) => facts.users.map(({ name }) => name) },
  "resource.arn": { type: "strings", cost: COST.list, read: (facts) => facts.resourceArns },
  "instance.id": { type: "strings", cost: COST.list, read: (facts) => facts.instanceIds },
  availabilityzone: { type: "strings", cost: COST.list, read: (facts) => facts.availabilityZones },
} as const satisfies Columns<TraceFacts>;

/** A node of the trace and one of the requests that it served; no request where none is known (client nodes). */
export interface NodeRequest {
  node: ServiceFacts;
  request: RequestFacts | undefined;
}

export const nodeColumns = {
  ...requestColumns<NodeRequest>(({ request }) => request),
  root: { type: "boolean", cost: COST.column, read: ({ node }) => node.root },
  inferred: { type: "boolean", cost: COST.column, read: ({ node }) => node.inferred },
  name: { type: "string", cost: COST.column, read: ({ node }) => node.id.Name },
  type: { type: "string", cost: COST.column, read: ({ node }) => node.id.Type },
  "account.id": { type: "string", cost: COST.column, read: ({ node }) => node.id.AccountId },
} as const satisfies Columns<NodeRequest>;

export const edgeColumns = requestColumns<RequestFacts>((request) => request);

/** A request in progress has no response time, duration or outcome yet. */
function requestColumns<S>(requestOf: (subject: S) => RequestFacts | undefined) {
  const ended = (subject: S): RequestFacts | undefined => {
    const request = requestOf(subject);
    return request?.inProgress ? undefined : request;
  };
  return {
    ok: { type: "boolean", cost: COST.column, read: (subject) => isRequestOk(ended(subject)) },
    error: { type: "boolean", cost: COST.column, read: (subject) => requestOf(subject)?.error === true },
    fault: { type: "boolean", cost: COST.column, read: (subject) => requestOf(subject)?.fault === true },
    throttle: {
      type: "boolean",
      cost: COST.column,
      read: (subject) => requestOf(subject)?.throttle === true,
    },
    partial: {
      type: "boolean",
      cost: COST.column,
      read: (subject) => requestOf(subject)?.inProgress === true,
    },
    responsetime: { type: "number", cost: COST.column, read: (subject) => ended(subject)?.responseTimeSec },
    duration: { type: "number", cost: COST.column, read: (subject) => ended(subject)?.durationSec },
    ...httpColumns<S>((subject) => requestOf(subject)?.http),
  } as const satisfies Columns<S>;
}

function httpColumns<S>(httpOf: (subject: S) => HttpFacts | undefined) {
  return {
    "http.url": { type: "string", cost: COST.http, read: (subject) => httpOf(subject)?.url },
    "http.method": { type: "string", cost: COST.http, read: (subject) => httpOf(subject)?.method },
    "http.status": { type: "number", cost: COST.http, read: (subject) => httpOf(subject)?.status },
    "http.useragent": { type: "string", cost: COST.http, read: (subject) => httpOf(subject)?.userAgent },
    "http.clientip": { type: "string", cost: COST.http, read: (subject) => httpOf(subject)?.clientIp },
  } as const satisfies Columns<S>;
}

/** README.md says why a redirect is ok although AWS's page says 2XX. */
function isTraceOk(facts: TraceFacts): boolean {
  if (facts.fault || facts.error) return false;
  const { status } = facts.http;
  return status === undefined ? facts.responseTimeSec !== undefined : isOkStatus(status);
}

function isRequestOk(request: RequestFacts | undefined): boolean {
  if (!request || request.fault || request.error || request.throttle) return false;
  return request.http?.status === undefined || isOkStatus(request.http.status);
}

function isOkStatus(status: number): boolean {
  return status < 400;
}

/**
 * `facts.throttle` is about any segment, but the keyword is about the root: its status, or else what its node recorded.
 */
function isRootThrottled(facts: TraceFacts): boolean {
  if (!facts.throttle) return false;
  if (facts.http.status !== undefined) return facts.http.status === 429;
  const root = facts.entryPoint === undefined ? undefined : facts.services[facts.entryPoint];
  return root?.requests.some(({ throttle }) => throttle) ?? false;
}

/** Differences of epoch seconds have an error of 0.2 µs, with which `duration = 3.2` would not match. */
function roundToMicros(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6;
}
