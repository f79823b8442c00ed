import { connect } from "node:net";
import { text } from "node:stream/consumers";
import express from "express";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DynamicNaming } from "../../config/config.ts";
import { createApp } from "../../app.ts";
import type { Database } from "../../db/database.ts";
import { makeDaemon } from "../../testing/daemon.ts";
import type { ReceivedEntity, TestDaemon } from "../../testing/daemon.ts";
import { listen } from "../../testing/listen.ts";
import type { TestServer } from "../../testing/listen.ts";
import { createOpenSegment } from "./request-segment.ts";
import type { Tracing } from "../tracing.ts";
import { createXrayTracing } from "../xray-tracing.ts";

const logger = pino({ level: "silent" });
const ROOT = "1-5759e988-bd862e3fe1be46a994272793";
const PARENT = "53995c3f42cd8ad8";

const database: Database = { query: async () => [] };
let daemon: TestDaemon;
let tracing: Tracing;
let server: TestServer;
beforeAll(async () => {
  daemon = await makeDaemon();
  tracing = await createXrayTracing({ daemon: daemon.address, dynamicNaming: undefined }, logger);
  const identify = () => ({ handle: "andrewbrown" });
  server = await listen(
    createApp({ database, tracing, identify, logger, frontendOrigin: "http://localhost:3000" }),
  );
});
afterAll(async () => {
  await server.close();
  await tracing.close();
  await daemon.close();
});

let asked = 0;

/** Asks for home and answers the response header and, if one was sent, the segment. */
async function ask(header: string | undefined, path = "/api/activities/home") {
  asked += 1;
  const url = `${server.url}${path}?limit=${asked}`;
  const answer = await fetch(url, { headers: header === undefined ? {} : { "X-Amzn-Trace-Id": header } });
  await answer.text();
  await daemon.drain();
  const segment = daemon.documents.findLast((document) => document.http?.request?.url === url);
  return { header: answer.headers.get("x-amzn-trace-id"), segment, status: answer.status };
}

/** Sends what a client of Node would not, and answers all that comes back. */
async function sendRaw(port: number, request: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.end(request);
  return text(socket);
}

describe("a request", () => {
  test("becomes a segment of backend-flask with its user", async () => {
    const { segment } = await ask(undefined);
    expect(segment).toMatchObject({
      name: "backend-flask",
      user: "andrewbrown",
      http: { request: { method: "GET" }, response: { status: 200 } },
      service: { name: "backend-flask", runtime: "node", runtime_version: process.version },
      aws: { xray: { rule_name: "Default" } },
    });
    expect(segment?.trace_id).toMatch(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/);
    expect(segment).not.toHaveProperty("parent_id");
  });

  test("continues the trace of its caller", async () => {
    const { segment, header } = await ask(`Root=${ROOT};Parent=${PARENT};Sampled=1`);
    expect(segment).toMatchObject({ trace_id: ROOT, parent_id: PARENT });
    expect(header).toBe(`Root=${ROOT}`);
  });

  test.each([ROOT.toUpperCase(), ROOT.replace("b", "B")])(
    "continues the trace %s of a caller that writes ids in capitals",
    async (root) => {
      const { segment, header, status } = await ask(`Root=${root};Parent=${PARENT.toUpperCase()};Sampled=1`);
      expect(status).toBe(200);
      expect(segment).toMatchObject({ trace_id: ROOT, parent_id: PARENT });
      expect(header).toBe(`Root=${ROOT}`);
    },
  );

  test("continues the trace of its caller whatever else the header says", async () => {
    const { segment } = await ask(`Self=${ROOT};Root=${ROOT};Self=1;Parent=${PARENT};Sampled=1;k=YQ==;k=2`);
    expect(segment).toMatchObject({ trace_id: ROOT, parent_id: PARENT });
    expect((await ask(`Root=${ROOT};Sampled=0;k=YQ==`)).segment).toBeUndefined();
  });

  test("is told its trace, so that one finds it", async () => {
    const { header, segment } = await ask(undefined);
    expect(header).toBe(`Root=${segment?.trace_id}`);
  });

  test("is told the decision when it asks for it", async () => {
    const { header, segment } = await ask(`Root=${ROOT};Sampled=?`);
    expect(header).toBe(`Root=${ROOT};Sampled=1`);
    expect(segment).toMatchObject({ trace_id: ROOT });
  });

  test("is told the id of its trace when it asks without one", async () => {
    const { header, segment } = await ask("Sampled=?");
    expect(header).toBe(`Root=${segment?.trace_id};Sampled=1`);
  });

  test("that its caller does not record is not recorded", async () => {
    const { segment, status } = await ask(`Root=${ROOT};Sampled=0`);
    expect(status).toBe(200);
    expect(segment).toBeUndefined();
  });

  test.each([
    ["a short root", "Root=1-5759e988-SHORT;Parent=1;Sampled=1"],
    ["a repeated root", `Root=${ROOT};Root=${ROOT};Sampled=1`],
    ["a huge header", `Root=${ROOT};Parent=${PARENT};${"x".repeat(4_000)}=1`],
    ["nonsense", "=;=;;Root"],
  ])("with %s in its header starts a trace of its own", async (_what, header) => {
    const { segment } = await ask(header);
    expect(segment?.trace_id).toMatch(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/);
    expect(segment?.trace_id).not.toBe(ROOT);
    expect(segment).not.toHaveProperty("parent_id");
  });

  test("for what is not there is an error without an exception", async () => {
    const { segment } = await ask(undefined, "/api/nothing");
    expect(segment).toMatchObject({ error: true, http: { response: { status: 404 } } });
    expect(segment).not.toHaveProperty("fault");
    expect(segment).not.toHaveProperty("cause");
  });

  test.each([
    [
      "in absolute form",
      "GET http://other.example/api/nothing?absolute HTTP/1.1\r\nHost: localhost\r\n",
      "http://other.example/api/nothing?absolute",
    ],
    ["without a Host", "GET /api/nothing?bare HTTP/1.0\r\n", "http://127.0.0.1:PORT/api/nothing?bare"],
    [
      "whose Host is none",
      "GET /api/nothing?odd HTTP/1.1\r\nHost: a b\r\n",
      "http://127.0.0.1:PORT/api/nothing?odd",
    ],
    ["for the server as a whole", "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n", "http://localhost/*"],
    ["for //", "GET // HTTP/1.1\r\nHost: localhost\r\n", "http://localhost//"],
  ])("%s is recorded with a URL that parses, and answered", async (_what, head, expected) => {
    const { port } = new URL(server.url);
    const url = expected.replace("PORT", port);
    expect(await sendRaw(Number(port), `${head}Connection: close\r\n\r\n`)).toMatch(/^HTTP\/1.1 404 /);
    const segment = await daemon.waitFor((document) => document.http?.request?.url === url);
    expect(segment).toMatchObject({ http: { response: { status: 404 } } });
  });

  test.each([
    ["/api/health-check", 200],
    ["/favicon.ico", 204],
  ])("for %s is not traced", async (path, status) => {
    const answer = await ask(undefined, path);
    expect(answer).toMatchObject({ status, segment: undefined, header: null });
  });

  test("names its trace in the answer to an error", async () => {
    const answer = await fetch(`${server.url}/api/nothing`, {
      headers: { "X-Amzn-Trace-Id": `Root=${ROOT}` },
    });
    expect(await answer.json()).toMatchObject({ error: { trace_id: ROOT } });
  });
});

describe("AWS_XRAY_URL", () => {
  async function nameOf(naming: DynamicNaming): Promise<ReceivedEntity> {
    const app = express();
    app.use(createOpenSegment("backend-flask", naming));
    app.use((_request, response) => void response.end());
    const named = await listen(app);
    await fetch(`${named.url}/named`);
    await named.close();
    return daemon.waitFor((document) => document.http?.request?.url === `${named.url}/named`);
  }

  test("notes the host of a request that matches and keeps the service's name", async () => {
    const segment = await nameOf({ pattern: "*127.0.0.1*", mode: "annotate" });
    expect(segment.name).toBe("backend-flask");
    expect(segment.annotations).toEqual({ host: expect.stringMatching(/^127\.0\.0\.1:\d+$/) });
  });

  test("does nothing to a request that does not match", async () => {
    const segment = await nameOf({ pattern: "*.example.com*", mode: "annotate" });
    expect(segment.name).toBe("backend-flask");
    expect(segment).not.toHaveProperty("annotations");
  });

  test("names the service by the host when asked to rename, as the SDK does", async () => {
    const segment = await nameOf({ pattern: "*127.0.0.1*", mode: "rename" });
    expect(segment.name).toMatch(/^127\.0\.0\.1:\d+$/);
  });
});
