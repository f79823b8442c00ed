import { expect, test } from "vitest";
import type { Subsegment } from "xray-local/protocol/segment-document.ts";
import { makeSegment, makeSub } from "../../testing/make-documents.ts";
import { SENDERS } from "../../testing/make-traces.ts";
import { assembleTraceTree } from "../trace-tree.ts";

const FAULT = { fault: true } as const;
const MISSING = { error: true, http: { response: { status: 404 } } } as const;
const throwing = (message: string) => ({ ...FAULT, cause: { exceptions: [{ message }] } });
const inside = (...subsegments: Subsegment[]) => ({ subsegments });

/** Where failures began in a segment `A` that failed so. */
const began = (failure: object, ...subsegments: Subsegment[]) =>
  assembleTraceTree([makeSegment("A", 0, 100, { ...failure, subsegments })])
    .steps.filter((step) => step.began)
    .map((step) => step.id);

test.each<[string, string[], string[]]>([
  [
    "the deepest",
    began(FAULT, makeSub("b", 0, 50, { ...FAULT, ...inside(makeSub("c", 0, 40, FAULT)) })),
    ["c"],
  ],
  [
    "the deepest also where those above throw something else because of it",
    began(throwing("no price"), makeSub("b", 0, 50, throwing("refused"))),
    ["b"],
  ],
  [
    "below steps that say nothing of it",
    began(FAULT, makeSub("b", 0, 50, inside(makeSub("c", 0, 40, FAULT)))),
    ["c"],
  ],
  [
    "above a step that dealt with what failed below it",
    began(throwing("no price"), makeSub("b", 0, 50, inside(makeSub("c", 0, 40, throwing("refused"))))),
    ["A", "c"],
  ],
  [
    "above a lesser failure where another exception was thrown",
    began(throwing("no"), makeSub("b", 0, 9, MISSING)),
    ["A", "b"],
  ],
  ["in a lesser failure where nothing else was thrown", began(FAULT, makeSub("b", 0, 9, MISSING)), ["b"]],
  ["above what failed only later", began(FAULT, makeSub("b", 50, 150, FAULT)), ["A", "b"]],
  [
    "in each of two side by side",
    began(FAULT, makeSub("b", 0, 9, FAULT), makeSub("c", 0, 9, FAULT)),
    ["b", "c"],
  ],
  ["nowhere where nothing failed", began({}, makeSub("b", 0, 9)), []],
])("a failure began %s", (_, found, expected) => {
  expect(found).toEqual(expected);
});

test("a service that answered well has dealt with what failed below it", () => {
  const tree = assembleTraceTree([
    makeSegment("A", 0, 100, { ...FAULT, ...inside(makeSub("call", 0, 90, { namespace: "remote" })) }),
    makeSegment("B", 1, 89, { parent_id: "call", ...inside(makeSub("c", 2, 9, FAULT)) }),
  ]);
  expect(tree.steps.filter((step) => step.began).map((step) => step.id)).toEqual(["A", "c"]);
});

test("a call that has its answer's status waited for a callee whose clock is ahead", () => {
  const called = (http: object) =>
    assembleTraceTree([
      makeSegment("A", 0, 100, inside(makeSub("call", 0, 50, { ...FAULT, ...http, namespace: "remote" }))),
      makeSegment("B", 10, 70, { ...FAULT, parent_id: "call" }),
    ])
      .steps.filter((step) => step.began)
      .map((step) => step.id);
  expect(called({ http: { response: { status: 500 } } })).toEqual(["B"]);
  expect(called({})).toEqual(["call", "B"]);
});

test("of several failures the last to end is the reason of the one above", () => {
  const tree = assembleTraceTree(SENDERS.failedFarBelow);
  const reasons = tree.steps.map((step) => [step.id, step.reason?.id]);
  expect(reasons.filter(([, reason]) => reason !== undefined)).toEqual([
    ["shop", "fetch"],
    ["fetch", "checkout"],
    ["checkout", "charge"],
    ["charge", "payment"],
    ["payment", "chargeCard"],
    ["chargeCard", "stripe"],
  ]);
});
