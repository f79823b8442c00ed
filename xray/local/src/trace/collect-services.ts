import type { SegmentDocument, Subsegment } from "../protocol/segment-document.ts";
import type { EdgeFacts, HttpFacts, RequestFacts, ServiceFacts } from "../protocol/trace-facts.ts";
import type { AssembledTrace } from "./assemble-trace.ts";
import { createFactsTable } from "./facts-table.ts";
import type { FactsTable } from "./facts-table.ts";
import { inferredServiceOf, serviceOfSegment } from "./infer-service.ts";
import { elapsedSec, responseTimeSecOf } from "./trace-step.ts";
import type { TraceStep } from "./trace-step.ts";

export interface TraceServices {
  services: readonly ServiceFacts[];
  edges: readonly EdgeFacts[];
  /** Index of the service that a segment belongs to. */
  indexOfSegment: ReadonlyMap<TraceStep, number>;
}

/** The browser is the client itself: nobody calls it. */
const BROWSER = "AWS::RUM::AppMonitor";

/**
 * Nodes and edges of a trace. A node's figures are its own segments', or its callers' subsegments' where it sent none;
 * an edge's are the caller's subsegments', network included (Developer Guide, "Concepts" and "Histograms").
 */
export function collectServices(trace: AssembledTrace): TraceServices {
  const table = createFactsTable();
  const indexOfSegment = new Map<TraceStep, number>();
  for (const segment of trace.segments) {
    const id = serviceOfSegment(segment.entity as SegmentDocument);
    indexOfSegment.set(segment, table.addRequest(id, false, toRequest(segment)));
  }
  for (const step of trace.steps) {
    if (step.callees.length > 0 || step.entity.namespace !== undefined) {
      addCalls(step, table, indexOfSegment);
    }
  }
  for (const root of trace.roots) {
    const index = indexOfSegment.get(root);
    if (index !== undefined) addClient(root, index, table);
  }
  return { services: table.services, edges: table.edges, indexOfSegment };
}

function addCalls(step: TraceStep, table: FactsTable, indexOfSegment: ReadonlyMap<TraceStep, number>): void {
  const caller = step.segment && indexOfSegment.get(step.segment);
  const inferred = inferredServiceOf(step);
  const between = inferred && table.addRequest(inferred, true, toRequest(step));
  if (caller !== undefined && between !== undefined) table.addCall(caller, between, false, toRequest(step));
  for (const callee of step.callees) {
    const to = indexOfSegment.get(callee);
    if (to === undefined) continue;
    if (between !== undefined) table.addCall(between, to, true, toDelivery(step, callee));
    else if (caller !== undefined) table.addCall(caller, to, false, toCall(step, callee));
  }
}

/** A segment whose parent is a segment or local work has no call of its own, as Lambda's two; its own figures stand in. */
function toCall(step: TraceStep, callee: TraceStep): RequestFacts {
  return toRequest(step.entity.namespace === undefined ? callee : step);
}

/** How old a message was when its receiver began, in place of a response time. */
function toDelivery(sender: TraceStep, receiver: TraceStep): RequestFacts {
  const ageSec = elapsedSec(sender.entity.start_time, receiver.entity.start_time);
  return { ...toRequest(receiver), responseTimeSec: ageSec, durationSec: ageSec };
}

function addClient(root: TraceStep, index: number, table: FactsTable): void {
  const id = table.markRoot(index);
  if (id === undefined || id.Type === BROWSER) return;
  table.addCall(table.addClient(id), index, false, toRequest(root));
}

function toRequest(step: TraceStep): RequestFacts {
  const { entity } = step;
  const responseTimeSec = responseTimeSecOf(step);
  const request: RequestFacts = {
    startSec: entity.start_time,
    responseTimeSec,
    durationSec: Math.max(responseTimeSec, elapsedSec(entity.start_time, step.lastEndSec)),
    fault: entity.fault === true,
    error: entity.error === true,
    throttle: entity.throttle === true,
    inProgress: entity.end_time === undefined,
  };
  const http = toHttpFacts(entity);
  if (http !== undefined) request.http = http;
  return request;
}

/** What is known of the HTTP request of a segment or call; undefined when nothing is. */
export function toHttpFacts(entity: SegmentDocument | Subsegment): HttpFacts | undefined {
  if (entity.http === undefined) return undefined;
  const { request, response } = entity.http;
  const facts: HttpFacts = {};
  if (request?.url !== undefined) facts.url = request.url;
  if (request?.method !== undefined) facts.method = request.method;
  if (response?.status !== undefined) facts.status = response.status;
  if (request?.user_agent !== undefined) facts.userAgent = request.user_agent;
  if (request?.client_ip !== undefined) facts.clientIp = request.client_ip;
  return facts;
}
