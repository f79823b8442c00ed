import { describe, expect, test } from "vitest";
import type { SegmentDocument, Subsegment } from "xray-local/protocol/segment-document.ts";
import { makeSegment, makeSub } from "../testing/make-documents.ts";
import { assembleTraceTree } from "../trace-model/trace-tree.ts";
import type { ErrorKind } from "./error-kinds.ts";
import { toStackText } from "./stack-text.ts";
import { findWayUp } from "./way-up.ts";

const STACK = [
  { path: "/app/node_modules/pg/client.js", line: 9, label: "query" },
  { path: "/app/src/charge.ts", line: 88, label: "chargeCard" },
];
const TIMEOUT = { id: "ex1", type: "Timeout", message: "no answer in 2000 ms", stack: STACK };
const KIND = { type: "Timeout", message: "no answer in # ms", frame: "chargeCard charge.ts:88" };

/** `shop` calls `pay`, where a step throws; `ofCall` and `ofShop` say what became of it. */
function makeTrace(
  ofCall: Partial<Subsegment>,
  ofShop: Partial<SegmentDocument>,
  exception: typeof TIMEOUT | object = TIMEOUT,
): readonly SegmentDocument[] {
  const charge = makeSub("charge", 22, 30, {
    fault: true,
    cause: { exceptions: [exception] },
  });
  return [
    makeSegment("shop", 0, 50, {
      ...ofShop,
      subsegments: [makeSub("call", 10, 40, { name: "pay", namespace: "remote", ...ofCall })],
    }),
    makeSegment("pay", 20, 32, {
      parent_id: "call",
      fault: true,
      cause: { id: "ex1", exceptions: [] },
      http: { response: { status: 504 } },
      subsegments: [charge],
    }),
  ];
}
const FAILED = { fault: true, cause: { id: "ex1", exceptions: [] } } as Partial<Subsegment>;

function stationsOf(documents: readonly SegmentDocument[], kind: object = KIND) {
  const found = findWayUp(assembleTraceTree(documents), kind as ErrorKind);
  return found?.stations.map(({ name, words, outcome }) => `${name} ${words}: ${outcome}`);
}

describe("the way up of an exception", () => {
  test("goes from where it was thrown over each service to the client", () => {
    const trace = makeTrace(FAILED, { ...(FAILED as object), http: { response: { status: 502 } } });
    expect(stationsOf(trace)).toEqual([
      "pay began in query: fault",
      "shop passed on, answered 502: fault",
      "client got 502 after 50\u00a0ms: fault",
    ]);
  });

  test("tells the client's answer where no status was recorded", () => {
    expect(stationsOf(makeTrace(FAILED, FAILED as object))?.at(-1)).toBe(
      "client was told of it after 50\u00a0ms: fault",
    );
  });

  test("ends at the service that went on all the same", () => {
    expect(stationsOf(makeTrace({}, { http: { response: { status: 200 } } }))).toEqual([
      "pay began in query: fault",
      "shop handled it: the client got 200: ok",
    ]);
    expect(stationsOf(makeTrace({}, {}))?.at(-1)).toBe("shop handled it: ok");
  });

  test("begins in the step where it has no stack", () => {
    const trace = makeTrace({}, {}, { id: "ex1", type: "Timeout", message: "no answer in 3 ms" });
    expect(stationsOf(trace, { ...KIND, frame: undefined })?.[0]).toBe("pay began in charge: fault");
  });

  test.each([
    ["another type", { ...KIND, type: "TimeoutError" }],
    ["another message", { ...KIND, message: "no answer in 2000 ms" }],
    ["another frame", { ...KIND, frame: "chargeCard charge.ts:89" }],
  ])("is not that of %s", (_, kind) => {
    expect(stationsOf(makeTrace({}, {}), kind)).toBeUndefined();
  });

  test("of an exception without a type and message is that of an Error", () => {
    const trace = makeTrace({}, {}, { id: "ex1" });
    expect(stationsOf(trace, { type: "Error", message: "", frame: undefined })?.[0]).toBe(
      "pay began in charge: fault",
    );
  });
});

test("the text of stacks has types, messages and each frame with its place", () => {
  const segments = makeTrace({}, {}).map((document) => ({
    Id: document.id,
    Document: JSON.stringify(document),
  }));
  expect(toStackText({ Id: "1-6b00de2a-29d8800d391ab00f001fc444", Segments: segments } as never)).toBe(
    [
      "Timeout no answer in 2000 ms",
      "query /app/node_modules/pg/client.js:9",
      "chargeCard /app/src/charge.ts:88",
    ].join("\n"),
  );
});
