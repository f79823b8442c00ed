import type { RequestHandler } from "express";
import type { Logger } from "pino";
import { requestIds } from "./request-ids.ts";

/** Logs each request once, when it is answered or aborted. */
export function createRequestLog(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const start = performance.now();
    response.on("close", () => {
      // Computes nothing that nobody will read, such as the trace's id.
      if (!logger.isLevelEnabled("info")) return;
      const line = {
        method: request.method,
        url: request.originalUrl,
        status: response.statusCode,
        durationMs: Math.round((performance.now() - start) * 10) / 10,
        ...requestIds(response),
      };
      if (!response.writableFinished) logger.info(line, "Client went away");
      else logger.info(line, "Request");
    });
    next();
  };
}
