import { array, assert, boolean, constantFrom, integer, property, record } from "fast-check";
import { describe, expect, it } from "vitest";
import type { Service } from "../../protocol/api-types.ts";
import { parseSegmentDocument } from "../../protocol/parse-segment-document.ts";
import type { TraceFacts } from "../../protocol/trace-facts.ts";
import { deriveTraceFacts } from "../../trace/derive-facts.ts";
import { createServiceGraph } from "../../trace/service-graph.ts";
import { NOW_SEC } from "../testing/make-context.ts";
import { makeQuery, makeSegment } from "../testing/make-segment.ts";
import { packGraph } from "./packed-graph.ts";
import { sumGraphs } from "./sum-graphs.ts";

function toFacts(segment: Readonly<Record<string, unknown>>): TraceFacts {
  const parsed = parseSegmentDocument(JSON.stringify(segment));
  return deriveTraceFacts(parsed.ok ? [parsed.document] : [], 1);
}

function graphOf(traces: readonly TraceFacts[]): readonly Service[] {
  const graph = createServiceGraph();
  for (const facts of traces) graph.add(facts);
  return graph.services();
}

function sumOf(...parts: readonly TraceFacts[][]): readonly Service[] {
  return sumGraphs(parts.map((traces) => packGraph(graphOf(traces), traces.length)));
}

/** The order of nodes and edges, and so their numbers, may differ. */
function inOrder(services: readonly Service[]): unknown {
  const names = new Map(services.map(({ ReferenceId, Name, Type = "" }) => [ReferenceId, `${Type} ${Name}`]));
  const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);
  return services
    .map(({ ReferenceId, Edges, ...rest }) => {
      const edges = Edges.map(({ ReferenceId: to, ...edge }) =>
        Object.assign(edge, { name: names.get(to) ?? "" }),
      );
      return Object.assign(rest, { name: names.get(ReferenceId) ?? "", edges: edges.sort(byName) });
    })
    .sort(byName);
}

const traces = array(
  record({
    name: constantFrom("a", "b", "c"),
    offsetSec: integer({ min: 0, max: 100 }),
    lengthMs: integer({ min: 0, max: 90_000 }),
    fault: boolean(),
    error: boolean(),
    inProgress: boolean(),
    queries: integer({ min: 0, max: 2 }),
  }).map(({ name, offsetSec, lengthMs, fault, error, inProgress, queries }) => {
    const start = NOW_SEC + offsetSec;
    const end = inProgress
      ? { in_progress: true, end_time: undefined }
      : { end_time: start + lengthMs / 1000 };
    const subsegments = Array.from({ length: queries }, () => makeQuery(start));
    return toFacts(makeSegment({ name, start_time: start, ...end, fault, error, subsegments }));
  }),
  { maxLength: 30 },
);

describe("sumGraphs", () => {
  it("answers the graph of all traces, however they were divided", () => {
    assert(
      property(traces, traces, traces, (one, two, three) => {
        expect(inOrder(sumOf(one, two, three))).toEqual(inOrder(graphOf([...one, ...two, ...three])));
      }),
      { numRuns: 60 },
    );
  });

  it("tells many different lengths to two digits, as one graph would", () => {
    const all = Array.from({ length: 900 }, (_, i) =>
      toFacts(makeSegment({ start_time: NOW_SEC, end_time: NOW_SEC + (i * 13 + 1) / 1000 })),
    );
    const sum = sumOf(all.slice(0, 150), all.slice(150, 300), all.slice(300));
    expect(inOrder(sum)).toEqual(inOrder(graphOf(all)));
    const histogram = sum.find(({ Root }) => Root)?.ResponseTimeHistogram ?? [];
    expect(histogram.length).toBeLessThan(200);
    expect(histogram.reduce((total, { Count }) => total + Count, 0)).toBe(900);
  });

  it("keeps linked edges apart from calls", () => {
    const sender = { ...toFacts(makeSegment({ subsegments: [makeQuery()] })) };
    const edges = sender.edges.map((edge) => Object.assign({}, edge, { asynchronous: true }));
    const parts = [[sender], [{ ...sender, edges: [...sender.edges, ...edges] }]];
    expect(inOrder(sumOf(...parts))).toEqual(inOrder(graphOf(parts.flat())));
  });

  it("is empty of nothing", () => {
    expect(sumGraphs([])).toEqual([]);
    expect(sumOf([], [])).toEqual([]);
  });
});
