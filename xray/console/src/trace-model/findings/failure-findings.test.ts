import { describe, expect, test } from "vitest";
import type { SegmentDocument, Subsegment } from "xray-local/protocol/segment-document.ts";
import { makeSegment, makeSub } from "../../testing/make-documents.ts";
import { assembleTraceTree } from "../trace-tree.ts";
import { findFailureFindings } from "./failure-findings.ts";
import { findingText } from "./finding.ts";

type Extra = Parameters<typeof makeSub>[3];

const find = (...documents: SegmentDocument[]) => findFailureFindings(assembleTraceTree(documents));
const say = (...documents: SegmentDocument[]) =>
  find(...documents).map((finding) => findingText(finding).replaceAll("\u00a0", " "));
const below = (extra: Extra, root: Partial<SegmentDocument> = {}) =>
  makeSegment("api", 0, 100, { ...root, subsegments: [makeSub("step", 10, 30, extra)] });
const thrown = (type?: string, message?: string): Extra => ({
  fault: true,
  cause: {
    exceptions: [{ ...(type !== undefined && { type }), ...(message !== undefined && { message }) }],
  },
});
const answered = (status: number): Extra => ({ namespace: "remote", http: { response: { status } } });

describe("what happened", () => {
  test.each<[string, Extra, string]>([
    ["nothing but a fault", { fault: true }, "step failed; no exception was recorded."],
    ["nothing but an error", { error: true }, "step failed with an error; no exception was recorded."],
    ["the message of an exception", thrown("E", "no price"), "no price in step."],
    ["the first line of a message", thrown("E", "no price.\n  at cart"), "no price in step."],
    ["the kind of what has no message", thrown("NoPrice"), "NoPrice in step."],
    ["the kind of what has an empty message", thrown("NoPrice", ""), "NoPrice in step."],
    ["a status and how long it took", { ...answered(503), fault: true }, "step answered 503 after 20 ms."],
    ["a limit", { ...answered(429), throttle: true, error: true }, "step answered 429 after 20 ms."],
    [
      "a table that is throttled with 400",
      { ...answered(400), name: "DynamoDB", throttle: true, aws: { table_name: "orders" } },
      "DynamoDB orders throttled the call after 20 ms.",
    ],
    [
      "a queue that is throttled without a status",
      { name: "SQS", throttle: true },
      "SQS throttled the call.",
    ],
    [
      "a request that nobody answered",
      { fault: true, http: { request: { method: "GET", url: "http://a/" } } },
      "step did not answer within 20 ms.",
    ],
    [
      "what a statement does, not the name of its database",
      { ...thrown("E", "deadlock detected"), sql: { sanitized_query: "update stock set n = 1" } },
      "deadlock detected in update stock.",
    ],
  ])("is told by %s", (_what, extra, words) => {
    expect(say(below(extra))).toEqual([`${words} api handled it.`]);
  });

  test("is cut where a message is as long as a document", () => {
    const [words = ""] = say(below(thrown("E", "x".repeat(500))));
    expect(words).toBe(`${"x".repeat(119)}… in step. api handled it.`);
  });
});

describe("what became of it", () => {
  test.each<[string, Partial<SegmentDocument>, string]>([
    [
      "the service answered well",
      { http: { response: { status: 200 } } },
      " api handled it: the response is 200.",
    ],
    ["the service failed too", { fault: true, http: { response: { status: 500 } } }, " api answered 500."],
    ["the service failed without a status", { fault: true }, " api failed."],
    [
      "the service says that it failed because of it",
      { fault: true, cause: { id: "ex" }, http: { response: { status: 500 } } },
      " api answered 500 because of it.",
    ],
  ])("%s", (_what, root, words) => {
    const step: Extra = {
      fault: true,
      cause: { exceptions: [{ id: "ex", type: "E", message: "no price" }] },
    };
    expect(say(below(step, root))).toEqual([`no price in step.${words}`]);
  });

  test("is not known while the service goes on", () => {
    const { end_time: _, ...open } = below({ fault: true });
    expect(say({ ...open, in_progress: true })).toEqual(["step failed; no exception was recorded."]);
  });

  test("is nothing more where the service itself failed", () => {
    expect(say(makeSegment("api", 0, 9, { fault: true, http: { response: { status: 500 } } }))).toEqual([
      "api answered 500.",
    ]);
  });
});

test("faults come first, then throttles, then errors, each in order of start", () => {
  const failing = (id: string, at: number, extra: Extra): Subsegment =>
    makeSub(id, at, at + 5, { namespace: "remote", ...extra });
  const subsegments = [
    failing("e", 0, { error: true }),
    failing("t", 10, { error: true, throttle: true }),
    failing("f2", 30, { fault: true }),
    failing("f1", 20, { fault: true }),
  ];
  const found = find(makeSegment("api", 0, 50, { subsegments }));
  expect(found.map(({ kind, rowId, atMs }) => `${kind} ${rowId} ${atMs}`)).toEqual([
    "fault f1 20",
    "fault f2 30",
    "throttle t 10",
    "error e 0",
  ]);
});

test("what the response failed of comes before a worse one that was handled", () => {
  const limited = makeSub("limited", 50, 60, { namespace: "remote", throttle: true, error: true });
  const callee = makeSegment("side", 12, 18, {
    parent_id: "call",
    subsegments: [makeSub("inner", 13, 14, { fault: true })],
  });
  const call = makeSub("call", 10, 20, { namespace: "remote" });
  const root = makeSegment("api", 0, 100, { throttle: true, error: true, subsegments: [call, limited] });
  expect(find(root, callee).map(({ rowId }) => rowId)).toEqual(["limited", "inner"]);
});

test("retries that failed alike are one finding at the first of them; others stay apart", () => {
  const attempt = (id: string, at: number, status: number) =>
    makeSub(id, at, at + 5, { name: "pay.local", fault: true, ...answered(status) });
  const subsegments = [attempt("a", 0, 503), attempt("b", 10, 500), attempt("c", 20, 503)];
  const found = find(makeSegment("api", 0, 50, { subsegments }));
  expect(
    found.map((finding) => `${finding.rowId} ${findingText(finding).replaceAll("\u00a0", " ")}`),
  ).toEqual([
    "a pay.local answered 503 2 times, first after 5.0 ms. api handled it.",
    "b pay.local answered 500 after 5.0 ms. api handled it.",
  ]);
});

test("a trace in which nothing failed has none", () => {
  expect(find(below({}))).toEqual([]);
});
