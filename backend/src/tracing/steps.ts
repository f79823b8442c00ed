import type { Segment, Subsegment } from "aws-xray-sdk-core";
import { currentEntity, namespace } from "./context.ts";
import { wasSent } from "./sdk/sdk-internals.ts";
import { toSegmentName } from "./segment-name.ts";
import { type Step, type Steps, silentStep } from "./tracing.ts";
import { formatTraceHeader } from "./trace-header.ts";
import { toRecordableError } from "./sdk/recordable-error.ts";

/** Parts of requests as the X-Ray SDK's subsegments. */
export const xraySteps: Steps = { beginStep, fetch: tracedFetch };

/** Begins a subsegment of what is under way. Until it ends the SDK holds the whole segment back. */
function beginStep(name: string): Step {
  const subsegment = addSubsegment(name);
  if (!subsegment) return silentStep;
  return {
    traceId: subsegment.segment?.trace_id,
    annotate: (key, value) => subsegment.addAnnotation(key, value),
    end: (error) => subsegment.close(error === undefined ? error : toRecordableError(error)),
  };
}

/**
 * A call to another service as a remote step of the request. The SDK's own patch (aws-xray-sdk-fetch) makes all that follows
 * a call a part of it (aws/aws-xray-sdk-node#715); here the context stays what it was.
 */
async function tracedFetch(url: string, init: RequestInit = {}): Promise<Response> {
  const { origin, pathname, host } = new URL(url);
  const subsegment = addSubsegment(host);
  if (!subsegment) return fetch(url, passDecisionOn(init));
  subsegment.namespace = "remote";
  const headers = new Headers(init.headers);
  const root = subsegment.segment?.trace_id;
  headers.set(
    "X-Amzn-Trace-Id",
    formatTraceHeader({ ...(root ? { root } : {}), parent: subsegment.id, sampled: "1" }),
  );
  // The query may hold what somebody typed.
  const request = { method: init.method ?? "GET", url: origin + pathname };
  try {
    const answer = await fetch(url, { ...init, headers });
    Object.assign(subsegment, { http: { request, response: responseOf(answer) } });
    if (answer.status === 429) subsegment.addThrottleFlag();
    if (answer.status >= 500) subsegment.addFaultFlag();
    else if (answer.status >= 400) subsegment.addErrorFlag();
    subsegment.close();
    return answer;
  } catch (error) {
    Object.assign(subsegment, { http: { request } });
    subsegment.close(toRecordableError(error));
    throw error;
  }
}

/** What a request calls that is not sampled is not to be sampled either. */
function passDecisionOn(init: RequestInit): RequestInit {
  const current = namespace.get("segment") as Segment | Subsegment | undefined;
  const root = current && "segment" in current ? current.segment : current;
  if (!root?.notTraced) return init;
  const headers = new Headers(init.headers);
  headers.set("X-Amzn-Trace-Id", formatTraceHeader({ root: root.trace_id, sampled: "0" }));
  return { ...init, headers };
}

function responseOf({ status, headers }: Response): { status: number; content_length?: number } {
  const length = Number(headers.get("content-length") ?? Number.NaN);
  return { status, ...(Number.isInteger(length) ? { content_length: length } : {}) };
}

/** `undefined` where nothing is recorded. */
function addSubsegment(name: string): Subsegment | undefined {
  const parent: Segment | Subsegment | undefined = currentEntity();
  if (!parent || parent.notTraced || wasSent(parent)) return undefined;
  return parent.addNewSubsegment(toSegmentName(name));
}
