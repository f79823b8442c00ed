import type { ConnectionOptions } from "node:tls";
import { Pool, types as pgTypes } from "pg";
import type { CustomTypesConfig } from "pg";
import type { Logger } from "pino";
import type { DatabaseConfig } from "../config/config.ts";
import { toIsoTimestamp } from "./timestamp.ts";

/** How long a statement waits for a connection, and a connection for its server. */
const CONNECT_TIMEOUT_MS = 5_000;
/** After this a silent server counts as gone: statements of this app take milliseconds. */
const QUERY_TIMEOUT_MS = 15_000;

/** Timestamps stay text: the API sends them as they are, and a Date would drop their microseconds. */
const types: CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === pgTypes.builtins.TIMESTAMPTZ && format !== "binary"
      ? toIsoTimestamp
      : pgTypes.getTypeParser(oid, format),
};

/**
 * A pool that survives the loss of its server: broken connections are dropped, and new ones made when they are needed.
 */
export function createPool(
  config: Omit<DatabaseConfig, "tls">,
  logger: Logger,
  tls?: ConnectionOptions,
): Pool {
  const pool = new Pool({
    connectionString: config.url,
    ...(tls ? { ssl: tls } : {}),
    max: config.poolSize,
    // One stays, so that a request after a pause need not wait for a new one.
    min: 1,
    types,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    application_name: "backend-flask",
    keepAlive: true,
  });
  pool.on("error", (error) => logger.warn({ error: error.message }, "An idle database connection broke"));
  // While a client is checked out nobody else listens for errors, and an error event without a listener ends the
  // process.
  pool.on("connect", (client) =>
    client.on("error", (error) => logger.debug({ error: error.message }, "Connection broke")),
  );
  return pool;
}
