import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { BrowserSegment } from "./browser-segment.ts";
import { QUIET_MS } from "./open-activities.ts";
import { parseSamplingAnswer } from "./trace-header.ts";
import { createTracer, DECISION_WAIT_MS, MAX_ERROR_TRACES } from "./tracer.ts";
import type { TracedCall } from "./traced-call.ts";

const START_MS = Date.UTC(2026, 10, 24, 12);
const HOME = "http://localhost:3000/api/activities/home";

let sent: { segment: BrowserSegment; isLeaving: boolean }[] = [];

function makeTracer() {
  let seed = 0;
  return createTracer({
    nowSec: () => Date.now() / 1_000,
    random: (length) => {
      seed += 1;
      return new Uint8Array(length).fill(seed);
    },
    userAgent: "test",
    place: () => ({ url: "http://localhost:3000/", page: "/" }),
    vitalsOf: () => ({ lcp_ms: 80 }),
    send: (segments, isLeaving) => sent.push(...segments.map((segment) => ({ segment, isLeaving }))),
  });
}

function headerOf(call: TracedCall): Readonly<Record<string, string>> {
  const pairs = (call.headers["X-Amzn-Trace-Id"] ?? "").split(";").map((pair) => pair.split("="));
  return Object.fromEntries(pairs) as Record<string, string>;
}

/** Answers a call as the API does: with the decision if it was asked for it. */
function answer(call: TracedCall, { sampled = "1", status = 200 } = {}) {
  const { Root, Sampled } = headerOf(call);
  const headers = new Headers(
    Sampled === "?" ? { "X-Amzn-Trace-Id": `Root=${Root};Sampled=${sampled}` } : {},
  );
  return call.finish({ status, headers, contentLength: 12 });
}

const complete = () => sent.map(({ segment }) => segment).filter((segment) => segment.end_time !== undefined);

beforeEach(() => {
  sent = [];
  vi.useFakeTimers({ now: START_MS });
});

afterEach(() => {
  vi.useRealTimers();
});

describe("a page load", () => {
  it("is one trace with its calls, told when it is sampled and again when it is over", async () => {
    const tracer = makeTracer();
    tracer.setUser("andrewbrown");
    tracer.begin("page_load", START_MS / 1_000 - 0.5);
    const call = await tracer.startCall("GET", HOME);
    expect(headerOf(call)["Sampled"]).toBe("?");
    vi.advanceTimersByTime(40);
    expect(answer(call)).toMatchObject({ outcome: "sampled", method: "GET", url: HOME });
    expect(sent.map(({ segment }) => segment.in_progress)).toEqual([true]);

    const second = await tracer.startCall("GET", "http://localhost:3000/api/trending");
    expect(headerOf(second)).toMatchObject({ Root: headerOf(call)["Root"], Sampled: "1" });
    expect(answer(second).outcome).toBe("sampled");
    tracer.endLoad([
      { id: "a", name: "navigation", start_time: START_MS / 1_000 - 0.5, end_time: START_MS / 1_000 },
    ]);
    vi.advanceTimersByTime(QUIET_MS);

    const [segment] = complete();
    expect(segment).toMatchObject({
      name: "cruddur-web",
      origin: "AWS::RUM::AppMonitor",
      trace_id: headerOf(call)["Root"],
      id: sent[0]?.segment.id,
      user: "andrewbrown",
      start_time: START_MS / 1_000 - 0.5,
      end_time: START_MS / 1_000 + 0.04,
      annotations: { activity: "page_load", page: "/", lcp_ms: 80 },
    });
    expect(segment).not.toHaveProperty("in_progress");
    expect(segment?.subsegments?.map(({ name }) => name)).toEqual([
      "navigation",
      "localhost:3000",
      "localhost:3000",
    ]);
    expect(segment?.subsegments?.[1]).toMatchObject({
      id: headerOf(call)["Parent"],
      namespace: "remote",
      http: {
        request: { method: "GET", url: HOME, traced: true },
        response: { status: 200, content_length: 12 },
      },
    });
  });

  it("stays open until the browser has loaded it", async () => {
    const tracer = makeTracer();
    tracer.begin("page_load");
    answer(await tracer.startCall("GET", HOME));
    vi.advanceTimersByTime(60_000);
    expect(complete()).toEqual([]);
    tracer.endLoad([]);
    vi.advanceTimersByTime(QUIET_MS);
    expect(complete()).toHaveLength(1);
  });
});

describe("the decision of the rules", () => {
  it("is obeyed: nothing is told, and later calls say so", async () => {
    const tracer = makeTracer();
    tracer.begin("route_change");
    expect(answer(await tracer.startCall("GET", HOME), { sampled: "0" }).outcome).toBe("not-sampled");
    const second = await tracer.startCall("GET", HOME);
    expect(headerOf(second)["Sampled"]).toBe("0");
    expect(answer(second).outcome).toBe("not-sampled");
    vi.advanceTimersByTime(60_000);
    expect(sent).toEqual([]);
  });

  it("is waited for by the calls of the same trace", async () => {
    const tracer = makeTracer();
    tracer.begin("route_change");
    const first = await tracer.startCall("GET", HOME);
    const waiting = tracer.startCall("GET", HOME);
    await vi.advanceTimersByTimeAsync(50);
    answer(first);
    expect(headerOf(await waiting)["Sampled"]).toBe("1");
  });

  it("is asked for again when it takes long", async () => {
    const tracer = makeTracer();
    tracer.begin("route_change");
    const first = await tracer.startCall("GET", HOME);
    const waiting = tracer.startCall("GET", HOME);
    await vi.advanceTimersByTimeAsync(DECISION_WAIT_MS);
    const second = await waiting;
    expect(headerOf(second)["Sampled"]).toBe("?");
    answer(second, { sampled: "1" });
    answer(first, { sampled: "0" });
    vi.advanceTimersByTime(QUIET_MS);
    expect(complete()[0]?.subsegments).toHaveLength(2);
  });

  it("is asked for anew in the next trace", async () => {
    const tracer = makeTracer();
    tracer.begin("route_change");
    const first = await tracer.startCall("GET", HOME);
    answer(first);
    tracer.begin("route_change");
    const second = await tracer.startCall("GET", HOME);
    expect(headerOf(second)["Sampled"]).toBe("?");
    expect(headerOf(second)["Root"]).not.toBe(headerOf(first)["Root"]);
  });

  it("is unknown where the server traces nothing", async () => {
    const tracer = makeTracer();
    tracer.begin("route_change");
    const call = await tracer.startCall("GET", HOME);
    expect(call.finish({ status: 200, headers: new Headers(), contentLength: 0 }).outcome).toBe("not-traced");
    expect(headerOf(await tracer.startCall("GET", HOME))["Sampled"]).toBe("?");
    vi.advanceTimersByTime(60_000);
    expect(sent).toEqual([]);
  });
});

describe("what is sent", () => {
  it("begins a trace of its own, which what is asked for next belongs to", async () => {
    const tracer = makeTracer();
    tracer.begin("page_load");
    const read = await tracer.startCall("GET", HOME);
    answer(read);
    const post = await tracer.startCall("POST", HOME);
    expect(headerOf(post)["Root"]).not.toBe(headerOf(read)["Root"]);
    answer(post);
    const after = await tracer.startCall("GET", HOME);
    expect(headerOf(after)["Root"]).toBe(headerOf(post)["Root"]);
    answer(after);
    vi.advanceTimersByTime(QUIET_MS);
    expect(complete().map(({ annotations }) => annotations.activity)).toEqual(["action"]);
  });
});

describe("a failure", () => {
  it.each([
    [404, { error: true }],
    [429, { error: true, throttle: true }],
    [503, { fault: true }],
  ])("of %i marks the call and the page", async (status, flags) => {
    const tracer = makeTracer();
    tracer.begin("route_change");
    answer(await tracer.startCall("GET", HOME), { status });
    vi.advanceTimersByTime(QUIET_MS);
    expect(complete()[0]).toMatchObject(flags);
    expect(complete()[0]?.subsegments?.[0]).toMatchObject(flags);
  });

  it("without an answer is a fault with its cause", async () => {
    const tracer = makeTracer();
    tracer.begin("route_change");
    answer(await tracer.startCall("GET", HOME));
    const call = await tracer.startCall("GET", HOME);
    expect(call.finish({ error: new TypeError("Failed to fetch") }).outcome).toBe("unanswered");
    vi.advanceTimersByTime(QUIET_MS);
    const [segment] = complete();
    expect(segment?.fault).toBe(true);
    expect(segment?.subsegments?.[1]).toMatchObject({
      fault: true,
      cause: { exceptions: [{ type: "TypeError", message: "Failed to fetch" }] },
    });
  });

  it("that nobody caught belongs to the trace that is open", async () => {
    const tracer = makeTracer();
    tracer.begin("route_change");
    answer(await tracer.startCall("GET", HOME));
    tracer.recordUncaught(new RangeError("too far"));
    vi.advanceTimersByTime(QUIET_MS);
    expect(complete()).toMatchObject([
      {
        annotations: { activity: "route_change" },
        fault: true,
        cause: { exceptions: [{ type: "RangeError" }] },
      },
    ]);
  });

  it("that comes out of nothing has a trace of its own, under the last decision, and never floods", async () => {
    const tracer = makeTracer();
    tracer.begin("route_change");
    answer(await tracer.startCall("GET", HOME));
    vi.advanceTimersByTime(QUIET_MS);
    sent = [];
    for (let count = 0; count < 100; count += 1) tracer.recordUncaught("no");
    vi.advanceTimersByTime(QUIET_MS);
    expect(complete()).toHaveLength(MAX_ERROR_TRACES);
    expect(complete()[0]).toMatchObject({ annotations: { activity: "error" }, fault: true });
  });
});

it("tells what is open when the page goes away, with calls that are under way", async () => {
  const tracer = makeTracer();
  tracer.begin("page_load");
  answer(await tracer.startCall("GET", HOME));
  await tracer.startCall("GET", HOME);
  tracer.leave();
  const last = sent.at(-1);
  expect(last?.isLeaving).toBe(true);
  expect(last?.segment.subsegments?.map((call) => call.in_progress)).toEqual([undefined, true]);
  vi.advanceTimersByTime(60_000);
  expect(complete()).toHaveLength(1);
});

it("tells what only waits for quiet when nobody sees the page, and nothing that is under way", async () => {
  const tracer = makeTracer();
  tracer.begin("route_change");
  answer(await tracer.startCall("GET", HOME));
  const post = await tracer.startCall("POST", HOME);
  tracer.rest();
  expect(complete().map(({ annotations }) => annotations.activity)).toEqual(["route_change"]);
  answer(post);
  vi.advanceTimersByTime(QUIET_MS);
  expect(complete().map(({ annotations }) => annotations.activity)).toEqual(["route_change", "action"]);
});

it("makes ids that the server reads", async () => {
  const call = await makeTracer().startCall("GET", HOME);
  const { Root, Parent } = headerOf(call);
  expect(parseSamplingAnswer(`Root=${Root};Sampled=1`)).toBeDefined();
  expect(Parent).toMatch(/^[0-9a-f]{16}$/);
});
