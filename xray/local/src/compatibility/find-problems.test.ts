import { describe, expect, test } from "vitest";
import type { SegmentDocument } from "../protocol/segment-document.ts";
import { makeId, makeIndependent, makeSegment, makeSubsegment } from "../trace/testing/make-documents.ts";
import { findProblems } from "./find-problems.ts";

/** The made documents lie in the seconds 100 to 101. */
const LATER_SEC = 1000;

function problemsOf(documents: readonly object[], nowSec = LATER_SEC): string[] {
  const texts = documents.map((document) => JSON.stringify(document));
  return findProblems(texts, nowSec).map(({ kind, where }) => `${kind}: ${where}`);
}

const home = makeSegment("backend", {
  http: { request: { method: "GET", url: "http://localhost:5000/api/home?a=1" }, response: { status: 200 } },
});

test("there is none in a segment with local work and a call", () => {
  const call = makeSubsegment("pg", { namespace: "remote", sql: { url: "postgres://db" } });
  expect(problemsOf([{ ...home, subsegments: [makeSubsegment("work"), call] }])).toEqual([]);
});

test("a segment that serves http needs no namespace, a subsegment that calls does", () => {
  const http = { request: { method: "GET", url: "http://preview.local/" } };
  expect(problemsOf([{ ...home, subsegments: [makeSubsegment("preview.local", { http })] }])).toEqual([
    "NoNamespace: preview.local in backend",
  ]);
  expect(problemsOf([{ ...home, subsegments: [makeSubsegment("pg", { sql: {} })] }])).toEqual([
    "NoNamespace: pg in backend",
  ]);
});

test("the files of a page need none", () => {
  const http = { request: { method: "GET", url: "http://localhost:3000/index.js" } };
  const page = makeSegment("web", { origin: "AWS::RUM::AppMonitor" });
  expect(problemsOf([{ ...page, subsegments: [makeSubsegment("index.js", { http })] }])).toEqual([]);
});

describe("never closed", () => {
  const open = { end_time: undefined, in_progress: true };
  const nested = {
    ...makeSubsegment("outer"),
    ...open,
    subsegments: [{ ...makeSubsegment("inner"), ...open }],
  };

  test("is the outermost open part, after five minutes", () => {
    expect(problemsOf([{ ...home, subsegments: [nested] }])).toEqual(["NeverClosed: outer in backend"]);
    expect(problemsOf([{ ...home, subsegments: [nested] }], 399)).toEqual([]);
  });

  test("is a segment whose end never came, but not one whose end came apart", () => {
    const begun = { ...home, ...open };
    expect(problemsOf([begun])).toEqual(["NeverClosed: backend"]);
    expect(problemsOf([begun, home])).toEqual([]);
  });
});

describe("a missing parent", () => {
  test.each<[string, SegmentDocument]>([
    ["of a segment", makeSegment("callee", { parent_id: makeId("nobody") })],
    ["of a subsegment sent apart", makeIndependent("callee", "nobody")],
  ])("%s is told once the trace has settled", (_case, document) => {
    expect(problemsOf([home, document])).toEqual(["ParentMissing: callee"]);
    expect(problemsOf([home, document], 129)).toEqual([]);
  });

  test("is none where the parent came, in any order", () => {
    expect(problemsOf([makeIndependent("query", "backend"), home])).toEqual([]);
  });
});

describe("a clock is off", () => {
  test.each([
    [98.5, ["ClockOff: callee began 1.5 s before its call"]],
    [99.5, []],
    [110, []],
  ])("where a callee of a call at 100 began at %s: %j", (start_time, expected) => {
    const callee = makeSegment("callee", { parent_id: makeId("backend"), start_time, end_time: 111 });
    expect(problemsOf([home, callee])).toEqual(expected);
  });

  test("where something ended before its start, or is still to come", () => {
    expect(problemsOf([{ ...home, end_time: 99 }])).toEqual([
      "ClockOff: backend ended 1.0 s before its start",
    ]);
    expect(problemsOf([{ ...home }], -3500)).toEqual(["ClockOff: backend begins 60 min from now"]);
  });
});

test("annotations that AWS does not index are told by key and place", () => {
  const annotations = { "user-id": 1, ok: true, "a.b": "x", list: [1] };
  const work = makeSubsegment("work", { annotations: { "a b": 1 } });
  expect(problemsOf([{ ...home, annotations, subsegments: [work] }])).toEqual([
    "AnnotationLeftOut: user-id of backend",
    "AnnotationLeftOut: list of backend",
    "AnnotationLeftOut: a b of work",
  ]);
});

test("more than 50 keys of one trace are told once", () => {
  const annotations = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`key${index}`, index]));
  expect(problemsOf([{ ...home, annotations }])).toEqual(["AnnotationLeftOut: 51 keys in GET /api/home"]);
});

test("a trace of more than 500 kB is told by its size and request", () => {
  const metadata = { ns: { text: "x".repeat(60_000) } };
  const parts = Array.from({ length: 9 }, (_, index) =>
    makeIndependent(`part${index}`, "backend", { metadata }),
  );
  expect(problemsOf([home, ...parts])).toEqual(["TraceTooLarge: 529 kB in GET /api/home"]);
  expect(problemsOf([home, ...parts.slice(1)])).toEqual([]);
});

test("texts that are no documents do not disturb", () => {
  expect(findProblems(["{", "[]", '{"annotations":{}'], LATER_SEC)).toEqual([]);
});
