import type { SegmentDocument, Subsegment } from "../../protocol/segment-document.ts";
import type { HttpFacts, RequestFacts } from "../../model/trace-facts.ts";
import { elapsedSec, responseTimeSecOf } from "../trace-step.ts";
import type { TraceStep } from "../trace-step.ts";

/** The origin that CloudWatch RUM's web client gives a page's segment. */
const BROWSER = "AWS::RUM::AppMonitor";

export function isBrowser({ entity }: TraceStep): boolean {
  return "origin" in entity && entity.origin === BROWSER;
}

/** The request that a segment served, or the call that a subsegment made. */
export function toRequest(step: TraceStep): RequestFacts {
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

/** The age of a message when its receiver began takes the place of a response time. */
export function toDelivery(sender: TraceStep, receiver: TraceStep): RequestFacts {
  const ageSec = elapsedSec(sender.entity.start_time, receiver.entity.start_time);
  return { ...toRequest(receiver), responseTimeSec: ageSec, durationSec: ageSec };
}

/**
 * The HTTP request that a trace served: its root's. A page whose client records none (RUM's does not) has none; there
 * the first call of the page stands for the trace.
 */
export function findHttpFacts(root: TraceStep): HttpFacts {
  const own = toHttpFacts(root.entity);
  if (own?.url !== undefined || !isBrowser(root)) return own ?? {};
  const call = root.children.find(({ entity }) => entity.http?.request?.url !== undefined);
  return (call && toHttpFacts(call.entity)) ?? own ?? {};
}

/** The HTTP request of a segment or call; undefined when nothing is known of it. */
function toHttpFacts(entity: SegmentDocument | Subsegment): HttpFacts | undefined {
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
