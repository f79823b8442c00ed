import { randomUUID } from "node:crypto";
import type { RequestHandler, Response } from "express";

/** What a request is called in the log, in its answer and in its trace. */
export interface RequestIds {
  requestId: string;
  /** `undefined` for requests that are not traced. */
  traceId: string | undefined;
}

const idsOf = new WeakMap<Response, RequestIds>();

/** Names each request, in the response header X-Request-Id too. */
export const assignRequestId: RequestHandler = (_request, response, next) => {
  const requestId = randomUUID();
  idsOf.set(response, { requestId, traceId: undefined });
  response.setHeader("X-Request-Id", requestId);
  next();
};

export function setTraceId(response: Response, traceId: string): void {
  const ids = idsOf.get(response);
  if (ids) ids.traceId = traceId;
}

export function requestIds(response: Response): RequestIds {
  return idsOf.get(response) ?? { requestId: "", traceId: undefined };
}
