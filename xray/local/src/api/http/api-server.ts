import { createServer } from "node:http";
import type { Server } from "node:http";
import { createBodyBudget } from "./body-budget.ts";
import { answerBrokenRequest, refuseTunnel } from "./broken-requests.ts";
import { createEventStream } from "./console/event-stream.ts";
import { createRequestHandler } from "./handle-request.ts";
import type { ServerParts } from "./server-parts.ts";

/**
 * Closes connections of clients that send headers or body byte by byte, or read nothing of their answer for `takeMs`.
 * SDKs keep idle connections and use them again.
 */
const DEFAULT_TIMEOUTS = {
  headersMs: 10_000,
  requestMs: 60_000,
  takeMs: 30_000,
  keepAliveMs: 60_000,
  checkEveryMs: 5_000,
};
const MAX_CONNECTIONS = 2_000;

export interface ApiServerOptions extends ServerParts {
  timeouts?: Partial<typeof DEFAULT_TIMEOUTS>;
}

interface ListenOptions {
  host: string;
  port: number;
  /** Whether the console, the status and the event stream are served beside the API. */
  withConsole: boolean;
}

export interface ApiServer {
  /** Rejects with the system's error (with `code` EADDRINUSE and so on). */
  listen(options: ListenOptions): Promise<{ host: string; port: number }>;
  /** Lets running requests finish for a moment, then closes all connections. */
  close(): Promise<void>;
}

/** The X-Ray API over HTTP, on as many listeners as are asked for, with or without the console. */
export function createApiServer(options: ApiServerOptions): ApiServer {
  const servers: Server[] = [];
  const { context } = options;
  const timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts };
  const events = createEventStream({
    subscribe: (listener) => context.store.subscribe(listener),
    status: () => options.status(),
    nowMs: () => context.nowMs(),
  });
  const handle = createRequestHandler({
    ...options,
    events,
    budget: createBodyBudget(),
    takeMs: timeouts.takeMs,
  });

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
      server.on("connect", (_request, socket) => refuseTunnel(socket, context.newId()));
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

const CLOSE_GRACE_MS = 2_000;

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const timer = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS);
  await closed;
  clearTimeout(timer);
}
