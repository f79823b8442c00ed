import { tracer } from "../tracing/browser-tracer.ts";
import type { RequestTrace, TracedCall } from "../tracing/traced-call.ts";
import { ApiError, toApiError } from "./api-error.ts";
import { noteRequest } from "./last-request.ts";

/** What was asked for, and the trace of the request that brought it. */
export interface Answer<T> {
  data: T;
  trace: RequestTrace;
}

/** Longer than the API lets a request wait for a connection, shorter than a reader's patience with an empty page. */
const TIMEOUT_MS = 30_000;

/** Set by the API on each answer; what stands before it (Vite's proxy, a load balancer) does not set it. */
const API_HEADER = "X-Request-Id";

type Method = "GET" | "POST" | "PUT" | "DELETE";

/** Asks the API for `path`. Rejects with an ApiError and nothing else; `parse` throws for what it does not take. */
export function getJson<T>(path: string, parse: (value: unknown) => T): Promise<Answer<T>> {
  return request("GET", path, undefined, parse);
}

/** As `getJson`, for what changes something: `body` is sent as JSON. */
export function sendJson<T>(
  method: Exclude<Method, "GET">,
  path: string,
  body: unknown,
  parse: (value: unknown) => T,
): Promise<Answer<T>> {
  return request(method, path, body, parse);
}

async function request<T>(
  method: Method,
  path: string,
  body: unknown,
  parse: (value: unknown) => T,
): Promise<Answer<T>> {
  const url = new URL(path, location.href).href;
  const call = await tracer.startCall(method, url);
  const { response, text } = await send(method, url, body, call).catch((cause: unknown) => {
    throw toUnanswered(cause, noted(call.finish({ error: cause })));
  });
  const { status, headers } = response;
  const contentLength = new TextEncoder().encode(text).length;
  const trace = noted(call.finish({ status, headers, contentLength }));
  if (!response.ok) throw toApiError(status, toJson(text), headers.has(API_HEADER), trace);
  try {
    return { data: parse(toJson(text)), trace };
  } catch (cause) {
    const message = "The API answered something else than was asked for.";
    throw new ApiError({ kind: "unreadable", message, status, trace, cause });
  }
}

function noted(trace: RequestTrace): RequestTrace {
  noteRequest(trace);
  return trace;
}

async function send(method: Method, url: string, body: unknown, call: TracedCall) {
  const response = await fetch(url, {
    method,
    headers: {
      Accept: "application/json",
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...call.headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return { response, text: await response.text() };
}

function toUnanswered(cause: unknown, trace: RequestTrace): ApiError {
  const isSlow = cause instanceof DOMException && cause.name === "TimeoutError";
  return isSlow
    ? new ApiError({ kind: "slow", message: `No answer within ${TIMEOUT_MS / 1_000} s.`, trace, cause })
    : new ApiError({
        kind: "unreachable",
        message: "Nobody answers. Is npm start still running?",
        trace,
        cause,
      });
}

/** `undefined` for what is no JSON. */
function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
