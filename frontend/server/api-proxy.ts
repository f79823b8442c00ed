import type { IncomingMessage, ServerResponse } from "node:http";
import { createProxyServer } from "httpxy";
import { answerError } from "./answers.ts";

/** Longer than a request to the API may wait for a database lock. */
const ANSWER_WITHIN_MS = 60_000;

/** Codes of node:net and node:dns for an API that does not run, or is elsewhere. */
const AWAY = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "ETIMEDOUT"]);

export type Proxy = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Passes requests on to the API, so that page and API have one origin: the browser needs no CORS, and the page no
 * address. Keeps the Host header, because traces and sampling rules use it. Answers 503 in JSON when the API is away,
 * and 502 when it breaks off before it has answered.
 */
export function createApiProxy(backendUrl: URL, answerWithinMs = ANSWER_WITHIN_MS): Proxy {
  const proxy = createProxyServer({ target: backendUrl, proxyTimeout: answerWithinMs });
  return (request, response) => {
    proxy.web(request, response).catch((error: unknown) => {
      // It failed because the client is gone.
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
