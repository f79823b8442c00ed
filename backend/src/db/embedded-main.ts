/**
 * The embedded Postgres as a process of its own: PGlite computes on the thread that it runs on, and would make the API
 * wait. Reads EMBEDDED_POSTGRES_PORT (5433) and EMBEDDED_POSTGRES_DIR (.data/postgres, relative to the repository).
 */
import { join, resolve } from "node:path";
import { ConfigError, parseEmbeddedConfig } from "../config/config.ts";
import { readEnvironment } from "../config/environment.ts";
import { claimDataLock, DataInUseError } from "./data-lock.ts";
import { createEmbeddedPostgres } from "./embedded.ts";
import { watchFolder } from "./watch-folder.ts";

const ROOT = join(import.meta.dirname, "../../..");

async function main(): Promise<void> {
  const config = parseEmbeddedConfig(readEnvironment(ROOT));
  const directory = resolve(ROOT, config.directory);
  await claimDataLock(directory);
  const postgres = await createEmbeddedPostgres({ directory, port: config.port });
  console.log(`Embedded Postgres listening on 127.0.0.1:${postgres.port}, data in ${directory}`);
  watchFolder(directory, () => {
    console.error(
      `The data folder ${directory} was deleted or replaced while Postgres ran on it, and nothing can be kept any more. Start it again.`,
    );
    process.exit(1);
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => {
      void postgres.close().finally(() => process.exit(0));
    });
  }
}

try {
  await main();
} catch (error) {
  console.error(describe(error));
  process.exitCode = 1;
}

function describe(error: unknown): string {
  if (error instanceof DataInUseError) return `${error.message} EMBEDDED_POSTGRES_DIR chooses it.`;
  if (error instanceof ConfigError) return error.message;
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
    return `${error.message}: another program listens there. EMBEDDED_POSTGRES_PORT moves the embedded Postgres.`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
