import type { ServiceId } from "../protocol/api-types.ts";
import type { SegmentDocument, Subsegment } from "../protocol/segment-document.ts";
import type { EdgeFacts, HttpFacts, RequestFacts, ServiceFacts } from "../protocol/trace-facts.ts";
import type { AssembledTrace } from "./assemble-trace.ts";
import { inferredServiceOf, serviceOfSegment } from "./infer-service.ts";
import { elapsedSec, responseTimeSecOf } from "./trace-step.ts";
import type { TraceStep } from "./trace-step.ts";

interface MutableService extends ServiceFacts {
  requests: RequestFacts[];
}

interface MutableEdge extends EdgeFacts {
  requests: RequestFacts[];
}

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
  const services: MutableService[] = [];
  const edges: MutableEdge[] = [];
  const indexOfSegment = new Map<TraceStep, number>();
  for (const segment of trace.segments) {
    const index = addService(services, serviceOfSegment(segment.entity as SegmentDocument), false);
    services[index]?.requests.push(toRequest(segment));
    indexOfSegment.set(segment, index);
  }
  for (const step of trace.steps) {
    if (step.callees.length > 0 || step.entity.namespace !== undefined) {
      addCalls(step, services, edges, indexOfSegment);
    }
  }
  for (const root of trace.roots) addClient(root, services, edges, indexOfSegment);
  return { services, edges, indexOfSegment };
}

function addCalls(
  step: TraceStep,
  services: MutableService[],
  edges: MutableEdge[],
  indexOfSegment: ReadonlyMap<TraceStep, number>,
): void {
  const caller = step.segment && indexOfSegment.get(step.segment);
  const inferred = inferredServiceOf(step);
  let between: number | undefined;
  if (inferred !== undefined) {
    const request = toRequest(step);
    between = addService(services, inferred, true);
    services[between]?.requests.push(request);
    if (caller !== undefined) addEdge(edges, caller, between, false, request);
  }
  for (const callee of step.callees) {
    const to = indexOfSegment.get(callee);
    if (to === undefined) continue;
    if (between !== undefined) addEdge(edges, between, to, true, toDelivery(step, callee));
    else if (caller !== undefined) addEdge(edges, caller, to, false, toCall(step, callee));
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

function addClient(
  root: TraceStep,
  services: MutableService[],
  edges: MutableEdge[],
  indexOfSegment: ReadonlyMap<TraceStep, number>,
): void {
  const to = indexOfSegment.get(root);
  const service = to === undefined ? undefined : services[to];
  if (to === undefined || service === undefined) return;
  service.root = true;
  if (service.id.Type === BROWSER) return;
  const from = addService(services, { Name: service.id.Name, Names: service.id.Names, Type: "client" }, true);
  const client = services[from];
  if (client !== undefined) client.client = true;
  addEdge(edges, from, to, false, toRequest(root));
}

/** Services are few: looking through them is cheaper than a map of keys. */
function addService(services: MutableService[], id: ServiceId, inferred: boolean): number {
  const index = services.findIndex((known) => known.id.Name === id.Name && known.id.Type === id.Type);
  const known = services[index];
  if (known === undefined) {
    return services.push({ id, root: false, inferred, client: false, requests: [] }) - 1;
  }
  if (!inferred) known.inferred = false;
  if (id.AccountId !== undefined) known.id.AccountId ??= id.AccountId;
  return index;
}

function addEdge(
  edges: MutableEdge[],
  from: number,
  to: number,
  asynchronous: boolean,
  request: RequestFacts,
): void {
  const known = edges.find(
    (edge) => edge.from === from && edge.to === to && edge.asynchronous === asynchronous,
  );
  if (known === undefined) edges.push({ from, to, asynchronous, requests: [request] });
  else known.requests.push(request);
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
