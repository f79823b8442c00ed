/**
 * Shows why this app does not use aws-xray-sdk-postgres, with the scenario of postgres.test.ts. When a version of the patch
 * gets it right these tests fail, and the reason to do without it is gone.
 */
import AWSXRay from "aws-xray-sdk-core";
import AWSXRayExpress from "aws-xray-sdk-express";
import stockPatch from "aws-xray-sdk-postgres";
import express from "express";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { makeDaemon } from "../testing/daemon.ts";
import type { TestDaemon } from "../testing/daemon.ts";
import { listen } from "../testing/listen.ts";
import type { TestServer } from "../testing/listen.ts";
import { postgresKinds } from "../testing/postgres.ts";
import type { TestPostgres } from "../testing/postgres.ts";
import { checkOwnership, ownedStatement } from "../testing/statement-ownership.ts";
import type { Ownership } from "../testing/statement-ownership.ts";

// The package is CommonJS with types of a module that has named exports.
const capturePostgres = stockPatch as unknown as (module: typeof pg) => typeof pg;

const STATEMENTS_EACH = 3;

const sdkErrors: string[] = [];
let daemon: TestDaemon;
beforeAll(async () => {
  vi.stubEnv("AWS_XRAY_COLLECT_SQL_QUERIES", "1");
  daemon = await makeDaemon();
  const { udp, tcp } = daemon.address;
  AWSXRay.setDaemonAddress(`tcp:${tcp.host}:${tcp.port} udp:${udp.host}:${udp.port}`);
  const ignore = () => undefined;
  AWSXRay.setLogger({
    debug: ignore,
    info: ignore,
    warn: ignore,
    error: (message: string) => sdkErrors.push(message),
  });
  AWSXRay.middleware.setSamplingRules({ version: 2, default: { fixed_target: 0, rate: 1 }, rules: [] });
  AWSXRay.middleware.disableCentralizedSampling();
  AWSXRay.setContextMissingStrategy(() => undefined);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await daemon.close();
});

describe.each(postgresKinds())("the stock Postgres patch on $label", ({ start }) => {
  let postgres: TestPostgres;
  let pool: pg.Pool;
  let server: TestServer;
  beforeAll(async () => {
    postgres = await start();
    pool = new (capturePostgres(pg).Pool)({ connectionString: postgres.url, max: 1 });
    server = await listen(makeStockApp(pool));
  });
  afterAll(async () => {
    await server.close();
    await pool.end();
    await postgres.close();
  });

  /** Runs the scenario of postgres.test.ts for so many requests at once. */
  async function runOwners(firstOwner: number, requests: number): Promise<Ownership> {
    const owners = Array.from({ length: requests }, (_, index) => firstOwner + index);
    await Promise.all(
      owners.map((owner) => fetch(`${server.url}/work/${owner}`).then((answer) => answer.text())),
    );
    await daemon.drain();
    return checkOwnership(daemon.documents, server.url, owners, STATEMENTS_EACH);
  }

  test("puts statements into traces of other requests behind a busy pool", async () => {
    const ownership = await runOwners(0, 10);
    expect(ownership.foreign).toBeGreaterThan(0);
    expect(ownership.miscounted.length).toBeGreaterThan(0);
  });

  test("loses a segment that has gathered the statements of a hundred requests", async () => {
    const ownership = await runOwners(1_000, 100);
    expect(ownership.lost.length).toBeGreaterThan(0);
    expect(sdkErrors).toContainEqual(expect.stringContaining("Segment too large to send"));
  });

  test("never sends the segment of a request whose statement fails on a client", async () => {
    const answer = await fetch(`${server.url}/fail`);
    expect(answer.status).toBe(500);
    await daemon.drain();
    const urls = daemon.documents.map((document) => document.http?.request?.url);
    expect(urls).not.toContain(`${server.url}/fail`);
  });
});

function makeStockApp(pool: pg.Pool): express.Express {
  const app = express();
  app.use(AWSXRayExpress.openSegment("stock"));
  app.get("/work/:owner", (request, response, next) => {
    runAll(pool, Number(request.params.owner)).then(() => response.end(), next);
  });
  app.get("/fail", (_request, response, next) => {
    failOnClient(pool).then(() => response.end(), next);
  });
  app.use(AWSXRayExpress.closeSegment());
  app.use(((_error, _request, response, _next) => {
    response.status(500).end();
  }) satisfies express.ErrorRequestHandler);
  return app;
}

async function runAll(pool: pg.Pool, owner: number): Promise<void> {
  for (let index = 0; index < STATEMENTS_EACH; index += 1) await pool.query(ownedStatement(owner, index));
}

async function failOnClient(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("select 1 / 0");
  } finally {
    client.release();
  }
}
