import type { RequestHandler } from "express";
import { isFrontend } from "./origin.ts";

/**
 * Lets the pages of one origin read the API. The trace header is not on CORS' safelists (Fetch standard,
 * "CORS-safelisted request-header"), so it is allowed in requests and exposed in answers by name.
 */
export function createCors(frontendOrigin: string): RequestHandler {
  return (request, response, next) => {
    response.vary("Origin");
    const { origin } = request.headers;
    const isAllowed = isFrontend(origin, frontendOrigin);
    if (isAllowed && origin) {
      response.setHeader("Access-Control-Allow-Origin", origin);
      response.setHeader("Access-Control-Allow-Credentials", "true");
      response.setHeader("Access-Control-Expose-Headers", "X-Amzn-Trace-Id, X-Request-Id, Retry-After");
      response.setHeader("Timing-Allow-Origin", origin);
    }
    const isPreflight = request.method === "OPTIONS" && "access-control-request-method" in request.headers;
    if (!isPreflight) return next();
    if (isAllowed) {
      response.setHeader("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE");
      response.setHeader("Access-Control-Allow-Headers", "Content-Type, X-Amzn-Trace-Id, X-Cruddur-Handle");
      response.setHeader("Access-Control-Max-Age", "600");
    }
    response.status(204).end();
  };
}
