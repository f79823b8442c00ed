import { describe, expect, it } from "vitest";
import { causeOf, flagsOf } from "./span-cause.ts";
import { makeAttributes, makeCall, makeSpan } from "../testing/make-span.ts";
import type { SpanEvent } from "../span.ts";

const isError = { isError: true, message: "" };
const node = makeAttributes({ "telemetry.sdk.language": "nodejs" });

function makeException(attributes: Readonly<Record<string, string>>): SpanEvent {
  return { name: "exception", timeSec: 1_795_500_000, attributes: makeAttributes(attributes) };
}

describe("the flags of a span", () => {
  it.each([
    [{ "http.response.status_code": 200 }, false, {}],
    [{ "http.response.status_code": 404 }, false, { error: true }],
    [{ "http.status_code": 429 }, false, { error: true, throttle: true }],
    [{ "http.status_code": 503 }, false, { fault: true }],
    [{ "http.response.status_code": 404 }, true, { error: true }],
    [{ "http.response.status_code": 200 }, true, { fault: true }],
    [{ "http.response.status_code": 600 }, false, {}],
    [{}, true, { fault: true }],
    [{}, false, {}],
  ])("with %j and an error status %s are %j", (attributes, failed, flags) => {
    const status = { isError: failed, message: "" };
    expect(flagsOf(makeSpan({ attributes, status }))).toEqual(flags);
  });
});

describe("the cause of a span", () => {
  it("has its exceptions with their frames", () => {
    const event = makeException({
      "exception.type": "TypeError",
      "exception.message": "boom",
      "exception.stacktrace": "TypeError: boom\n    at f (/app/a.js:1:2)",
    });
    expect(causeOf(makeSpan({ events: [event], status: isError }), node)).toEqual({
      exceptions: [
        {
          id: expect.stringMatching(/^[0-9a-f]{16}$/),
          type: "TypeError",
          message: "boom",
          remote: false,
          stack: [{ label: "f", path: "/app/a.js", line: 1 }],
        },
      ],
    });
  });

  it("links an exception to the one that caused it", () => {
    const event = makeException({
      "exception.type": "A",
      "exception.message": "outer",
      "exception.stacktrace": "A: outer\n\tat x.Y.z(Y.java:1)\nCaused by: B: inner\n\tat x.W.v(W.java:2)",
    });
    const resource = makeAttributes({ "telemetry.sdk.language": "java" });
    const [outer, inner, second] =
      causeOf(makeCall({}, { events: [event, makeException({})] }), resource)?.exceptions ?? [];
    expect(outer).toMatchObject({ type: "A", message: "outer", remote: true, cause: inner?.id });
    expect(inner).toMatchObject({ type: "B", message: "inner", remote: true });
    expect(inner?.cause).toBeUndefined();
    expect(second).toEqual({ id: expect.any(String), remote: true });
    expect(new Set([outer?.id, inner?.id, second?.id]).size).toBe(3);
  });

  it("is cut where it is too long, and says how much is missing", () => {
    const stacktrace = `E\n${"    at f (/app/a.js:1:2)\n".repeat(80)}`;
    const events = Array.from({ length: 30 }, () => makeException({ "exception.stacktrace": stacktrace }));
    const exceptions = causeOf(makeSpan({ events }), node)?.exceptions ?? [];
    expect(exceptions).toHaveLength(20);
    expect(exceptions[0]?.stack).toHaveLength(50);
    expect(exceptions[0]?.truncated).toBe(30);
  });

  it("is what the status says where no exception was recorded", () => {
    const status = { isError: true, message: "deadline exceeded" };
    const exceptions = [{ id: expect.any(String), message: "deadline exceeded", type: "TimeoutError" }];
    const attributes = { "error.type": "TimeoutError" };
    expect(causeOf(makeSpan({ status, attributes }), node)).toEqual({ exceptions });
    const old = makeSpan({ status: isError, attributes: { "http.status_text": "Bad Gateway" } });
    expect(causeOf(old, node)?.exceptions?.[0]?.message).toBe("Bad Gateway");
  });

  it.each([
    ["an error that says nothing", makeSpan({ status: isError })],
    ["a message without an error", makeSpan({ status: { isError: false, message: "fine" } })],
    ["an event of another name", makeSpan({ events: [{ ...makeException({}), name: "log" }] })],
  ])("is absent for %s", (_name, span) => {
    expect(causeOf(span, node)).toBeUndefined();
  });
});
