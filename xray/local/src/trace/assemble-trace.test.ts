import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SegmentDocument } from "../protocol/segment-document.ts";
import { assembleTrace } from "./assemble-trace.ts";
import {
  makeId,
  makeIndependent,
  makeSegment,
  makeSubsegment,
  permutationsOf,
} from "./testing/make-documents.ts";
import type { TraceStep } from "./trace-step.ts";

/** `A(a(b))`: subsegments in parentheses, called segments behind `>`. */
function draw(step: TraceStep): string {
  const below = [...step.children.map(draw), ...step.callees.map((callee) => `>${draw(callee)}`)].sort();
  return below.length === 0 ? step.entity.name : `${step.entity.name}(${below.join(" ")})`;
}

function drawAll(documents: readonly SegmentDocument[]) {
  const trace = assembleTrace(documents);
  return {
    roots: trace.roots.map(({ entity }) => entity.name),
    tops: trace.steps
      .filter(({ parent }) => parent === undefined)
      .map(draw)
      .sort(),
  };
}

const a = makeSubsegment("a", { namespace: "remote", subsegments: [makeSubsegment("aa")] });
const A = makeSegment("A", { subsegments: [a] });
const B = makeSegment("B", { parent_id: makeId("a"), start_time: 99 });
const b = makeIndependent("b", "B");
const bb = makeIndependent("bb", "b");

describe("assembleTrace", () => {
  it("joins segments and subsegments by their parents in whatever order they arrive", () => {
    for (const documents of permutationsOf([A, B, b, bb])) {
      expect(drawAll(documents)).toEqual({ roots: ["A"], tops: ["A(a(>B(b(bb)) aa))"] });
    }
  });

  it("puts the root first and every step behind its parent", () => {
    const trace = assembleTrace([bb, b, B, A]);
    expect(trace.segments.map(({ entity }) => entity.name)).toEqual(["A", "B"]);
    expect(trace.steps.map(({ entity }) => entity.name)).toEqual(["A", "a", "aa", "B", "b", "bb"]);
  });

  it("lets a complete document overwrite one in progress, whichever comes first", () => {
    const { end_time: _, ...open } = A;
    for (const documents of permutationsOf([{ ...open, in_progress: true, subsegments: [] }, A])) {
      const [segment, ...others] = assembleTrace(documents).segments;
      expect(others).toEqual([]);
      expect(segment?.entity.end_time).toBe(101);
      expect(segment && draw(segment)).toBe("A(a(aa))");
    }
  });

  it("counts a document that came twice once, and the later of two that differ", () => {
    expect(drawAll([A, A, b, b])).toEqual({ roots: ["A"], tops: ["A(a(aa))", "b"] });
    const [segment] = assembleTrace([A, { ...A, name: "renamed" }]).segments;
    expect(segment?.entity.name).toBe("renamed");
  });

  it("takes a subsegment that was sent apart and embedded as one step, with its end", () => {
    const { end_time: _, ...open } = makeIndependent("a", "A");
    const early = { ...open, in_progress: true };
    for (const documents of permutationsOf([early, A, B])) {
      expect(drawAll(documents)).toEqual({ roots: ["A"], tops: ["A(a(>B aa))"] });
      expect(assembleTrace(documents).stepsById.get(makeId("a"))?.entity.end_time).toBe(101);
    }
  });

  it("keeps subsegments whose parent never arrived", () => {
    expect(drawAll([b, bb])).toEqual({ roots: [], tops: ["b(bb)"] });
    expect(drawAll([A, b])).toEqual({ roots: ["A"], tops: ["A(a(aa))", "b"] });
    expect(assembleTrace([A, b, bb]).orphans.map(({ entity }) => entity.name)).toEqual(["b"]);
  });

  it("takes a segment whose parent never arrived as the root only when there is no other", () => {
    expect(drawAll([B, b])).toEqual({ roots: ["B"], tops: ["B(b)"] });
    const lost = makeSegment("C", { parent_id: makeId("nowhere"), start_time: 50 });
    expect(drawAll([lost, A]).roots).toEqual(["A"]);
  });

  it("has as many roots as requests came from outside", () => {
    const later = makeSegment("L", { start_time: 200 });
    expect(drawAll([later, A]).roots).toEqual(["A", "L"]);
  });

  it.each<[string, SegmentDocument[], string[]]>([
    ["a segment that is its own parent", [makeSegment("S", { parent_id: makeId("S") })], ["S"]],
    ["a subsegment that is its own parent", [makeIndependent("s", "s")], ["s"]],
    [
      "two subsegments around each other",
      [makeIndependent("x", "y", { start_time: 1 }), makeIndependent("y", "x")],
      ["x(y)"],
    ],
    [
      "two segments that call each other",
      [
        makeSegment("X", { parent_id: makeId("Y") }),
        makeSegment("Y", { parent_id: makeId("X"), start_time: 1 }),
      ],
      ["Y(>X)"],
    ],
    [
      "a segment called by its own subsegment",
      [makeSegment("X", { parent_id: makeId("y"), subsegments: [makeSubsegment("y")] })],
      ["X(y)"],
    ],
    [
      "a document that embeds its own id",
      [makeIndependent("x", "gone", { subsegments: [makeSubsegment("x")] })],
      ["x(x)"],
    ],
  ])("cuts a cycle at its earliest step: %s", (_, documents, tops) => {
    expect(drawAll(documents).tops).toEqual(tops);
  });

  it("cuts a chain that is deeper than what can be written as JSON", () => {
    const chain = Array.from({ length: 5000 }, (_, index) =>
      makeIndependent(`${index}`, index === 0 ? "A" : `${index - 1}`, { id: makeId(`${index}`) }),
    );
    const trace = assembleTrace([A, ...chain]);
    expect(trace.steps).toHaveLength(5003);
    expect(trace.orphans.length).toBeGreaterThan(0);
    expect(trace.orphans.length).toBeLessThan(10);
  });

  it("knows how long work went on behind a segment's end", () => {
    const late = makeSubsegment("late", { end_time: 105 });
    const [segment] = assembleTrace([makeSegment("A", { subsegments: [late] }), B]).segments;
    expect(segment?.lastEndSec).toBe(105);
  });

  it("keeps a call and the segment that answers it under the same id, whichever comes first", () => {
    const call = makeSubsegment("call", { id: makeId("x"), namespace: "remote" });
    const answer = makeSegment("S", { id: makeId("x"), parent_id: makeId("C"), start_time: 99 });
    const work = makeIndependent("work", "x");
    for (const documents of permutationsOf([makeSegment("C", { subsegments: [call] }), answer, work])) {
      expect(drawAll(documents)).toEqual({ roots: ["C"], tops: ["C(call(>S(work)))"] });
      expect(assembleTrace(documents).stepsById.get(makeId("x"))?.kind).toBe("subsegment");
    }
    const apart = makeIndependent("call", "C", { id: makeId("x") });
    for (const documents of permutationsOf([makeSegment("C"), apart, answer])) {
      expect(drawAll(documents)).toEqual({ roots: ["C"], tops: ["C(call(>S))"] });
    }
  });

  it("takes a subsegment that two documents embed as one, and two that share an id as two", () => {
    const { end_time: _, ...open } = makeSubsegment("s");
    const early = makeIndependent("e", "A", { subsegments: [{ ...open, in_progress: true }] });
    const late = makeSegment("A", { subsegments: [makeSubsegment("s")] });
    expect(drawAll([early, late]).tops).toEqual(["A(e(s))"]);
    expect(assembleTrace([early, late]).stepsById.get(makeId("s"))?.entity.end_time).toBe(101);
    const other = makeIndependent("e", "A", { subsegments: [makeSubsegment("t", { id: makeId("s") })] });
    expect(drawAll([other, late]).tops).toEqual(["A(e(t) s)"]);
  });

  it("keeps what AWS inferred at the call that it stands for, and as a segment without one", () => {
    const inferred = makeSegment("DynamoDB", { parent_id: makeId("a"), inferred: true, start_time: 99 });
    for (const documents of permutationsOf([A, inferred])) {
      const trace = assembleTrace(documents);
      expect(drawAll(documents)).toEqual({ roots: ["A"], tops: ["A(a(aa))"] });
      expect(trace.stepsById.get(makeId("a"))?.inferred).toBe(inferred);
      expect(trace.stepsById.has(inferred.id)).toBe(false);
    }
    expect(drawAll([inferred]).tops).toEqual(["DynamoDB"]);
  });

  it("makes steps of subsegments nested deeper than a call stack", () => {
    let inner = makeSubsegment("s");
    for (let depth = 0; depth < 20_000; depth += 1) {
      inner = makeSubsegment(`s${depth}`, { subsegments: [inner] });
    }
    expect(assembleTrace([makeSegment("A", { subsegments: [inner] })]).steps).toHaveLength(20_002);
  });

  it("makes a forest that holds each document once of any ids and parents", () => {
    const id = fc.constantFrom("1", "2", "3", "4", "5", "6").map(makeId);
    const document = fc.record(
      {
        id,
        parent_id: id,
        type: fc.constant("subsegment" as const),
        end_time: fc.constantFrom(101, 102),
        subsegments: fc.array(
          id.map((subId) => makeSubsegment("s", { id: subId })),
          { maxLength: 2 },
        ),
      },
      { requiredKeys: ["id"] },
    );
    const documentsOfDistinctIds = fc.uniqueArray(document, { selector: (made) => made.id });
    fc.assert(
      fc.property(documentsOfDistinctIds, (members) => {
        const documents = members.map((member) => makeSegment("n", member));
        const { steps } = assembleTrace(documents);
        expect(new Set(steps).size).toBe(steps.length);
        const embedded = documents.flatMap(({ subsegments }) => subsegments ?? []);
        expect(new Set(steps.map(({ entity }) => entity.id))).toEqual(
          new Set([...documents, ...embedded].map((sent) => sent.id)),
        );
        const places = new Map(steps.map((step, index) => [step, index]));
        const isBehindParent = ({ parent }: TraceStep, index: number) =>
          parent === undefined || (places.get(parent) ?? Infinity) < index;
        expect(steps.every(isBehindParent)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
