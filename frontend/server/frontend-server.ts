import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { answerText } from "./answers.ts";
import type { Proxy } from "./api-proxy.ts";
import type { PageServer } from "./pages.ts";
import { parseTarget } from "./request-target.ts";
import { isServedHost } from "./served-host.ts";

export interface FrontendParts {
  allowedHosts: readonly string[];
  /** Answers everything below `/api`. */
  proxy: Proxy;
  /** Answers everything else. */
  pages: PageServer;
}

/** A client must have sent the head of its request by then; one that only connects keeps a socket for this long. */
const HEAD_WITHIN_MS = 15_000;
/** A connection without any traffic is closed after this. */
const IDLE_MS = 120_000;

const API_PATH = /^\/api(?:\/|$)/;

/** A server that does not listen yet, and answers nothing until `answerRequests`. */
export function createFrontendServer(): Server {
  const server = createServer({ headersTimeout: HEAD_WITHIN_MS, connectionsCheckingInterval: 5_000 });
  server.timeout = IDLE_MS;
  return server;
}

/** Answers the server's requests. No request ends it, however odd: what cannot be read is answered with 400. */
export function answerRequests(server: Server, parts: FrontendParts): void {
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    try {
      answer(request, response, parts);
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      answerText(response, 500, "Something went wrong here.");
    }
  });
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { allowedHosts, proxy, pages }: FrontendParts,
): void {
  const target = parseTarget(request.url ?? "");
  if (!target) {
    answerText(response, 400, "The request's target cannot be read.");
    return;
  }
  const host = target.host ?? request.headers.host;
  if (!isServedHost(host, allowedHosts)) {
    const name = JSON.stringify(host?.slice(0, 100));
    answerText(response, 403, `${name} is not served here: FRONTEND_ALLOWED_HOSTS allows further names.`);
    return;
  }
  // What follows expects a path, which all clients but those of proxies send.
  request.url = target.raw;
  if (API_PATH.test(target.path)) proxy(request, response);
  else pages(request, response, target);
}
