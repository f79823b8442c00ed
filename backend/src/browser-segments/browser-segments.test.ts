import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as fc from "fast-check";
import { pino } from "pino";
import { createApp } from "../app.ts";
import { identifyDeveloper } from "../http/identity.ts";
import { makeDaemon } from "../testing/daemon.ts";
import type { ReceivedEntity, TestDaemon } from "../testing/daemon.ts";
import { listen } from "../testing/listen.ts";
import type { TestServer } from "../testing/listen.ts";
import { readContract } from "../testing/contract.ts";
import { noTracing } from "../tracing/tracing.ts";
import { createUdpSender } from "../daemon/udp-sender.ts";
import type { UdpSender } from "../daemon/udp-sender.ts";

const ORIGIN = "http://localhost:3000";
const logger = pino({ level: "silent" });

let daemon: TestDaemon;
let sender: UdpSender;
let server: TestServer;
beforeAll(async () => {
  daemon = await makeDaemon();
  sender = createUdpSender(daemon.address.udp, logger);
});
afterAll(async () => {
  await sender.close();
  await daemon.close();
});
// Each test is a client that has sent nothing yet.
beforeEach(async () => {
  const database = { query: async () => [] };
  const identify = identifyDeveloper;
  const app = createApp({
    database,
    tracing: { ...noTracing, sendDocument: (document) => sender.send(() => document) },
    identify,
    logger,
    frontendOrigin: ORIGIN,
  });
  server = await listen(app);
  return () => server.close();
});

const contract = readContract();
let count = 0;
const makeId = () => (count += 1).toString(16).padStart(16, "0");

function makeCall(fields: object = {}) {
  return {
    id: makeId(),
    name: "localhost:3000",
    namespace: "remote",
    start_time: Date.now() / 1_000 - 1,
    end_time: Date.now() / 1_000,
    http: {
      request: { method: "GET", url: `${ORIGIN}/api/activities/home`, traced: true },
      response: { status: 200, content_length: 2_000 },
    },
    ...fields,
  };
}

function makeSegment(fields: object = {}) {
  const nowSec = Date.now() / 1_000;
  const id = makeId();
  return {
    name: "cruddur-web",
    origin: "AWS::RUM::AppMonitor",
    id,
    trace_id: `1-${Math.floor(nowSec).toString(16)}-${id.padStart(24, "0")}`,
    start_time: nowSec - 2,
    end_time: nowSec,
    http: { request: { method: "GET", url: `${ORIGIN}/@worf`, user_agent: "Somebody's" } },
    annotations: { activity: "page_load", page: "/@:handle", lcp_ms: 812.5, cls: 0.0125 },
    subsegments: [makeCall()],
    ...fields,
  };
}

interface Report {
  body?: unknown;
  type?: string;
  headers?: Record<string, string>;
}

async function report({ body, type = "application/json", headers = {} }: Report) {
  const url = `${server.url}/api/xray/segments`;
  const answer = await fetch(url, {
    method: "POST",
    headers: { Origin: ORIGIN, "Content-Type": type, "User-Agent": "Firefox", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  const text = await answer.text();
  const json: unknown = text ? JSON.parse(text) : undefined;
  expect(contract.findFault("POST", url, answer.status, json)).toBeUndefined();
  return { status: answer.status, body: json, headers: answer.headers };
}

async function arrivedOf(traceId: string): Promise<readonly ReceivedEntity[]> {
  await daemon.drain();
  return daemon.documents.filter((document) => document.trace_id === traceId);
}

describe("a report of the page", () => {
  test.each(["application/json", "text/plain;charset=UTF-8"])("as %s goes to the daemon", async (type) => {
    const segment = makeSegment({
      fault: true,
      cause: {
        exceptions: [
          { id: makeId(), type: "TypeError", message: "no", stack: [{ path: "/a.js", line: 3, label: "f" }] },
        ],
      },
      subsegments: [
        {
          id: makeId(),
          name: "navigation",
          start_time: Date.now() / 1_000,
          in_progress: true,
          subsegments: [makeCall()],
        },
      ],
    });
    expect((await report({ body: { segments: [segment] }, type })).status).toBe(204);
    const received = await daemon.waitFor(({ id }) => id === segment.id);
    const request = { ...segment.http.request, user_agent: "Firefox" };
    expect(received).toEqual({ ...segment, user: "andrewbrown", http: { request } });
  });

  test("in progress is followed by the complete one", async () => {
    const { end_time: end, subsegments, ...segment } = makeSegment();
    const open = { ...segment, in_progress: true };
    const complete = { ...segment, end_time: end, subsegments };
    expect((await report({ body: { segments: [open, complete] } })).status).toBe(204);
    await daemon.waitFor(({ id, end_time }) => id === segment.id && end_time !== undefined);
    expect((await arrivedOf(segment.trace_id)).map(({ in_progress: inProgress }) => inProgress)).toEqual([
      true,
      undefined,
    ]);
  });

  test("names the user by the request and not by what it says", async () => {
    const segment = makeSegment({ user: "root" });
    await report({ body: { segments: [segment] }, headers: { Cookie: "a=b; cruddur_handle=worf" } });
    expect(await daemon.waitFor(({ id }) => id === segment.id)).toMatchObject({ user: "worf" });
    const nobody = makeSegment({ user: "root" });
    await report({ body: { segments: [nobody] }, headers: { Cookie: "cruddur_handle=%00" } });
    expect(await daemon.waitFor(({ id }) => id === nobody.id)).not.toHaveProperty("user");
  });
});

describe("refused, and nothing of it sent on, is", () => {
  const nowSec = () => Date.now() / 1_000;
  const longStack = Array.from({ length: 21 }, () => ({ path: "/a", line: 1, label: "f" }));
  const exception = { id: "53995c3f42cd8ad8", type: "E", message: "m" };
  test.each<[string, () => object, string]>([
    ["another service's name", () => ({ name: "backend-flask" }), "segment_name_invalid"],
    ["another origin", () => ({ origin: "AWS::ECS::Container" }), "segment_origin_invalid"],
    ["an id of the wrong form", () => ({ id: "x" }), "segment_id_invalid"],
    ["a trace id of the wrong form", () => ({ trace_id: "1-0-0" }), "segment_trace_id_invalid"],
    ["a trace of 1970", () => ({ trace_id: `1-00000000-${"0".repeat(24)}` }), "segment_trace_id_invalid"],
    ["a start long ago", () => ({ start_time: nowSec() - 4_000 }), "segment_start_time_invalid"],
    [
      "a start to come",
      () => ({ start_time: nowSec() + 400, end_time: undefined, in_progress: true }),
      "segment_start_time_invalid",
    ],
    ["a start that is text", () => ({ start_time: "now" }), "segment_start_time_invalid"],
    ["an end before the start", () => ({ end_time: nowSec() - 3 }), "segment_end_time_invalid"],
    ["neither end nor progress", () => ({ end_time: undefined }), "segment_end_time_invalid"],
    ["both", () => ({ in_progress: true }), "segment_end_time_invalid"],
    ["a parent", () => ({ parent_id: "53995c3f42cd8ad8" }), "segment_member_unknown"],
    ["a subsegment of somebody", () => ({ type: "subsegment" }), "segment_member_unknown"],
    ["SQL", () => ({ sql: { url: "x" } }), "segment_member_unknown"],
    ["AWS data", () => ({ aws: { account_id: "1" } }), "segment_member_unknown"],
    ["metadata", () => ({ metadata: { a: { b: 1 } } }), "segment_member_unknown"],
    [
      "an annotation of its own",
      () => ({ annotations: { activity: "action", page: "/", query: "home-activities" } }),
      "segment_member_unknown",
    ],
    [
      "an activity of its own",
      () => ({ annotations: { activity: "x", page: "/" } }),
      "segment_annotations_invalid",
    ],
    [
      "a page of any text",
      () => ({ annotations: { activity: "action", page: "/<script>" } }),
      "segment_annotations_invalid",
    ],
    [
      "a vital that is text",
      () => ({ annotations: { activity: "action", page: "/", lcp_ms: "9" } }),
      "segment_annotations_invalid",
    ],
    [
      "a page elsewhere",
      () => ({ http: { request: { method: "GET", url: "https://evil.example/" } } }),
      "segment_http_invalid",
    ],
    [
      "an answer of its own",
      () => ({ http: { request: { method: "GET", url: ORIGIN }, response: { status: 200 } } }),
      "segment_member_unknown",
    ],
    ["a fault that is text", () => ({ fault: "true" }), "segment_fault_invalid"],
    [
      "a deep stack",
      () => ({ cause: { exceptions: [{ ...exception, stack: longStack }] } }),
      "segment_cause_invalid",
    ],
    [
      "a call named as another service",
      () => ({ subsegments: [makeCall({ name: "backend-flask" })] }),
      "segment_subsegments_invalid",
    ],
    [
      "a call to somebody else",
      () => ({
        subsegments: [
          makeCall({
            name: "evil.example",
            http: { request: { method: "GET", url: "https://evil.example/" } },
          }),
        ],
      }),
      "segment_subsegments_invalid",
    ],
    [
      "a call to a database",
      () => ({ subsegments: [makeCall({ sql: { sanitized_query: "x" } })] }),
      "segment_member_unknown",
    ],
    [
      "a call of AWS",
      () => ({ subsegments: [makeCall({ namespace: "aws" })] }),
      "segment_subsegments_invalid",
    ],
    [
      "a step with a name X-Ray refuses",
      () => ({ subsegments: [makeCall({ namespace: undefined, name: "a(b)" })] }),
      "segment_subsegments_invalid",
    ],
    [
      "the same id twice",
      () => {
        const call = makeCall();
        return { subsegments: [call, call] };
      },
      "segment_subsegments_invalid",
    ],
  ])("%s", async (_what, fields, code) => {
    const [good, bad] = [makeSegment(), makeSegment(fields())];
    expect(await report({ body: { segments: [good, bad] } })).toMatchObject({ status: 422, body: [code] });
    expect(await arrivedOf(good.trace_id)).toEqual([]);
  });

  test.each([
    ["no list", { segments: {} }],
    ["an empty list", { segments: [] }],
    ["too many", { segments: Array.from({ length: 21 }, () => makeSegment({ subsegments: [] })) }],
    ["nothing", null],
    ["a number", 5],
  ])("%s", async (_what, body) => {
    expect(await report({ body })).toMatchObject({ status: 422, body: ["segments_invalid"] });
  });

  test.each<[string, Report, number, string]>([
    ["broken JSON", { body: '{"segments":[' }, 400, "entity_parse_failed"],
    ["10 MB", { body: "x".repeat(10_000_000) }, 413, "entity_too_large"],
    [
      "another type",
      { body: "a=b", type: "application/x-www-form-urlencoded" },
      415,
      "unsupported_media_type",
    ],
    [
      "another origin's",
      { body: {}, headers: { Origin: "https://evil.example" } },
      403,
      "origin_not_allowed",
    ],
    ["no origin's", { body: {}, headers: { Origin: "" } }, 403, "origin_not_allowed"],
  ])("%s with its status", async (_what, request, status, code) => {
    expect(await report(request)).toMatchObject({ status, body: { error: { code } } });
  });
});

test("whatever a member of a segment is, the answer is 204 or 422, and only 204 reaches the daemon", async () => {
  const members = Object.keys(makeSegment({ user: "", cause: {}, fault: true }));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...members), fc.jsonValue(), async (member, value) => {
      const segment = makeSegment({ [member]: value });
      const { status } = await report({ body: { segments: [segment] } });
      expect([204, 422, 429]).toContain(status);
      if (status === 204) return;
      await daemon.drain();
      expect(daemon.documents.some(({ id }) => id === segment.id)).toBe(false);
    }),
    // As many as one client may send at once.
    { numRuns: 50, seed: 7 },
  );
});

test("a thousand reports at once are cut to the rate, and the API answers on", async () => {
  const marks = Array.from({ length: 1_000 }, () => makeSegment({ subsegments: [] }));
  const startMs = performance.now();
  const answers = await Promise.all(marks.map((segment) => report({ body: { segments: [segment] } })));
  // A burst, and 20 in each second that they took.
  const allowed = 50 + Math.ceil((performance.now() - startMs) / 50);
  const taken = answers.filter(({ status }) => status === 204).length;
  const refused = answers.filter(({ status }) => status === 429);
  expect(taken).toBeGreaterThanOrEqual(50);
  expect(taken).toBeLessThanOrEqual(allowed);
  expect(taken + refused.length).toBe(1_000);
  expect(refused[0]).toMatchObject({ body: { error: { code: "too_many_requests" } } });
  expect(refused[0]?.headers.get("retry-after")).toBe("1");
  expect((await fetch(`${server.url}/api/activities/home`)).status).toBe(200);
  await daemon.drain();
  const ids = new Set(marks.map(({ id }) => id));
  expect(daemon.documents.filter(({ id }) => ids.has(id))).toHaveLength(taken);
});
