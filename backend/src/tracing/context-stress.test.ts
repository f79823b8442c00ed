/** A thousand requests at once, over every kind of asynchrony that this app or what it is built on uses. */
import { randomBytes } from "node:crypto";
import { lookup } from "node:dns";
import { EventEmitter, once } from "node:events";
import { readFile } from "node:fs";
import { readFile as readFileLater } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import AWSXRay from "aws-xray-sdk-core";
import express from "express";
import type { Request, Response } from "express";
import { Pool } from "pg";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase } from "../db/database.ts";
import type { DatabaseHandle } from "../db/database.ts";
import { statement } from "../db/statement.ts";
import { makeDaemon, stepsOf } from "../testing/daemon.ts";
import type { ReceivedEntity, TestDaemon } from "../testing/daemon.ts";
import { listen } from "../testing/listen.ts";
import type { TestServer } from "../testing/listen.ts";
import { postgresKinds } from "../testing/postgres.ts";
import type { TestPostgres } from "../testing/postgres.ts";
import { currentEntity, namespace } from "./context.ts";
import { newEntityId, newTraceId } from "./ids.ts";
import type { Tracing } from "./tracing.ts";
import { createXrayTracing } from "./xray-tracing.ts";

const REQUESTS = 1_000;
const STATEMENTS_EVERY = 10;
const logger = pino({ level: "silent" });

/** Each goes on once, after something asynchronous of its kind. */
const kinds: Record<string, () => Promise<unknown>> = {
  await: async () => undefined,
  nextTick: () => new Promise<void>((resolve) => process.nextTick(resolve)),
  microtask: () => new Promise<void>((resolve) => queueMicrotask(resolve)),
  immediate: () => new Promise((resolve) => setImmediate(resolve)),
  timeout: () => new Promise((resolve) => setTimeout(resolve, Math.random() * 5)),
  interval: () =>
    new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        clearInterval(timer);
        resolve();
      }, 1);
    }),
  timersPromises: () => sleep(1),
  file: () => new Promise((resolve) => readFile(import.meta.filename, resolve)),
  filePromise: () => readFileLater(import.meta.filename),
  random: () => new Promise((resolve) => randomBytes(8, resolve)),
  dns: () => new Promise((resolve) => lookup("localhost", resolve)),
  stream: () => pipeline(Readable.from(["a", "b"]), async (source) => source.toArray()),
  events: async () => {
    const emitter = new EventEmitter();
    setImmediate(() => emitter.emit("done"));
    await once(emitter, "done");
  },
  thenable: async () => {
    // oxlint-disable-next-line unicorn/no-thenable -- what promise libraries of users are
    await { then: (resolve: () => void) => setImmediate(resolve) };
  },
  generator: async () => {
    for await (const _ of Readable.from([1, 2])) await sleep(0);
  },
  race: () => Promise.race([sleep(1), new Promise((resolve) => setImmediate(resolve))]),
  rejected: () => Promise.reject(new Error("caught")).catch(() => undefined),
  module: () => import("./request/segment-name.ts"),
};

let daemon: TestDaemon;
let tracing: Tracing;
let postgres: TestPostgres;
let database: DatabaseHandle;
let server: TestServer;
const violations: string[] = [];

beforeAll(async () => {
  daemon = await makeDaemon();
  tracing = await createXrayTracing({ daemon: daemon.address, dynamicNaming: undefined }, logger);
  const [kind] = postgresKinds().slice(-1);
  if (!kind) throw new Error("No Postgres");
  postgres = await kind.start();
  const pool = new Pool({ connectionString: postgres.url, max: kind.label.includes("embedded") ? 1 : 5 });
  const observer = tracing.observeQueries(postgres.url);
  database = createDatabase({ pool, observer, logger, prepare: async () => undefined });
  await database.prepared;
  server = await listen(makeApp());
});
afterAll(async () => {
  await server.close();
  await database.close();
  await postgres.close();
  await tracing.close();
  await daemon.close();
});

const ownerOf = (request: Request) => String(request.params["owner"]);

/** Notes where the current trace is not that of the request. */
function check(request: Request, where: string): void {
  const expected = ownerOf(request);
  const entity = AWSXRay.getSegment();
  const root = entity && "segment" in entity ? entity.segment : entity;
  if (root?.trace_id !== expected) violations.push(`${where}: ${root?.trace_id} in ${expected}`);
}

async function runKinds(request: Request): Promise<void> {
  const names = Object.keys(kinds).toSorted(() => Math.random() - 0.5);
  for (const name of names) {
    await kinds[name]?.();
    check(request, name);
    currentEntity()
      ?.addNewSubsegment(`${ownerOf(request)} ${name}`)
      .close();
  }
  if (Number(request.query["n"]) % STATEMENTS_EVERY === 0) {
    await database.query(statement("stress", "select 1"));
    check(request, "statement");
  }
  await AWSXRay.captureAsyncFunc(`${ownerOf(request)} captured`, async (subsegment) => {
    await Promise.all([kinds["timeout"]?.(), kinds["file"]?.()]);
    if (AWSXRay.getSegment() !== subsegment) violations.push("captured");
    subsegment?.close();
  });
  check(request, "after capture");
}

function makeApp(): express.Express {
  const app = express();
  app.get("/untraced", (_request, response) => {
    if (namespace.active) violations.push("a context outlives its request on the connection");
    response.end();
  });
  app.use(tracing.openSegment);
  app.get("/get/:owner", answer);
  app.post("/json/:owner", express.json(), answer);
  app.post("/raw/:owner", (request, response, next) => {
    request.on("data", () => check(request, "data"));
    request.once("end", () => {
      check(request, "end");
      answer(request, response).catch(next);
    });
  });
  return app;
}

async function answer(request: Request, response: Response): Promise<void> {
  response.once("finish", () => check(request, "finish"));
  check(request, "start");
  await runKinds(request);
  response.json({ body: request.body as unknown });
}

/** A third of the requests is not sampled; they read no body, one with Express' parser or one by events. */
async function ask(index: number): Promise<string> {
  const root = newTraceId();
  const sampled = index % 3 === 0 ? "0" : "1";
  const route = ["get", "json", "raw"][index % 4] ?? "get";
  const answered = await fetch(`${server.url}/${route}/${root}?n=${index}`, {
    headers: {
      "X-Amzn-Trace-Id": `Root=${root};Parent=${newEntityId()};Sampled=${sampled}`,
      "Content-Type": "application/json",
    },
    ...(route === "get" ? {} : { method: "POST", body: JSON.stringify({ text: "x".repeat(50_000) }) }),
  });
  await answered.text();
  expect(answered.status).toBe(200);
  await (await fetch(`${server.url}/untraced`)).text();
  return sampled === "1" ? root : "";
}

test("a thousand requests at once never see each other's context", { timeout: 120_000 }, async () => {
  const roots = await Promise.all(Array.from({ length: REQUESTS }, (_, index) => ask(index)));
  await daemon.drain();
  expect(violations).toEqual([]);

  const sampled = new Set(roots.filter(Boolean));
  const segments = daemon.documents.filter((document) => document.http);
  expect(new Set(segments.map((segment) => segment.trace_id))).toEqual(sampled);
  expect(segments).toHaveLength(sampled.size);
  for (const segment of segments) expect(foreignSteps(segment)).toEqual([]);
});

/** Steps of another request, or what is missing of its own. */
function foreignSteps(segment: ReceivedEntity): string[] {
  const names = stepsOf(segment).map(({ name }) => name);
  const own = [...Object.keys(kinds), "captured"].map((kind) => `${segment.trace_id} ${kind}`);
  const foreign = names.filter((name) => name.startsWith("1-") && !own.includes(name));
  return [...foreign, ...own.filter((name) => !names.includes(name)).map((name) => `missing ${name}`)];
}
