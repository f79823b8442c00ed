import { describe, expect, test } from "vitest";
import type { SegmentDocument } from "xray-local/protocol/segment-document.ts";
import { makeSegment, makeSub } from "../testing/make-documents.ts";
import { SENDERS } from "../testing/make-traces.ts";
import { barPieces, gapThresholdMs } from "./step-pieces.ts";
import { assembleTraceTree } from "./trace-tree.ts";

function pieces(documents: readonly SegmentDocument[], id: string, thresholdMs = 20): string[] {
  const step = assembleTraceTree(documents).byId.get(id);
  if (step === undefined) throw new Error(`no step ${id}`);
  return barPieces(step, thresholdMs).map(({ kind, startMs, endMs }) => `${kind} ${startMs}–${endMs}`);
}

const root = (...spans: [number, number][]) => [
  makeSegment("root", 0, 100, { subsegments: spans.map(([from, to]) => makeSub(`s${from}`, from, to)) }),
];

describe("the bar of a step", () => {
  test.each<[string, [number, number][], string[]]>([
    ["without children is work", [], ["work 0–100"]],
    ["tells a short stretch from a long one", [[10, 60]], ["work 0–10", "delegated 10–60", "gap 60–100"]],
    [
      "counts children that ran at once a single time",
      [
        [10, 40],
        [30, 60],
      ],
      ["work 0–10", "delegated 10–60", "gap 60–100"],
    ],
    ["has a gap from the threshold on", [[20, 81]], ["gap 0–20", "delegated 20–81", "work 81–100"]],
    [
      "joins children that follow at once",
      [
        [0, 50],
        [50, 100],
      ],
      ["delegated 0–100"],
    ],
    [
      "passes a child that lies within another",
      [
        [0, 90],
        [20, 30],
      ],
      ["delegated 0–90", "work 90–100"],
    ],
    ["ends with the step, though a child goes on", [[90, 300]], ["gap 0–90", "delegated 90–100"]],
    ["is work alone when its children began after it", [[150, 300]], ["work 0–100"]],
    ["has no piece for a child without length", [[50, 50]], ["gap 0–100"]],
  ])("%s: %j", (_what, spans, expected) => {
    expect(pieces(root(...spans), "root")).toEqual(expected);
  });

  test("of a call is on the wire where the callee does not cover it", () => {
    expect(pieces(SENDERS.nodeCalleeFirst, "call", 1)).toEqual([
      "wire 10–12",
      "delegated 12–18",
      "wire 18–20",
    ]);
  });

  test("of a call that only handed something on is work", () => {
    expect(pieces(SENDERS.asynchronous, "send", 1)).toEqual(["work 5–10"]);
  });

  test("of a wait is waiting, however short", () => {
    expect(pieces(SENDERS.backend, "wait", 1000)).toEqual(["wait 5–45"]);
  });

  test("of a step that goes on has no gaps, as children may still arrive", () => {
    expect(pieces(SENDERS.inProgress, "open", 1)).toEqual(["work 0–5", "delegated 5–25"]);
  });

  test("begins with a child that began before it", () => {
    expect(pieces(SENDERS.lambda, "function")).toEqual(["work 60–62", "delegated 62–190", "work 190–198"]);
  });
});

test.each([
  [1000, 20],
  [50, 1],
  [10, 1],
  [0, 1],
])("of a response of %d ms a stretch is a gap from %d ms on", (responseMs, thresholdMs) => {
  expect(gapThresholdMs(responseMs)).toBe(thresholdMs);
});
