import type { IncomingMessage, ServerResponse } from "node:http";
import { createProxyServer } from "httpxy";
import { answerError } from "./answers.ts";

/** Longer than a request to the API may wait for a lock of the database. */
const ANSWER_WITHIN_MS = 60_000;

/** Codes of node:net and node:dns for an API that does not run, or is somewhere else. */
const AWAY = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "ETIMEDOUT"]);

export type Proxy = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Passes requests on to the API, so that page and API are one origin: the browser needs no CORS and the page no address. The
 * Host header stays, since traces and sampling rules know requests by it. An API that is away is 503 in JSON, one that breaks
 * off before it has answered 502.
 */
export function createApiProxy(backendUrl: URL, answerWithinMs = ANSWER_WITHIN_MS): Proxy {
  const proxy = createProxyServer({ target: backendUrl, proxyTimeout: answerWithinMs });
  return (request, response) => {
    proxy.web(request, response).catch((error: unknown) => {
      // Whoever asked is gone, and that is why it failed.
      if (response.destroyed) return;
      const code = error instanceof Error && "code" in error ? String(error.code) : "";
      if (AWAY.has(code)) {
        answerError(
          response,
          503,
          "api_unavailable",
          `The API at ${backendUrl.origin} does not answer: ${code}`,
        );
      } else {
        answerError(
          response,
          502,
          "api_broke_off",
          `The API at ${backendUrl.origin} broke off: ${code || String(error)}`,
        );
      }
    });
  };
}
