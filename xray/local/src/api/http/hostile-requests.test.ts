import { once } from "node:events";
import { connect } from "node:net";
import type { Socket } from "node:net";
import { text as readText } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { defineOperation } from "../model/operation.ts";
import { structure } from "../model/shape.ts";
import { makeContext } from "../testing/make-context.ts";
import { makeServer } from "../testing/make-server.ts";
import type { TestServer } from "../testing/make-server.ts";
import type { ApiServerOptions } from "./api-server.ts";
import { readEvents } from "../../client/read-events.ts";

let running: TestServer;
const sockets: Socket[] = [];

async function start(parts: Partial<ApiServerOptions> = {}): Promise<void> {
  running = await makeServer({ context: makeContext({ nowMs: Date.now }), ...parts });
}

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await running.close();
});

/** A connection that sends this and then stays as it is, whatever the server does. */
async function open(bytes = ""): Promise<Socket> {
  const socket = connect({ port: running.port, host: "127.0.0.1", allowHalfOpen: true });
  sockets.push(socket);
  socket.on("error", () => undefined);
  await once(socket, "connect");
  socket.write(bytes);
  return socket;
}

async function talk(bytes: string): Promise<string> {
  return readText(await open(bytes));
}

async function post(path: string, body: Uint8Array<ArrayBuffer> | string, gzip = false): Promise<Response> {
  const headers = { "content-type": "application/json", ...(gzip && { "content-encoding": "gzip" }) };
  return fetch(`${running.url}${path}`, { method: "POST", body, headers });
}

/** A connection of which the other side knows nothing any more refuses what is written, sooner or later. */
async function writeUntilRefused(socket: Socket): Promise<void> {
  while (!socket.destroyed) await new Promise((resolve) => socket.write("x", resolve));
}

describe("little that unfolds to much", () => {
  const millions = (item: string, count = 2_600_000): string => `${`${item},`.repeat(count - 1)}${item}`;

  it.each([
    ["spans", `{"resourceSpans":[{"scopeSpans":[{"spans":[${millions("{}")}]}]}]}`],
    ["batches", `{"resourceSpans":[${millions("{}")}]}`],
    ["scopes", `{"resourceSpans":[{"scopeSpans":[${millions("{}")}]}]}`],
    ["events", `{"resourceSpans":[{"scopeSpans":[{"spans":[{"events":[${millions("{}")}]}]}]}]}`],
    ["attributes", `{"resourceSpans":[{"resource":{"attributes":[${millions("{}")}]}}]}`],
    ["what nobody knows", `{"x":[${millions("[]")}]}`],
  ])(
    "a gzipped request of 2.6 million %s is refused before they are made, twice at once",
    async (_, text) => {
      await start();
      const body = gzipSync(text);
      expect(body.length).toBeLessThan(20_000);
      const answers = await Promise.all([post("/v1/traces", body, true), post("/v1/traces", body, true)]);
      for (const answer of answers) {
        expect(answer.status).toBe(400);
        expect(await answer.json()).toEqual({
          code: 3,
          message: expect.stringMatching(/send smaller batches/),
        });
      }
      expect(running.errors).toEqual([]);
    },
  );

  it("a put of 2.6 million empty texts is refused with an answer of a few words", async () => {
    await start();
    const answer = await post("/TraceSegments", `{"TraceSegmentDocuments":[${millions('""')}]}`);
    expect(answer.status).toBe(400);
    expect((await answer.text()).length).toBeLessThan(1_000);
    const many = await post("/TraceSegments", `{"TraceSegmentDocuments":[${millions('""', 10_001)}]}`);
    expect(many.status).toBe(400);
    expect(await many.text()).toContain("length less than or equal to 10000");
    const most = await post("/TraceSegments", `{"TraceSegmentDocuments":[${millions('""', 10_000)}]}`);
    expect(most.status).toBe(200);
    expect((await most.text()).length).toBeLessThan(1_000_000);
  });

  it("spans whose resource would be told of a thousand times are refused before they take the memory", async () => {
    await start();
    const resource = { attributes: [{ key: "x", value: { stringValue: "y".repeat(500_000) } }] };
    const spans = Array.from({ length: 10_000 }, () => ({ kind: 2 }));
    const text = JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans }] }] });
    const answer = await post("/v1/traces", gzipSync(text), true);
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({
      message: expect.stringMatching(/more than 32 MB of segments/),
    });
  });
});

describe("connections that are held", () => {
  it("are closed for both sides when their time is over, so that there is room for others", async () => {
    await start({ timeouts: { headersMs: 50, requestMs: 100, checkEveryMs: 10 } });
    const held = await Promise.all(
      ["", "GET /", "POST /TraceSegments HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n{"].map(open),
    );
    await Promise.all(
      held.map(async (socket) => {
        socket.resume();
        await once(socket, "end");
      }),
    );
    await Promise.all(held.map(writeUntilRefused));
    expect((await fetch(`${running.url}/status.json`)).status).toBe(200);
  });

  it("are closed when nothing of an answer is taken for long, and not while it is being made", async () => {
    const gone = Promise.withResolvers<void>();
    const slow = defineOperation({
      name: "Slow",
      path: "/Slow",
      input: structure({}),
      handle: async (_input, { signal }) => {
        await setTimeout(150);
        signal.addEventListener("abort", () => gone.resolve());
        return { Text: "x".repeat(20_000_000) };
      },
    });
    await start({ operations: new Map([[slow.path, slow]]), timeouts: { takeMs: 50 } });
    const silent = await open("POST /Slow HTTP/1.1\r\nhost: localhost\r\ncontent-length: 2\r\n\r\n{}");
    silent.pause();
    await gone.promise;
    let bytes = 0;
    silent.on("data", (chunk: Buffer) => (bytes += chunk.length)).resume();
    await Promise.race([once(silent, "end"), once(silent, "close")]);
    expect(bytes).toBeLessThan(20_000_000);
    expect(await (await post("/Slow", "{}")).json()).toEqual({ Text: expect.stringMatching(/^x{100}/) });
  });

  it("make room on the stream for a new page, however many do not read", async () => {
    await start();
    const request = "GET /stream HTTP/1.1\r\nhost: localhost\r\naccept: text/event-stream\r\n\r\n";
    const silent = await Promise.all(Array.from({ length: 220 }, () => open(request)));
    for (const socket of silent) socket.pause();
    const events = readEvents(`${running.url}/stream`);
    const { value } = await events.next();
    expect(value).toMatchObject({ type: "status" });
    await events.return(undefined);
  });

  it.each([
    [
      "a frame",
      { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" },
      403,
    ],
    ["an older browser's frame", { accept: "text/html,*/*;q=0.8" }, 406],
    ["an older browser's script", { accept: "*/*" }, 406],
    ["nothing that says what it takes", {}, 406],
  ])("the stream is not opened for %s", async (_, headers, status) => {
    await start();
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const answer = await talk(
      `GET /stream HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n${lines.join("")}\r\n`,
    );
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });
});

describe("requests as nobody writes them", () => {
  it.each([
    ["GET // HTTP/1.1\r\nhost: localhost", 503],
    ["GET /// HTTP/1.1\r\nhost: localhost", 503],
    ["GET ? HTTP/1.1\r\nhost: localhost", 400],
    ["GET * HTTP/1.1\r\nhost: localhost", 404],
    ["OPTIONS * HTTP/1.1\r\nhost: localhost", 405],
    ["GET //evil.example/status.json HTTP/1.1\r\nhost: localhost", 404],
    ["GET http://localhost:2001/status.json HTTP/1.1\r\nhost: localhost", 200],
    ["GET http://evil.example/status.json HTTP/1.1\r\nhost: localhost", 403],
    ["GET http://[ HTTP/1.1\r\nhost: localhost", 403],
    ["GET http:/status.json HTTP/1.1\r\nhost: localhost", 400],
    ["GET /status.json HTTP/1.0", 200],
    ["GET /status.json HTTP/1.0\r\nhost: evil.example", 403],
    ["GET /status.json HTTP/1.1", 400],
    ["POST /TraceSegments HTTP/1.0\r\ncontent-length: 0", 400],
    ["CONNECT localhost:22 HTTP/1.1\r\nhost: localhost", 405],
    ["TRACE / HTTP/1.1\r\nhost: localhost", 405],
    ["GET /%00 HTTP/1.1\r\nhost: localhost", 404],
    ["GET /%ff%fe?%ff HTTP/1.1\r\nhost: localhost", 404],
    ["GET /traces.ndjson?start=%zz HTTP/1.1\r\nhost: localhost", 400],
    ["GET /status.json HTTP/1.1\r\nhost: localhost\r\nupgrade: websocket\r\nsec-websocket-key: x", 200],
    ["GET /status.json HTTP/1.1\r\nhost: localhost\r\nexpect: a miracle", 417],
  ])("%j is answered with %d", async (head, status) => {
    await start();
    const { port } = await running.server.listen({ host: "127.0.0.1", port: 0, withConsole: false });
    const bytes = `${head}\r\nconnection: close\r\n\r\n`;
    expect(await talk(bytes)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    const daemon = connect({ port, host: "127.0.0.1" });
    daemon.write(bytes);
    expect(await readText(daemon)).toMatch(/^HTTP\/1.1 4\d\d /);
    expect(running.errors).toEqual([]);
  });

  it("no answer may be framed, sniffed or taken by other pages", async () => {
    await start();
    for (const path of ["/", "/status.json", "/nothing", "/Traces"]) {
      const { headers } = await fetch(`${running.url}${path}`);
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
      expect(headers.get("x-frame-options")).toBe("DENY");
    }
  });
});
