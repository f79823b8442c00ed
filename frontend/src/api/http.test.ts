// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { tracer } from "../tracing/browser-tracer.ts";
import { ApiError } from "./api-error.ts";
import { getJson } from "./http.ts";

vi.mock("../tracing/send-segments.ts", () => ({ sendSegments: () => undefined }));

const FROM_API = { "X-Request-Id": "a" };

function answerWith(body: string, init: ResponseInit) {
  const fake = vi.fn<typeof fetch>(async () => new Response(body, init));
  vi.stubGlobal("fetch", fake);
  return fake;
}

async function failureOf(promise: Promise<unknown>): Promise<ApiError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiError)) throw new Error("no ApiError", { cause: error });
  return error;
}

const takeAll = (value: unknown) => value;

beforeEach(() => tracer.begin("route_change"));

afterEach(() => {
  tracer.leave();
  vi.unstubAllGlobals();
});

describe("a request", () => {
  it("names its trace and leaves the decision to the server", async () => {
    const fake = answerWith("[]", { headers: FROM_API });
    await getJson("/api/activities/home", takeAll);
    const [url, init] = fake.mock.calls[0] ?? [];
    expect(url).toBe("http://localhost:3000/api/activities/home");
    expect(new Headers(init?.headers).get("X-Amzn-Trace-Id")).toMatch(
      /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=\?$/,
    );
  });

  it.each([
    ["1", "sampled"],
    ["0", "not-sampled"],
  ])("that is answered with Sampled=%s is %s, under the id of the answer", async (sampled, outcome) => {
    const traceId = "1-58406520-a006649127e371903a2de979";
    answerWith("[]", { headers: { ...FROM_API, "X-Amzn-Trace-Id": `Root=${traceId};Sampled=${sampled}` } });
    const { data, trace } = await getJson("/api/activities/home", takeAll);
    expect(data).toEqual([]);
    expect(trace).toMatchObject({ outcome, traceId, method: "GET" });
    expect(trace.durationMs).toBeGreaterThanOrEqual(0);
  });

  it("whose answer says nothing about a trace was not traced", async () => {
    answerWith("[]", { headers: FROM_API });
    expect((await getJson("/api/activities/home", takeAll)).trace.outcome).toBe("not-traced");
  });
});

describe("a failure", () => {
  it("of validation has its codes", async () => {
    answerWith('["limit_invalid"]', { status: 422, headers: FROM_API });
    const error = await failureOf(getJson("/api/activities/home?limit=x", takeAll));
    expect(error).toMatchObject({ kind: "failed", status: 422, codes: ["limit_invalid"] });
  });

  it("of the server has its sentence", async () => {
    answerWith('{"error":{"message":"Something went wrong here"}}', { status: 500, headers: FROM_API });
    const error = await failureOf(getJson("/api/activities/home", takeAll));
    expect(error.message).toBe("The API answered 500: Something went wrong here.");
  });

  it.each(["", "<h1>Oops</h1>", "null", '{"error":"no"}', '{"error":{"message":7}}'])(
    "with the body %j has its status at least",
    async (body) => {
      answerWith(body, { status: 500, headers: FROM_API });
      const error = await failureOf(getJson("/api/activities/home", takeAll));
      expect(error.message).toBe("The API answered 500.");
    },
  );

  it("of what stands before the API is told apart from the API's own", async () => {
    answerWith("", { status: 500 });
    const error = await failureOf(getJson("/api/activities/home", takeAll));
    expect(error).toMatchObject({ kind: "unreachable", trace: { outcome: "not-traced" } });
  });

  it("to connect leaves open whether there is a trace", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    const error = await failureOf(getJson("/api/activities/home", takeAll));
    expect(error).toMatchObject({ kind: "unreachable", trace: { outcome: "unanswered" } });
  });

  it("to answer in time says how long was waited", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new DOMException("late", "TimeoutError")));
    const error = await failureOf(getJson("/api/activities/home", takeAll));
    expect(error).toMatchObject({ kind: "slow", message: "No answer within 30 s." });
  });

  it.each(["[1", "{}"])("to read the answer %j is told", async (body) => {
    answerWith(body, { headers: FROM_API });
    const refuse = () => {
      throw new TypeError("answer is no list");
    };
    const error = await failureOf(getJson("/api/activities/home", refuse));
    expect(error).toMatchObject({ kind: "unreadable", status: 200 });
  });
});
