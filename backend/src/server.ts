import { once } from "node:events";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { Logger } from "pino";
import { createApp } from "./app.ts";
import type { Config } from "./config/config.ts";
import { createDatabase } from "./db/database.ts";
import { createPool } from "./db/pool.ts";
import { prepareDatabase } from "./db/prepare.ts";
import { identifyDeveloper } from "./http/identity.ts";
import { createScenarios } from "./scenarios/scenarios.ts";
import { noTracing, silentSteps } from "./tracing/tracing.ts";
import type { Steps, Tracing } from "./tracing/tracing.ts";

export interface RunningServer {
  port: number;
  /** Refuses new requests, answers running ones, and sends their traces. */
  close(): Promise<void>;
}

/** Requests that take longer are aborted. */
const CLOSE_GRACE_MS = 5_000;
const SWEEP_MS = 50;

/**
 * Listens at once; until the database is there, requests that need it are answered with 503. `onPasswordChanged`: the
 * database rejects a password that it accepted before, so only another process with the new one can go on.
 */
export async function startServer(
  config: Config,
  logger: Logger,
  onPasswordChanged?: () => void,
): Promise<RunningServer> {
  const { tracing, steps } = await createTracing(config, logger);
  const tls = config.database.tls === "rds" ? (await import("./db/rds-tls.ts")).rdsTls : undefined;
  const database = createDatabase({
    pool: createPool(config.database, logger, tls),
    observer: tracing.observeQueries(config.database.url),
    prepare: (client) => prepareDatabase(client, logger),
    logger,
    ...(onPasswordChanged ? { onPasswordChanged } : {}),
  });
  const scenarios = config.scenarios
    ? createScenarios({
        database,
        steps,
        logger,
        poolSize: config.database.poolSize,
        daemon: config.tracing?.daemon,
      })
    : undefined;
  const app = createApp({
    database,
    tracing,
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
    await tracing.close();
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

interface TracingParts {
  tracing: Tracing;
  steps: Steps;
}

/** Without tracing, the SDK is not loaded. When it cannot be set up, the log says so and the API works without it. */
async function createTracing(config: Config, logger: Logger): Promise<TracingParts> {
  const none = { tracing: noTracing, steps: silentSteps };
  if (!config.tracing) return none;
  try {
    const { createXrayTracing } = await import("./tracing/xray-tracing.ts");
    const { xraySteps } = await import("./tracing/steps.ts");
    return { tracing: await createXrayTracing(config.tracing, logger), steps: xraySteps };
  } catch (error) {
    logger.error({ err: error }, "Requests are not traced: the X-Ray SDK could not be set up");
    return none;
  }
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
