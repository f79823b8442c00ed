import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { ServerStatus } from "../../console-wire/server-status.ts";
import type { ApiContext } from "../context.ts";
import { ApiError, toApiError } from "../model/errors.ts";
import type { Operation } from "../model/operation.ts";
import { consoleAnswer } from "./console-files.ts";
import { createEventStream } from "./event-stream.ts";
import { OTLP_TRACES_PATH, answerOtlpTraces } from "./otlp-traces.ts";
import { EXPORT_PATH, exportDocuments } from "./export-documents.ts";
import { COMPATIBILITY_PATH, readCompatibility } from "../read-compatibility.ts";
import { parseJsonBody, readBody, releaseBody } from "./read-body.ts";
import { requestRefusal } from "./request-guard.ts";
import { send, sendError, sendJson } from "./send.ts";

/** A client that sends its headers or its body byte by byte is cut off; SDKs keep idle connections and reuse them. */
const DEFAULT_TIMEOUTS = { headersMs: 10_000, requestMs: 60_000, keepAliveMs: 60_000, checkEveryMs: 5_000 };
const MAX_CONNECTIONS = 2_000;

export interface ApiServerOptions {
  operations: ReadonlyMap<string, Operation>;
  context: Omit<ApiContext, "signal">;
  status(): ServerStatus;
  /** Built files of the console. */
  consoleDirectory: string;
  /** Host names that are served besides loopback names and addresses; `*` for any. */
  allowedHosts: readonly string[];
  logError(message: string, error: unknown): void;
  timeouts?: Partial<typeof DEFAULT_TIMEOUTS>;
}

interface ListenOptions {
  host: string;
  port: number;
  /** Whether the console, the status and the event stream are served besides the API. */
  withConsole: boolean;
}

export interface ApiServer {
  /** Rejects with the system's error (`code` EADDRINUSE and so on). */
  listen(options: ListenOptions): Promise<{ host: string; port: number }>;
  /** Lets running requests finish for a moment, then closes what is open. */
  close(): Promise<void>;
}

/** The X-Ray API over HTTP, on as many listeners as are asked for, with the console beside it where wanted. */
export function createApiServer(options: ApiServerOptions): ApiServer {
  const servers: Server[] = [];
  const { context } = options;
  const timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts };
  const events = createEventStream({
    subscribe: (listener) => context.store.subscribe(listener),
    status: () => options.status(),
    nowMs: () => context.nowMs(),
  });

  async function handle(
    request: IncomingMessage,
    response: ServerResponse,
    withConsole: boolean,
  ): Promise<void> {
    const requestId = context.newId();
    response.setHeader("x-amzn-requestid", requestId);
    try {
      const refusal = requestRefusal(request.headers, options.allowedHosts);
      if (refusal !== undefined) throw new ApiError("AccessDeniedException", refusal);
      const path = toPath(request.url);
      const operation = options.operations.get(path);
      if (operation) await answerOperation(request, response, operation);
      else if (path === OTLP_TRACES_PATH) await answerOtlpTraces(request, response, options);
      else if (withConsole && request.method !== "POST") await answerConsole(request, response, path);
      else throw unknownOperation(path, withConsole);
    } catch (error) {
      if (response.destroyed) return;
      if (!toApiError(error)) options.logError(`Request ${requestId} failed`, error);
      await sendError(request, response, error);
    } finally {
      releaseBody(request);
    }
  }

  async function answerOperation(
    request: IncomingMessage,
    response: ServerResponse,
    operation: Operation,
  ): Promise<void> {
    if (request.method !== "POST") {
      response.setHeader("allow", "POST");
      throw new ApiError("MethodNotAllowedException", `${operation.name} is called with POST.`);
    }
    const signal = abortOnClose(response);
    const body = parseJsonBody(await readBody(request));
    await sendJson(request, response, await operation.invoke(body, { ...context, signal }));
  }

  async function answerConsole(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
  ): Promise<void> {
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.setHeader("allow", "GET, HEAD");
      throw new ApiError("MethodNotAllowedException", "Only GET and HEAD are known here.");
    }
    if (path === "/status.json") return sendJson(request, response, options.status());
    if (path === "/stream" && request.method === "GET") {
      if (!events.open(response))
        throw new ApiError("ThrottledException", "Too many pages follow the stream.");
      return;
    }
    const query = toQuery(request.url);
    if (path === COMPATIBILITY_PATH) {
      const signal = abortOnClose(response);
      return sendJson(request, response, await readCompatibility(query, { ...context, signal }));
    }
    if (path === EXPORT_PATH && request.method === "GET") {
      return exportDocuments(response, query, { ...context, signal: abortOnClose(response) });
    }
    const answer = await consoleAnswer(options.consoleDirectory, path, request.headers["if-none-match"]);
    await send(request, response, answer ?? notFound());
  }

  return {
    async listen({ host, port, withConsole }) {
      const server = createServer(
        { connectionsCheckingInterval: timeouts.checkEveryMs },
        (request, response) => {
          void handle(request, response, withConsole);
        },
      );
      server.headersTimeout = timeouts.headersMs;
      server.requestTimeout = timeouts.requestMs;
      server.keepAliveTimeout = timeouts.keepAliveMs;
      server.maxConnections = MAX_CONNECTIONS;
      server.on("clientError", (error, socket) => answerBrokenRequest(error, socket, context.newId()));
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, host, () => {
          server.off("error", reject);
          resolve();
        });
      });
      servers.push(server);
      const address = server.address();
      return { host, port: typeof address === "object" && address ? address.port : port };
    },
    async close() {
      events.close();
      await Promise.all(servers.map(closeServer));
    },
  };
}

/** Aborts when the caller has hung up (or has all of its answer). */
function abortOnClose(response: ServerResponse): AbortSignal {
  const abort = new AbortController();
  response.once("close", () => abort.abort());
  return abort.signal;
}

/** `//Traces?x=1` → `/Traces`: an endpoint that ends in a slash doubles it, and queries mean nothing here. */
function toPath(url = "/"): string {
  const raw = url.replace(/[?#].*$/s, "").replace(/^\/{2,}/, "/");
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
}

/** Of any target: a URL would throw at `//` and the like. */
function toQuery(url = ""): URLSearchParams {
  return new URLSearchParams(/\?([^#]*)/.exec(url)?.[1]);
}

function unknownOperation(path: string, withConsole: boolean): ApiError {
  const hint = withConsole ? "" : " The console is on the other port.";
  return new ApiError("UnknownOperationException", `No operation has the path ${path.slice(0, 100)}.${hint}`);
}

function notFound(): { status: number; headers: Record<string, string>; body: string } {
  return { status: 404, headers: { "content-type": "text/plain; charset=utf-8" }, body: "Not found\n" };
}

/** What is no HTTP, or too slow, or has headers without end. */
function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex, requestId: string): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = error.code === "ERR_HTTP_REQUEST_TIMEOUT" ? "408 Request Timeout" : "400 Bad Request";
  const body = JSON.stringify({
    __type: "SerializationException",
    Message: "The request is not valid HTTP.",
  });
  socket.end(
    `HTTP/1.1 ${status}\r\nx-amzn-requestid: ${requestId}\r\nx-amzn-errortype: SerializationException\r\ncontent-type: application/json\r\n` +
      `content-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
  );
}

const CLOSE_GRACE_MS = 2_000;

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const timer = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS);
  await closed;
  clearTimeout(timer);
}
