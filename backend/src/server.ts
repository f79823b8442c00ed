import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { Logger } from "pino";
import { createApp } from "./app.ts";
import { createSegmentForwarder, noForwarder } from "./browser-segments/forwarder.ts";
import type { Config } from "./config.ts";
import { createDatabase } from "./db/database.ts";
import { createPool } from "./db/pool.ts";
import { prepareDatabase } from "./db/prepare.ts";
import { identifyDeveloper } from "./http/identity.ts";
import { createScenarios } from "./scenarios/scenarios.ts";
import { noTracing, silentSteps, type Steps, type Tracing } from "./tracing/tracing.ts";

export interface RunningServer {
  port: number;
  /** Takes no more requests, answers those it has, sends their traces. */
  close(): Promise<void>;
}

/** Requests that take longer are cut off at the end. */
const CLOSE_GRACE_MS = 5_000;
const SWEEP_MS = 50;

/** Listens at once; requests that need a database which is not there answer 503 until it is. */
export async function startServer(config: Config, logger: Logger): Promise<RunningServer> {
  const tracing = await createTracing(config, logger);
  const database = createDatabase({
    pool: createPool(config.database, logger),
    observer: tracing.observeQueries(config.database.url),
    prepare: (client) => prepareDatabase(client, logger),
    logger,
  });
  const forwarder = config.tracing ? createSegmentForwarder(config.tracing.daemon, logger) : noForwarder;
  const scenarios = config.scenarios
    ? createScenarios({
        database,
        steps: await createSteps(config),
        logger,
        poolSize: config.database.poolSize,
        daemon: config.tracing?.daemon,
      })
    : undefined;
  const app = createApp({
    database,
    tracing,
    forwarder,
    ...(scenarios ? { scenarios } : {}),
    identify: identifyDeveloper,
    logger,
    frontendOrigin: config.frontendOrigin,
  });
  const server = createServer(app);
  const close = async () => {
    await closeServer(server);
    await scenarios?.close();
    await database.close();
    await Promise.all([tracing.close(), forwarder.close()]);
  };
  try {
    await listen(server, config);
  } catch (error) {
    await close();
    throw error;
  }
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : config.port;
  logger.info(`Listening on http://${config.host}:${port}`);
  return { port, close };
}

/** The SDK hooks into every asynchronous operation of the process when it is loaded: without tracing it is left alone. */
async function createTracing({ tracing }: Config, logger: Logger): Promise<Tracing> {
  if (!tracing) return noTracing;
  const { createXrayTracing } = await import("./tracing/xray-tracing.ts");
  return createXrayTracing(tracing, logger);
}

async function createSteps({ tracing }: Config): Promise<Steps> {
  return tracing ? (await import("./tracing/steps.ts")).xraySteps : silentSteps;
}

async function listen(server: Server, { host, port }: Config): Promise<void> {
  try {
    server.listen(port, host);
    await once(server, "listening");
  } catch (error) {
    const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    if (!isTaken) throw error;
    throw new Error(`Port ${port} is taken: another program listens there. BACKEND_PORT moves the API.`, {
      cause: error,
    });
  }
}

async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, "close");
  server.close();
  // A connection that is kept alive counts as open after its last answer, for seconds or as long as its client is busy.
  server.prependListener("request", (_request, response) => response.setHeader("Connection", "close"));
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  const cutOff = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS);
  await closed;
  clearInterval(sweep);
  clearTimeout(cutOff);
}
