import type { IncomingMessage } from "node:http";
import AWSXRay from "aws-xray-sdk-core";
import type { Segment } from "aws-xray-sdk-core";
import AWSXRayExpress from "aws-xray-sdk-express";
import type { ErrorRequestHandler, RequestHandler, Response } from "express";
import type { DynamicNaming } from "../config.ts";
import { statusOf } from "../http/error-handler.ts";
import { setTraceId } from "../http/request-ids.ts";
import { currentEntity } from "./context.ts";
import { wasSent } from "./sdk-internals.ts";
import { toSegmentName } from "./segment-name.ts";
import { formatTraceHeader, parseTraceHeader, type TraceHeader } from "./trace-header.ts";

/** Not an official status: what nginx logs when the client has gone before the answer. */
const CLIENT_CLOSED_REQUEST = 499;
const MAX_ANNOTATION_LENGTH = 1_000;

const segments = new WeakMap<Response, Segment>();

export function segmentOf(response: Response): Segment | undefined {
  return segments.get(response);
}

/** The SDK's Express middleware, with what it gets wrong put right around it. */
export function createOpenSegment(serviceName: string, naming: DynamicNaming | undefined): RequestHandler {
  const open = AWSXRayExpress.openSegment(serviceName);
  if (naming?.mode === "rename") AWSXRay.middleware.enableDynamicNaming(naming.pattern);
  return (request, response, next) => {
    const header = takeTraceHeader(request);
    // Before the SDK's own listener, which closes the segment.
    response.once("close", () => markAbandoned(response));
    open(request, response, () => {
      const segment = rootOfContext();
      if (!segment) return next();
      segments.set(response, segment);
      setTraceId(response, segment.trace_id);
      if (header.sampled === "?") answerSampled(response, segment);
      if (naming?.mode === "rename") segment.name = toSegmentName(segment.name);
      if (naming?.mode === "annotate") annotateHost(segment, request.headers.host, naming.pattern);
      next();
    });
  };
}

/** Leaves the SDK only what is well formed of the trace header. */
function takeTraceHeader(request: IncomingMessage): TraceHeader {
  const text = request.headers["x-amzn-trace-id"];
  if (text === undefined) return {};
  const header = parseTraceHeader(Array.isArray(text) ? text.join() : text);
  const formatted = formatTraceHeader(header);
  if (formatted) request.headers["x-amzn-trace-id"] = formatted;
  else delete request.headers["x-amzn-trace-id"];
  return header;
}

/** The SDK answers `Root=undefined` when the request asked without a root (mw_utils.js, resolveSampling). */
function answerSampled(response: Response, segment: Segment): void {
  const sampled = segment.notTraced ? "0" : "1";
  response.setHeader("X-Amzn-Trace-Id", formatTraceHeader({ root: segment.trace_id, sampled }));
}

/** The SDK records a request whose client went away as 200. */
function markAbandoned(response: Response): void {
  if (response.writableFinished) return;
  segmentOf(response)?.addAnnotation("abandoned", true);
  if (!response.headersSent) response.statusCode = CLIENT_CLOSED_REQUEST;
}

function annotateHost(segment: Segment, host: string | undefined, pattern: string): void {
  if (!host || segment.notTraced || !AWSXRay.utils.wildcardMatch(pattern, host)) return;
  segment.addAnnotation("host", host.slice(0, MAX_ANNOTATION_LENGTH));
}

function rootOfContext(): Segment | undefined {
  const entity = currentEntity();
  if (!entity) return undefined;
  return "segment" in entity ? entity.segment : entity;
}

/** A client's mistake is told by its status alone: only faults have an exception. */
export const recordError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  const segment = segmentOf(response);
  if (segment && !wasSent(segment) && statusOf(error) >= 500) {
    segment.addError(error instanceof Error ? error : String(error));
  }
  next(error);
};
