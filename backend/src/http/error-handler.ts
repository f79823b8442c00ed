import type { ErrorRequestHandler, RequestHandler } from "express";
import type { Logger } from "pino";
import { DatabaseUnavailableError } from "../db/errors.ts";
import { HttpError, ValidationError } from "./errors.ts";
import { requestIds } from "./request-ids.ts";

interface Answer {
  status: number;
  code: string;
  message: string;
}

/**
 * Turns errors into answers: 422 with an array of codes for bad input, else `{error: {code, message, request_id,
 * trace_id}}`.
 */
export function createErrorHandler(logger: Logger): ErrorRequestHandler {
  // Express recognises error handlers by their four parameters.
  return (error: unknown, _request, response, _next) => {
    const ids = requestIds(response);
    const answer = toAnswer(error);
    // The database itself logs that it is gone, once and not for each request.
    if (answer.status >= 500 && answer.status !== 503) logger.error({ err: error, ...ids }, answer.message);
    if (response.headersSent) {
      // The answer has begun: only a broken connection can still say that it is incomplete.
      response.destroy();
      return;
    }
    if (error instanceof ValidationError) {
      response.status(answer.status).json(error.codes);
      return;
    }
    if (answer.status === 503) response.setHeader("Retry-After", "1");
    const { code, message } = answer;
    const traceId = ids.traceId === undefined ? {} : { trace_id: ids.traceId };
    response.status(answer.status).json({ error: { code, message, request_id: ids.requestId, ...traceId } });
  };
}

export const answerNotFound: RequestHandler = (request) => {
  throw new HttpError(404, "not_found", `There is no ${request.method} ${request.path}`);
};

/** The status that answers an error. */
export function statusOf(error: unknown): number {
  return toAnswer(error).status;
}

function toAnswer(error: unknown): Answer {
  if (error instanceof HttpError) return error;
  if (error instanceof ValidationError) return { status: 422, code: "invalid_input", message: error.message };
  if (error instanceof DatabaseUnavailableError) {
    return { status: 503, code: error.code, message: error.advice };
  }
  return (
    fromBodyParser(error) ?? { status: 500, code: "internal_error", message: "Something went wrong here" }
  );
}

/** Express' own errors (broken JSON, a body that is too large, a broken escape in a path) have a status. */
function fromBodyParser(error: unknown): Answer | undefined {
  if (!(error instanceof Error) || !("status" in error) || typeof error.status !== "number") return undefined;
  if (error.status < 400 || error.status > 499) return undefined;
  const code =
    "type" in error && typeof error.type === "string" ? error.type.replaceAll(".", "_") : "bad_request";
  return { status: error.status, code, message: error.message };
}
