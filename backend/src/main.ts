/** The API as a process: reads the environment, listens, and on a signal answers running requests before it ends. */
import { once } from "node:events";
import { join } from "node:path";
import { pino } from "pino";
import { ConfigError, parseConfig } from "./config/config.ts";
import type { Config } from "./config/config.ts";
import { readEnvironment } from "./config/environment.ts";

const ROOT = join(import.meta.dirname, "../..");

function readConfig(): Config | undefined {
  try {
    return parseConfig(readEnvironment(ROOT));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
    return undefined;
  }
}

async function run(config: Config): Promise<void> {
  const logger = pino({ level: config.logLevel });
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => stopping.abort(signal));
  }
  // A promise that nobody awaited is one request's failure, and must not end the others.
  process.on("unhandledRejection", (reason) => logger.error({ err: reason }, "Unhandled rejection"));
  try {
    // The X-Ray SDK reads the environment while it is loaded, so that must be set before.
    const { startServer } = await import("./server.ts");
    const server = await startServer(config, logger, () => {
      process.exitCode = 1;
      stopping.abort(
        "a password that the database no longer takes: whoever runs this starts it with the new one",
      );
    });
    if (!stopping.signal.aborted) await once(stopping.signal, "abort");
    logger.info(`Stopping on ${String(stopping.signal.reason)}`);
    await server.close();
  } catch (error) {
    logger.fatal(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

const config = readConfig();
if (config) await run(config);
