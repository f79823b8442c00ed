/**
 * A measured server: `/api/activities/home` of the app, and `/empty` with nothing but the tracing middleware. Answers
 * each message over IPC with what the process has used: a request for that would be unlike the requests for which the
 * code is compiled. Environment: BENCH_VARIANT, DATABASE_URL, AWS_XRAY_DAEMON_ADDRESS. Prints its port.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { pino } from "pino";
import { createApp } from "../src/app.ts";
import { parseConfig } from "../src/config/config.ts";
import type { Config } from "../src/config/config.ts";
import { createDatabase } from "../src/db/database.ts";
import { createPool } from "../src/db/pool.ts";
import { prepareDatabase } from "../src/db/prepare.ts";
import { identifyDeveloper } from "../src/http/identity.ts";
import { noTracing } from "../src/tracing/tracing.ts";
import type { Tracing } from "../src/tracing/tracing.ts";

/** What the process has used since its start. */
export interface Usage {
  cpuMs: number;
  residentBytes: number;
}

const logger = pino({ level: "warn" });

async function createTracing(variant: string, config: Config): Promise<Tracing> {
  if (variant === "ours" && config.tracing) {
    const { createXrayTracing } = await import("../src/tracing/xray-tracing.ts");
    return createXrayTracing(config.tracing, logger);
  }
  if (variant === "stock") return (await import("./stock-tracing.ts")).createStockTracing();
  return noTracing;
}

function usage(): Usage {
  const { user, system } = process.cpuUsage();
  return { cpuMs: (user + system) / 1_000, residentBytes: process.memoryUsage.rss() };
}

const config = parseConfig(process.env);
const tracing = await createTracing(process.env["BENCH_VARIANT"] ?? "", config);
const database = createDatabase({
  pool: createPool(config.database, logger),
  observer: tracing.observeQueries(config.database.url),
  prepare: (client) => prepareDatabase(client, logger),
  logger,
});
await database.prepared;
const { frontendOrigin } = config;
const app = createApp({ database, tracing, identify: identifyDeveloper, logger, frontendOrigin });

const empty = express();
empty.disable("x-powered-by");
empty.use(tracing.openSegment);
empty.get("/empty", (_request, response) => void response.end());

const server = createServer((request, response) => {
  if (request.url === "/empty") empty(request, response);
  else app(request, response);
});
process.on("message", () => process.send?.(usage()));
server.listen(0, "127.0.0.1", () => console.log(`port ${(server.address() as AddressInfo).port}`));
