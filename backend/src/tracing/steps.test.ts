import express from "express";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeDaemon } from "../testing/daemon.ts";
import type { TestDaemon } from "../testing/daemon.ts";
import { listen } from "../testing/listen.ts";
import type { TestServer } from "../testing/listen.ts";
import { xraySteps } from "./steps.ts";
import { parseTraceHeader } from "./request/trace-header.ts";
import type { Tracing } from "./tracing.ts";
import { createXrayTracing } from "./xray-tracing.ts";

const ROOT = "1-5759e988-bd862e3fe1be46a994272793";

let daemon: TestDaemon;
let tracing: Tracing;
let callee: TestServer;
let caller: TestServer;
const received: (string | undefined)[] = [];
beforeAll(async () => {
  daemon = await makeDaemon();
  tracing = await createXrayTracing(
    { daemon: daemon.address, dynamicNaming: undefined },
    pino({ level: "silent" }),
  );
  callee = await listen((request, response) => {
    received.push(request.headers["x-amzn-trace-id"]?.toString());
    response.end();
  });
  const app = express();
  app.use(tracing.openSegment);
  app.get("/call", async (_request, response) => {
    await (await xraySteps.fetch("callee", callee.url)).text();
    response.end();
  });
  caller = await listen(app);
});
afterAll(async () => {
  await caller.close();
  await callee.close();
  await tracing.close();
  await daemon.close();
});

/** What the callee is told when the caller is called with this header. */
async function call(header: string): Promise<ReturnType<typeof parseTraceHeader>> {
  await (await fetch(`${caller.url}/call`, { headers: { "X-Amzn-Trace-Id": header } })).text();
  return parseTraceHeader(received.at(-1));
}

test("a call of a sampled request is a step of it, which the callee is told", async () => {
  const header = await call(`Root=${ROOT};Sampled=1`);
  await daemon.drain();
  const segment = daemon.documents.findLast((document) => document.trace_id === ROOT);
  expect(segment?.subsegments).toMatchObject([
    { name: "callee", namespace: "remote", http: { response: { status: 200 } } },
  ]);
  expect(header).toEqual({ root: ROOT, parent: segment?.subsegments?.[0]?.id, sampled: "1" });
});

test("a call of a request that is not sampled tells the callee so", async () => {
  expect(await call(`Root=${ROOT};Sampled=0`)).toEqual({ root: ROOT, sampled: "0" });
});

test("a call outside of a request tells nothing", async () => {
  await (await xraySteps.fetch("callee", callee.url)).text();
  expect(received.at(-1)).toBeUndefined();
});
