import type { IncomingMessage } from "node:http";
import type { ErrorRequestHandler, RequestHandler, Response } from "express";
import type { DynamicNaming } from "../../config/config.ts";
import { statusOf } from "../../http/error-handler.ts";
import { setTrace } from "../../http/request-ids.ts";
import { namespace, runInContext } from "../context.ts";
import type { Context } from "../context.ts";
import { newTraceId } from "../ids.ts";
import { readRequestHead } from "./request-head.ts";
import type { RequestHead } from "./request-head.ts";
import { toRecordedUrl, toSampledPath } from "./request-url.ts";
import { wasSent } from "../sdk/entities.ts";
import { contain } from "../sdk/failure.ts";
import { toRecordableError } from "../sdk/recordable-error.ts";
import { decideSampling } from "../sdk/sampling.ts";
import type { Segment } from "../sdk/entity.ts";
import { AWSXRay } from "../sdk/sdk.ts";
import { toSegmentName } from "./segment-name.ts";
import { formatTraceHeader, parseTraceHeader, TRACE_HEADER } from "./trace-header.ts";
import type { TraceHeader } from "./trace-header.ts";

/** Not an official status: nginx logs it when the client is gone before the answer. */
const CLIENT_CLOSED_REQUEST = 499;
const MAX_ANNOTATION_LENGTH = 1_000;
const NO_HEADER: TraceHeader = {};

/** In the response's locals: a WeakMap, and collecting it, took 2 % of an empty route. */
const SEGMENT = "segment";

/** The segment of a sampled request. */
export function segmentOf(response: Response): Segment | undefined {
  return response.locals[SEGMENT] as Segment | undefined;
}

/**
 * Decides whether a request is sampled, and only then makes its segment, which is sent when the answer has gone out.
 * Does what the SDK's Express middleware does (aws-xray-sdk-express, openSegment; mw_utils.js,
 * traceRequestResponseCycle), without its mistakes; and that one makes a segment for each request, and binds every
 * listener of request and response. A request that cannot be traced is answered without a trace.
 */
export function createOpenSegment(serviceName: string, naming: DynamicNaming | undefined): RequestHandler {
  const { middleware } = AWSXRay;
  middleware.setDefaultName(serviceName);
  if (naming?.mode === "rename") middleware.enableDynamicNaming(naming.pattern);
  const fixedName = naming?.mode === "rename" ? undefined : toSegmentName(middleware.resolveName());
  const annotated = naming?.mode === "annotate" ? naming.pattern : undefined;

  function openContext(request: IncomingMessage, response: Response, head: RequestHead): Context {
    settleSocket(request);
    const header = head.trace === undefined ? NO_HEADER : parseTraceHeader(head.trace);
    const name = fixedName ?? toSegmentName(middleware.resolveName(head.host));
    const decision = contain(() => decisionOf(header, request, head.host, name)) ?? false;
    const trace = new RequestTrace(name, header);
    setTrace(response, trace);
    answerTrace(response, trace, header.sampled === "?", decision !== false);
    if (decision === false) return trace;
    const segment = startSegment(trace, decision, request, head.host, response);
    if (annotated !== undefined) annotateHost(segment, head.host, annotated);
    return { segment };
  }

  return (request, response, next) => {
    const head = readRequestHead(request.rawHeaders);
    const context = contain(() => openContext(request, response, head)) ?? {};
    runBound(context, request, head.hasBody, next);
  };
}

/**
 * Node looks up the client's address when it is first asked for, and then adds it to the socket. When only sampled
 * requests did that, sockets with and without it made Node's own code slower for all requests, by some 4 % of an empty
 * one.
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
  return decideSampling({ host, httpMethod: method, urlPath: toSampledPath(url), serviceName });
}

/** The trace that a request belongs to. As a context, it is that of a request that is not sampled. */
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

  /** The caller's, or a new one that is made when it is needed. */
  get traceId(): string {
    this.root ??= newTraceId();
    return this.root;
  }

  /** Made only when the SDK is asked for the current segment, for example to tell a callee not to sample. */
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
  host: string | undefined,
  response: Response,
): Segment {
  const segment = new AWSXRay.Segment(name, traceId, parent);
  if (decision !== true) segment.setMatchedSamplingRule(decision);
  const http = new AWSXRay.middleware.IncomingRequestData(request);
  http.request.url = toRecordedUrl(request, host);
  segment.addIncomingRequestData(http);
  response.locals[SEGMENT] = segment;
  response.on("close", () => contain(() => endSegment(segment, http, response)));
  return segment;
}

/** "close" comes right after "finish", and also without it. */
function endSegment(segment: Segment, http: RequestData, response: Response): void {
  if (!response.writableFinished) markAbandoned(segment, response);
  const { statusCode } = response;
  if (statusCode === 429) segment.addThrottleFlag();
  if (statusCode >= 400 && statusCode <= 499) segment.addErrorFlag();
  if (statusCode >= 500 && statusCode <= 599) segment.addFaultFlag();
  http.close(response);
  segment.close();
}

/** The body arrives by events of the request, in the context of its connection. */
function runBound(context: Context, request: IncomingMessage, hasBody: boolean, next: () => void): void {
  if (!hasBody) return runInContext(context, next);
  runInContext(context, () => {
    contain(() => namespace.bindEmitter(request));
    next();
  });
}

/**
 * Tells the client the trace that is recorded, as the SDK for Python does, and the decision if it asked for it. The SDK
 * for Node.js tells only clients that asked, and says `Root=undefined` to those that asked without a root (mw_utils.js,
 * resolveSampling).
 */
function answerTrace(response: Response, trace: RequestTrace, isAsked: boolean, isSampled: boolean): void {
  if (!isAsked && !isSampled) return;
  const sampled = isSampled ? "1" : "0";
  const header = { root: trace.traceId, ...(isAsked ? ({ sampled } as const) : {}) };
  response.setHeader(TRACE_HEADER, formatTraceHeader(header));
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

/** A client's error is recorded by its status alone: only faults have an exception. */
export const recordError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  contain(() => {
    const segment = segmentOf(response);
    if (segment && !wasSent(segment) && statusOf(error) >= 500) segment.addError(toRecordableError(error));
  });
  next(error);
};
