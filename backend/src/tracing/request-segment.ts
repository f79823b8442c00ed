import type { IncomingMessage } from "node:http";
import type { Segment } from "aws-xray-sdk-core";
import type { ErrorRequestHandler, RequestHandler, Response } from "express";
import type { DynamicNaming } from "../config.ts";
import { statusOf } from "../http/error-handler.ts";
import { setTrace } from "../http/request-ids.ts";
import { type Context, namespace, runInContext } from "./context.ts";
import { newTraceId } from "./ids.ts";
import { readRequestHead } from "./request-head.ts";
import { AWSXRay, decideSampling, wasSent } from "./sdk/sdk-internals.ts";
import { toSegmentName } from "./segment-name.ts";
import { formatTraceHeader, parseTraceHeader, type TraceHeader } from "./trace-header.ts";
import { toRecordableError } from "./sdk/recordable-error.ts";

/** Not an official status: what nginx logs when the client has gone before the answer. */
const CLIENT_CLOSED_REQUEST = 499;
const MAX_ANNOTATION_LENGTH = 1_000;
const NO_HEADER: TraceHeader = {};

/** In the response's locals: setting a member of a WeakMap and collecting it took 2 % of an empty route. */
const SEGMENT = "segment";

/** The segment of a request that is sampled. */
export function segmentOf(response: Response): Segment | undefined {
  return response.locals[SEGMENT] as Segment | undefined;
}

/**
 * Decides whether a request is sampled and only then makes its segment, which is sent when the answer has gone out. What the
 * SDK's Express middleware does (aws-xray-sdk-express, openSegment; mw_utils.js, traceRequestResponseCycle), with what it gets
 * wrong put right; but it makes a segment for each request and binds every listener of request and response.
 */
export function createOpenSegment(serviceName: string, naming: DynamicNaming | undefined): RequestHandler {
  AWSXRay.middleware.setDefaultName(serviceName);
  if (naming?.mode === "rename") AWSXRay.middleware.enableDynamicNaming(naming.pattern);
  const fixedName = naming?.mode === "rename" ? undefined : AWSXRay.middleware.resolveName();
  return (request, response, next) => {
    settleSocket(request);
    const head = readRequestHead(request.rawHeaders);
    const header = head.trace === undefined ? NO_HEADER : parseTraceHeader(head.trace);
    const name = fixedName ?? AWSXRay.middleware.resolveName(head.host);
    const decision = decisionOf(header, request, head.host, name);
    const trace = new RequestTrace(fixedName ?? toSegmentName(name), header);
    setTrace(response, trace);
    if (header.sampled === "?") answerSampled(response, trace.traceId, decision !== false);
    if (decision === false) return runBound(trace, request, head.hasBody, next);
    const segment = startSegment(trace, decision, request, response);
    if (naming?.mode === "annotate") annotateHost(segment, head.host, naming.pattern);
    runBound({ segment }, request, head.hasBody, next);
  };
}

/**
 * Node looks the client's address up when it is first asked for, and adds it to the socket then. Where that was done for sampled
 * requests alone, sockets with and without it made Node's own code slower for all requests, by some 4 % of an empty one.
 */
function settleSocket({ socket }: IncomingMessage): void {
  void socket.remoteAddress;
}

function decisionOf(
  { sampled }: TraceHeader,
  { method, url }: IncomingMessage,
  host: string | undefined,
  serviceName: string,
): string | boolean {
  if (sampled === "0" || sampled === "1") return sampled === "1";
  return decideSampling({ host, httpMethod: method, urlPath: url, serviceName });
}

/** The trace that a request belongs to. As a context it is that of a request that is not sampled. */
class RequestTrace implements Context {
  [key: string]: unknown;
  segment: undefined;
  readonly name: string;
  readonly parent: string | undefined;
  private root: string | undefined;
  private unsampled: Segment | undefined;

  constructor(name: string, { root, parent }: TraceHeader) {
    this.segment = undefined;
    this.name = name;
    this.parent = parent;
    this.root = root;
    this.unsampled = undefined;
  }

  /** The caller's, or one that is made when somebody asks. */
  get traceId(): string {
    this.root ??= newTraceId();
    return this.root;
  }

  /** Nothing is made of it unless the SDK is asked for the current segment, to tell a callee not to sample for example. */
  makeUnsampled(): Segment {
    this.unsampled ??= Object.assign(new AWSXRay.Segment(this.name, this.traceId, this.parent), {
      notTraced: true,
    });
    return this.unsampled;
  }
}

type RequestData = InstanceType<typeof AWSXRay.middleware.IncomingRequestData>;

function startSegment(
  { name, traceId, parent }: RequestTrace,
  decision: string | true,
  request: IncomingMessage,
  response: Response,
): Segment {
  const segment = new AWSXRay.Segment(name, traceId, parent);
  if (decision !== true) segment.setMatchedSamplingRule(decision);
  const http = new AWSXRay.middleware.IncomingRequestData(request);
  segment.addIncomingRequestData(http);
  response.locals[SEGMENT] = segment;
  response.on("close", () => endSegment(segment, http, response));
  return segment;
}

/** "close" comes right after "finish", and also when there was none. */
function endSegment(segment: Segment, http: RequestData, response: Response): void {
  if (!response.writableFinished) markAbandoned(segment, response);
  const { statusCode } = response;
  if (statusCode === 429) segment.addThrottleFlag();
  if (statusCode >= 400 && statusCode <= 499) segment.addErrorFlag();
  if (statusCode >= 500 && statusCode <= 599) segment.addFaultFlag();
  http.close(response);
  segment.close();
}

/** A body arrives by events of the request, in the context of its connection. */
function runBound(context: Context, request: IncomingMessage, hasBody: boolean, next: () => void): void {
  if (!hasBody) return runInContext(context, next);
  runInContext(context, () => {
    namespace.bindEmitter(request);
    next();
  });
}

/** The SDK answers `Root=undefined` when the request asked without a root (mw_utils.js, resolveSampling). */
function answerSampled(response: Response, root: string, isSampled: boolean): void {
  response.setHeader("X-Amzn-Trace-Id", formatTraceHeader({ root, sampled: isSampled ? "1" : "0" }));
}

/** The SDK records a request whose client went away as 200. */
function markAbandoned(segment: Segment, response: Response): void {
  segment.addAnnotation("abandoned", true);
  if (!response.headersSent) response.statusCode = CLIENT_CLOSED_REQUEST;
}

function annotateHost(segment: Segment, host: string | undefined, pattern: string): void {
  if (!host || !AWSXRay.utils.wildcardMatch(pattern, host)) return;
  segment.addAnnotation("host", host.slice(0, MAX_ANNOTATION_LENGTH));
}

/** A client's mistake is told by its status alone: only faults have an exception. */
export const recordError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  const segment = segmentOf(response);
  if (segment && !wasSent(segment) && statusOf(error) >= 500) {
    segment.addError(toRecordableError(error));
  }
  next(error);
};
