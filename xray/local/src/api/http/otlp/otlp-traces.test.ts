import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeProtobuf } from "../../../otlp/testing/write-protobuf.ts";
import type { ApiContext } from "../../context.ts";
import { makeContext } from "../../testing/make-context.ts";
import { makeServer } from "../../testing/make-server.ts";
import type { TestServer } from "../../testing/make-server.ts";

const TRACE_ID = "6b00de3926be0b22a1d1c3e4f5061728";
const NATIVE_ID = "1-6b00de39-26be0b22a1d1c3e4f5061728";
const JSON_TYPE = "application/json";
const PROTOBUF_TYPE = "application/x-protobuf";

let api: ApiContext;
let running: TestServer;

beforeEach(async () => {
  api = makeContext();
  running = await makeServer({ context: api });
});
afterEach(() => running.close());

async function post(
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string>,
): Promise<Response> {
  return fetch(`${running.url}/v1/traces`, { method: "POST", body, headers });
}

function makeJson(...spans: object[]): string {
  const resource = { attributes: [{ key: "service.name", value: { stringValue: "api" } }] };
  return JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans }] }] });
}

function makeJsonSpan(members: object = {}): object {
  return {
    traceId: TRACE_ID,
    spanId: "00f067aa0ba902b7",
    name: "GET /",
    kind: 2,
    startTimeUnixNano: "1795500000000000000",
    endTimeUnixNano: "1795500000100000000",
    ...members,
  };
}

describe("POST /v1/traces", () => {
  it("answers in the encoding of the request", async () => {
    const json = await post(makeJson(makeJsonSpan()), { "content-type": "application/json; charset=utf-8" });
    expect([json.status, json.headers.get("content-type")]).toEqual([200, JSON_TYPE]);
    expect(await json.json()).toEqual({});
    const protobuf = await post(new Uint8Array(), { "content-type": PROTOBUF_TYPE });
    expect([protobuf.status, protobuf.headers.get("content-type")]).toEqual([200, PROTOBUF_TYPE]);
    expect(await protobuf.bytes()).toEqual(new Uint8Array());
    expect(api.store.facts(NATIVE_ID)).toMatchObject({ startSec: 1_795_500_000, responseTimeSec: 0.1 });
  });

  it("is served beside the API on the daemon's port too", async () => {
    const { port } = await running.server.listen({ host: "127.0.0.1", port: 0, withConsole: false });
    const answer = await fetch(`http://127.0.0.1:${port}/v1/traces`, {
      method: "POST",
      body: gzipSync(makeJson(makeJsonSpan())),
      headers: { "content-type": JSON_TYPE, "content-encoding": "gzip" },
    });
    expect(answer.status).toBe(200);
    expect(api.store.facts(NATIVE_ID)).toBeDefined();
  });

  it("is found with a slash at the end, as some exporters put their path together", async () => {
    const answer = await fetch(`${running.url}/v1/traces/`, {
      method: "POST",
      body: makeJson(makeJsonSpan()),
      headers: { "content-type": JSON_TYPE },
    });
    expect(answer.status).toBe(200);
    expect(api.store.facts(NATIVE_ID)).toBeDefined();
  });

  it.each([
    ["127.0.0.1:5177", 5177, "http://127.0.0.1:5177/p"],
    ["::1", 5177, "http://[::1]:5177/p"],
    ["[::1]:5177", 5177, "http://[::1]:5177/p"],
    ["::1", 80, "http://[::1]/p"],
  ])("makes a URL that parses of the address %s", async (address, port, url) => {
    const attributes = Object.entries({
      "http.request.method": "GET",
      "url.scheme": "http",
      "url.path": "/p",
      "server.address": address,
    }).map(([key, stringValue]) => ({ key, value: { stringValue } }));
    const span = makeJsonSpan({
      attributes: [...attributes, { key: "server.port", value: { intValue: port } }],
    });
    await post(makeJson(span), { "content-type": JSON_TYPE });
    expect(api.store.facts(NATIVE_ID)?.http.url).toBe(url);
    expect(URL.canParse(url)).toBe(true);
  });

  it.each(["metrics", "logs"])("has a word for those who send %s", async (signal) => {
    const answer = await fetch(`${running.url}/v1/${signal}`, { method: "POST", body: "{}" });
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain(`Set OTEL_${signal.toUpperCase()}_EXPORTER=none.`);
  });

  it("takes the good spans and says how many it rejected and why", async () => {
    const spans = [
      makeJsonSpan(),
      makeJsonSpan({ traceId: "", spanId: "b7ad6b7169203331" }),
      makeJsonSpan({ traceId: "", spanId: "aaaaaaaaaaaaaaaa", kind: 3 }),
      makeJsonSpan({ spanId: "" }),
    ];
    const json = await post(makeJson(...spans), { "content-type": JSON_TYPE });
    expect(json.status).toBe(200);
    const errorMessage = "Segments of these spans were rejected (MissingTraceId: 3, MissingId: 1).";
    expect(await json.json()).toEqual({ partialSuccess: { rejectedSpans: 3, errorMessage } });
    expect(api.store.facts(NATIVE_ID)).toBeDefined();

    const request = writeProtobuf([[1, { message: [[2, { message: [[2, { message: [[5, "x"]] }]] }]] }]]);
    const protobuf = await post(request, { "content-type": PROTOBUF_TYPE });
    const reason = "Segments of these spans were rejected (MissingId: 1).";
    expect(await protobuf.bytes()).toEqual(
      writeProtobuf([
        [
          1,
          {
            message: [
              [1, 1],
              [2, reason],
            ],
          },
        ],
      ]),
    );
  });

  it.each([
    ["another type", "x", { "content-type": "text/plain" }, 415, /application\/x-protobuf/],
    ["no JSON", "{", { "content-type": JSON_TYPE }, 400, /not valid JSON/],
    ["no gzip", "{}", { "content-type": JSON_TYPE, "content-encoding": "gzip" }, 400, /not in gzip/],
    ["another compression", "{}", { "content-type": JSON_TYPE, "content-encoding": "br" }, 400, /use gzip/],
    ["too much", "x".repeat(8_400_000), { "content-type": JSON_TYPE }, 413, /larger than 8388608 bytes/],
    [
      "a gzip bomb",
      gzipSync(Buffer.alloc(50_000_000)),
      { "content-type": JSON_TYPE, "content-encoding": "gzip" },
      413,
      /when unpacked/,
    ],
    [
      "too many spans",
      `{"resourceSpans":[{"scopeSpans":[{"spans":[${"{},".repeat(20_000)}{}]}]}]}`,
      { "content-type": JSON_TYPE },
      400,
      /20001 spans, more than 20000/,
    ],
  ] as const)("refuses %s in OTLP's words", async (_name, body, headers, status, message) => {
    const answer = await post(body, headers);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual({ code: 3, message: expect.stringMatching(message) });
    expect(running.errors).toEqual([]);
  });

  it("refuses what is no protobuf in protobuf", async () => {
    const answer = await post("not protobuf", { "content-type": PROTOBUF_TYPE });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([400, PROTOBUF_TYPE]);
    const bytes = Buffer.from(await answer.bytes());
    expect(bytes.subarray(0, 2)).toEqual(Buffer.of(0x08, 3));
    expect(bytes.toString("utf8")).toContain("wire type");
  });

  it("asks exporters to come again while nothing can be stored, and logs why", async () => {
    const failure = new Error("disk full");
    api.store.put = async () => {
      throw failure;
    };
    const answer = await post(makeJson(makeJsonSpan()), { "content-type": JSON_TYPE });
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({
      code: 14,
      message: expect.stringContaining("could not be stored"),
    });
    expect(running.errors).toEqual([failure]);
  });

  it("is called with POST alone, and not by pages of other origins", async () => {
    const got = await fetch(`${running.url}/v1/traces`, { headers: { "content-type": JSON_TYPE } });
    expect([got.status, got.headers.get("allow")]).toEqual([405, "POST"]);
    const page = await post("{}", { "content-type": JSON_TYPE, origin: "https://evil.example" });
    expect(page.status).toBe(403);
  });
});
