import { once } from "node:events";
import express from "express";
import { DatabaseError, Pool } from "pg";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase } from "../db/database.ts";
import type { Database, DatabaseHandle } from "../db/database.ts";
import { statement } from "../db/statement.ts";
import { createErrorHandler } from "../http/error-handler.ts";
import { assignRequestId } from "../http/request-ids.ts";
import { makeDaemon, stepsOf } from "../testing/daemon.ts";
import type { ReceivedEntity, TestDaemon } from "../testing/daemon.ts";
import { listen } from "../testing/listen.ts";
import type { TestServer } from "../testing/listen.ts";
import { postgresKinds } from "../testing/postgres.ts";
import type { TestPostgres } from "../testing/postgres.ts";
import { checkOwnership, ownedStatement } from "../testing/statement-ownership.ts";
import type { Tracing } from "./tracing.ts";
import { createXrayTracing } from "./xray-tracing.ts";

const REQUESTS = 100;
const STATEMENTS_EACH = 3;
/** More than one datagram holds. */
const CROWD = 200;
const logger = pino({ level: "silent" });

let daemon: TestDaemon;
let tracing: Tracing;
beforeAll(async () => {
  daemon = await makeDaemon();
  tracing = await createXrayTracing({ daemon: daemon.address, dynamicNaming: undefined }, logger);
});
afterAll(async () => {
  await tracing.close();
  await daemon.close();
});

describe.each(postgresKinds())("statements in traces on $label", ({ start }) => {
  let postgres: TestPostgres;
  let pool: Pool;
  let database: DatabaseHandle;
  let server: TestServer;
  beforeAll(async () => {
    postgres = await start();
    pool = new Pool({ connectionString: postgres.url, max: 1 });
    const observer = tracing.observeQueries(postgres.url);
    database = createDatabase({ pool, observer, logger, prepare: async () => undefined });
    await database.prepared;
    server = await listen(makeApp(database));
  });
  afterAll(async () => {
    await server.close();
    await database.close();
    await postgres.close();
  });

  const segmentOf = (path: string) =>
    daemon.waitFor((document) => document.http?.request?.url === server.url + path);
  const segmentsOf = (path: string) =>
    daemon.documents.filter((document) => document.http?.request?.url === server.url + path);

  test("stay in the trace of the request that runs them behind a busy pool", async () => {
    const owners = Array.from({ length: REQUESTS }, (_, owner) => owner);
    await Promise.all(owners.map((owner) => read(`${server.url}/work/${owner}`)));
    await daemon.drain();
    const ownership = checkOwnership(daemon.documents, server.url, owners, STATEMENTS_EACH);
    expect(ownership).toEqual({ lost: [], foreign: 0, miscounted: [] });
    const waits = owners.flatMap((owner) => segmentsOf(`/work/${owner}`).flatMap(stepsOf)).filter(isWait);
    expect(waits.length).toBeGreaterThan(REQUESTS);
  });

  test("are described by their text, their name and their rows", async () => {
    await read(`${server.url}/one`);
    const step = stepsOf(await segmentOf("/one")).find((candidate) => candidate.sql);
    const url = new URL(postgres.url);
    expect(step).toMatchObject({
      name: `${url.pathname.slice(1)}@${url.hostname}`,
      namespace: "remote",
      sql: {
        url: `postgresql://${url.host}${url.pathname}`,
        user: url.username,
        database_type: "PostgreSQL",
        database_version: expect.stringMatching(/^\d+\.\d+$/),
        driver_version: expect.stringMatching(/^pg \d/),
        sanitized_query: "select $1::int as n",
        preparation: "statement",
      },
      annotations: { query: "one", rows: 1 },
      metadata: { database: { num_results: 1, pool: { size: 1, ahead: 0 } } },
    });
    expect(step?.end_time).toBeGreaterThan(step?.start_time ?? Infinity);
  });

  test("that fail carry the cause, and their request points to it", async () => {
    expect((await read(`${server.url}/fail`)).status).toBe(500);
    const segment = await segmentOf("/fail");
    const step = stepsOf(segment).find((candidate) => candidate.sql);
    expect(step).toMatchObject({
      fault: true,
      annotations: { query: "fail", error_code: "22012" },
      cause: { exceptions: [{ message: "division by zero", type: "DatabaseError", remote: true }] },
    });
    expect(segment).toMatchObject({
      fault: true,
      http: { response: { status: 500 } },
      cause: { id: step?.id },
    });
  });

  test("leave the next statement of the request alone after a failure that was caught", async () => {
    expect((await read(`${server.url}/caught`)).status).toBe(200);
    const statements = stepsOf(await segmentOf("/caught")).filter((step) => step.sql);
    expect(statements.map((step) => step.fault ?? false)).toEqual([true, false]);
  });

  test("of a request whose promise is rejected elsewhere are sent with that error", async () => {
    expect((await read(`${server.url}/rejected`)).status).toBe(500);
    const segment = await segmentOf("/rejected");
    expect(segment.cause?.exceptions).toMatchObject([{ message: "not the database", type: "Error" }]);
    expect(stepsOf(segment).filter((step) => step.sql)).toHaveLength(1);
  });

  test("that run side by side are siblings", async () => {
    await read(`${server.url}/parallel`);
    const segment = await segmentOf("/parallel");
    const statements = (segment.subsegments ?? []).filter((step) => step.sql);
    expect(statements.map((step) => step.annotations?.["query"])).toEqual(["first", "second", "third"]);
  });

  test.each([
    ["one after the other", "/sequence"],
    ["side by side", "/crowd"],
  ])("all arrive once, however many a request runs %s", async (_how, path) => {
    await read(server.url + path);
    const { trace_id } = await segmentOf(path);
    await daemon.drain();
    const documents = daemon.documents.filter((document) => document.trace_id === trace_id);
    const statements = documents
      .flatMap((document) => [document].concat(stepsOf(document)))
      .filter((step) => step.sql);
    expect(statements).toHaveLength(CROWD);
    expect(new Set(statements.map((step) => step.id)).size).toBe(CROWD);
  });

  test("show how long they waited for a connection and behind how many", async () => {
    const held = await pool.connect();
    const first = read(`${server.url}/one?first`);
    await waiting(pool, 1);
    const second = read(`${server.url}/one?second`);
    await waiting(pool, 2);
    held.release();
    await Promise.all([first, second]);
    const [wait, query] = stepsOf(await segmentOf("/one?second")).sort((a, b) => a.start_time - b.start_time);
    expect(wait).toMatchObject({
      name: "wait for a connection",
      annotations: { wait: true, ahead: 1, pool_size: 1 },
    });
    expect(wait).not.toHaveProperty("namespace");
    expect(wait?.end_time).toBeGreaterThanOrEqual(wait?.start_time ?? Infinity);
    expect(query?.start_time).toBeLessThanOrEqual(wait?.end_time ?? 0);
  });

  test("of a client that went away while waiting are sent once, with the wait", async () => {
    const held = await pool.connect();
    const leaving = new AbortController();
    const abandoned = nextAbandoned();
    const request = fetch(`${server.url}/work/7777`, { signal: leaving.signal });
    await waiting(pool, 1);
    leaving.abort();
    await expect(request).rejects.toThrow("abort");
    await abandoned;
    held.release();
    await segmentOf("/work/7777");
    await read(`${server.url}/one?afterwards`);
    await daemon.drain();
    const segments = segmentsOf("/work/7777");
    expect(segments).toHaveLength(1);
    expect(segments[0]).toMatchObject({
      error: true,
      annotations: { abandoned: true },
      http: { response: { status: 499 } },
    });
    expect(segments.flatMap(stepsOf).filter(isWait)).toHaveLength(1);
  });

  test("outside any request run without a trace", async () => {
    const before = daemon.documents.length;
    await expect(database.query(statement("alone", "select 1 as n"))).resolves.toEqual([{ n: 1 }]);
    await daemon.drain();
    expect(daemon.documents).toHaveLength(before);
  });

  test("of a request that is not sampled are not sent", async () => {
    const before = daemon.documents.length;
    await fetch(`${server.url}/one?unsampled`, { headers: { "X-Amzn-Trace-Id": "Sampled=0" } });
    await daemon.drain();
    expect(daemon.documents).toHaveLength(before);
  });
});

test("a database that cannot be reached is a fault of the database's step", async () => {
  const url = "postgresql://someone:secret@127.0.0.1:1/nowhere";
  const observer = tracing.observeQueries(url);
  const pool = new Pool({ connectionString: url, max: 1 });
  const database = createDatabase({ pool, observer, logger, prepare: async () => undefined });
  const server = await listen(makeApp(database));
  const answer = await read(`${server.url}/one?unreachable`);
  expect(answer.status).toBe(503);
  expect(JSON.parse(answer.text)).toMatchObject({ error: { code: "database_unavailable" } });
  const segment = await daemon.waitFor(
    (document) => document.http?.request?.url?.endsWith("?unreachable") ?? false,
  );
  expect(stepsOf(segment)).toMatchObject([{ name: "nowhere@127.0.0.1", namespace: "remote", fault: true }]);
  expect(JSON.stringify(segment)).not.toContain("secret");
  await server.close();
  await database.close();
});

const abandonments = new EventTarget();

/** Resolves when the server notices that a client has gone. */
function nextAbandoned(): Promise<unknown> {
  return once(abandonments, "abandoned");
}

function isWait(step: ReceivedEntity): boolean {
  return step.annotations?.["wait"] === true;
}

async function read(url: string): Promise<{ status: number; text: string }> {
  const answer = await fetch(url);
  return { status: answer.status, text: await answer.text() };
}

/** Resolves when so many statements wait for a connection. */
async function waiting(pool: Pool, count: number): Promise<void> {
  while (pool.waitingCount < count) await new Promise((resolve) => setImmediate(resolve));
}

function makeApp(database: Database): express.Express {
  const app = express();
  const one = statement("one", "select $1::int as n");
  const fail = statement("fail", "select 1 / $1::int");
  const long = statement("long", `select $1::int as n /* ${"long ".repeat(100)} */`);
  const routes: Record<string, (owner: number) => Promise<unknown>> = {
    "/work/:owner": async (owner) => {
      for (let index = 0; index < STATEMENTS_EACH; index += 1) {
        await database.query(statement(`work-${owner}-${index}`, ownedStatement(owner, index)));
      }
    },
    "/one": () => database.query(one, [1]),
    "/fail": () => database.query(fail, [0]),
    "/caught": async () => {
      await expect(database.query(fail, [0])).rejects.toBeInstanceOf(DatabaseError);
      await database.query(one, [2]);
    },
    "/rejected": async () => {
      await database.query(one, [3]);
      throw new Error("not the database");
    },
    "/sequence": async () => {
      for (let index = 0; index < CROWD; index += 1) await database.query(long, [index]);
    },
    "/crowd": () => Promise.all(Array.from({ length: CROWD }, (_, index) => database.query(long, [index]))),
    "/parallel": () =>
      Promise.all(
        ["first", "second", "third"].map((name) => database.query(statement(name, "select 1 as n"))),
      ),
  };
  app.use(assignRequestId);
  app.use((_request, response, next) => {
    response.once("close", () => {
      if (!response.writableFinished) abandonments.dispatchEvent(new Event("abandoned"));
    });
    next();
  });
  app.use(tracing.openSegment);
  for (const [path, work] of Object.entries(routes)) {
    app.get(path, (request, response, next) => {
      work(Number(request.params["owner"])).then(() => response.end(), next);
    });
  }
  app.use(tracing.recordError);
  app.use(createErrorHandler(logger));
  return app;
}
