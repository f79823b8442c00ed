import { currentEntity, namespace } from "./context.ts";
import { wasSent } from "./sdk/entities.ts";
import { contain } from "./sdk/failure.ts";
import { toRecordableError } from "./sdk/recordable-error.ts";
import type { Entity, Subsegment } from "./sdk/entity.ts";
import { toSegmentName } from "./request/segment-name.ts";
import { formatTraceHeader, TRACE_HEADER } from "./request/trace-header.ts";
import { silentStep } from "./tracing.ts";
import type { Step, Steps } from "./tracing.ts";

/** Parts of requests, as subsegments of the X-Ray SDK. */
export const xraySteps: Steps = { beginStep, fetch: tracedFetch };

/** Begins a subsegment of the current request. Until it ends, the SDK holds the whole segment back. */
function beginStep(name: string): Step {
  const subsegment = addSubsegment(name);
  if (!subsegment) return silentStep;
  return {
    traceId: subsegment.segment?.trace_id,
    annotate: (key, value) => contain(() => subsegment.addAnnotation(key, value)),
    end: (error) => contain(() => subsegment.close(error === undefined ? error : toRecordableError(error))),
  };
}

/**
 * Records a call to another service as a remote step of the request. The SDK's own patch (aws-xray-sdk-fetch) makes
 * everything after a call a part of it (aws/aws-xray-sdk-node#715); here the context stays the same.
 */
async function tracedFetch(service: string, url: string, init: RequestInit = {}): Promise<Response> {
  const { origin, pathname } = new URL(url);
  const subsegment = addSubsegment(service);
  if (!subsegment) return fetch(url, withHeader(init, unsampledHeader()));
  subsegment.namespace = "remote";
  // The query may contain what somebody typed.
  const request = { method: init.method ?? "GET", url: origin + pathname };
  try {
    const answer = await fetch(url, withHeader(init, sampledHeader(subsegment)));
    contain(() => closeAnswered(subsegment, request, answer));
    return answer;
  } catch (error) {
    contain(() => {
      Object.assign(subsegment, { http: { request } });
      subsegment.close(toRecordableError(error));
    });
    throw error;
  }
}

function closeAnswered(subsegment: Subsegment, request: object, answer: Response): void {
  Object.assign(subsegment, { http: { request, response: responseOf(answer) } });
  if (answer.status === 429) subsegment.addThrottleFlag();
  if (answer.status >= 500) subsegment.addFaultFlag();
  else if (answer.status >= 400) subsegment.addErrorFlag();
  subsegment.close();
}

function sampledHeader({ id, segment }: Subsegment): string {
  const root = segment?.trace_id;
  return formatTraceHeader({ ...(root ? { root } : {}), parent: id, sampled: "1" });
}

/** The callees of a request that is not sampled should not sample it either. */
function unsampledHeader(): string | undefined {
  return contain(() => {
    const current = namespace.get("segment") as Entity | undefined;
    const root = current && "segment" in current ? current.segment : current;
    const isUnsampled = root !== undefined && "trace_id" in root && root.notTraced === true;
    return isUnsampled ? formatTraceHeader({ root: root.trace_id, sampled: "0" }) : undefined;
  });
}

function withHeader(init: RequestInit, header: string | undefined): RequestInit {
  if (header === undefined) return init;
  const headers = new Headers(init.headers);
  headers.set(TRACE_HEADER, header);
  return { ...init, headers };
}

function responseOf({ status, headers }: Response): { status: number; content_length?: number } {
  const length = Number(headers.get("content-length") ?? Number.NaN);
  return { status, ...(Number.isInteger(length) ? { content_length: length } : {}) };
}

/** `undefined` where nothing is recorded. */
function addSubsegment(name: string): Subsegment | undefined {
  return contain(() => {
    const parent = currentEntity();
    if (!parent || parent.notTraced || wasSent(parent)) return undefined;
    return parent.addNewSubsegment(toSegmentName(name));
  });
}
