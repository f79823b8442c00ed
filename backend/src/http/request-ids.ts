import { randomUUID } from "node:crypto";
import type { RequestHandler, Response } from "express";

/** The names of a request in the log, in its answer and in its trace. */
export interface RequestIds {
  requestId: string;
  /** `undefined` for requests that are not traced. */
  traceId: string | undefined;
}

/** Makes the id of the trace when it is asked for, which most requests never need. */
interface Trace {
  readonly traceId: string;
}

interface Ids {
  requestId: string;
  trace: Trace | undefined;
}

/** In the response's locals. */
const IDS = "ids";

/** Gives each request an id, also in the response header X-Request-Id. */
export const assignRequestId: RequestHandler = (_request, response, next) => {
  const requestId = randomUUID();
  response.locals[IDS] = { requestId, trace: undefined } satisfies Ids;
  response.setHeader("X-Request-Id", requestId);
  next();
};

export function setTrace(response: Response, trace: Trace): void {
  const ids = idsOf(response);
  if (ids) ids.trace = trace;
}

export function requestIds(response: Response): RequestIds {
  const { requestId = "", trace } = idsOf(response) ?? {};
  return { requestId, traceId: trace?.traceId };
}

function idsOf(response: Response): Ids | undefined {
  return response.locals[IDS] as Ids | undefined;
}
