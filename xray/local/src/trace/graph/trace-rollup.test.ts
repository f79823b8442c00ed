import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Service } from "../../protocol/api-types.ts";
import type { RequestFacts, ServiceFacts, TraceFacts } from "../../model/trace-facts.ts";
import { deriveTraceFacts } from "../facts/derive-facts.ts";
import { createServiceGraph } from "./service-graph.ts";
import { makeSegment } from "../testing/make-documents.ts";
import { createTimeSeries } from "./time-series.ts";
import type { EntitySelector } from "./time-series.ts";
import { createTraceRollup } from "./trace-rollup.ts";
import type { TraceRollup } from "./trace-rollup.ts";

/** A whole minute. */
const START = 1_795_500_000;
const TEMPLATE = deriveTraceFacts([makeSegment("template")], 1);

const requests = fc.array(
  fc
    .record({
      offsetMs: fc.integer({ min: 0, max: 200_000 }),
      responseMs: fc.integer({ min: 0, max: 3000 }),
      extraMs: fc.integer({ min: 0, max: 90_000 }),
      fault: fc.boolean(),
      error: fc.boolean(),
      throttle: fc.boolean(),
      inProgress: fc.boolean(),
    })
    .map(({ offsetMs, responseMs, extraMs, ...flags }): RequestFacts => {
      const responseTimeSec = responseMs / 1000;
      const durationSec = responseTimeSec + extraMs / 1000;
      return Object.assign(flags, { startSec: START + offsetMs / 1000, responseTimeSec, durationSec });
    }),
  { maxLength: 40 },
);

const services = fc.tuple(
  ...["a", "b", "c"].map((name) =>
    fc.record({
      id: fc.constant({ Name: name, Names: [name], Type: "remote" }),
      requests,
      root: fc.boolean(),
      inferred: fc.boolean(),
      client: fc.constant(false),
    }),
  ),
);

const edges = fc.uniqueArray(
  fc.record({
    from: fc.nat({ max: 3 }),
    to: fc.nat({ max: 2 }),
    asynchronous: fc.boolean(),
    requests,
  }),
  { selector: ({ from, to, asynchronous }) => `${from} ${to} ${asynchronous}`, maxLength: 4 },
);

const traces: fc.Arbitrary<TraceFacts[]> = fc.array(
  fc.tuple(services, edges).map(([nodes, links]): TraceFacts => {
    const client: ServiceFacts = {
      id: { Name: "a", Names: ["a"], Type: "client" },
      root: false,
      inferred: true,
      client: true,
      requests: [],
    };
    return Object.assign({}, TEMPLATE, { services: [...nodes, client], edges: links });
  }),
  { maxLength: 12 },
);

function sum(parts: readonly (readonly TraceFacts[])[]): TraceRollup {
  const whole = createTraceRollup();
  for (const part of parts) {
    const sums = createTraceRollup();
    for (const facts of part) sums.add(facts);
    whole.addRollup(sums.rollup());
  }
  return whole.rollup();
}

/** The order of nodes and edges, and so their numbers, may differ. */
function inOrder(found: readonly Service[]): unknown {
  const names = new Map(found.map(({ ReferenceId, Name, Type = "" }) => [ReferenceId, `${Type} ${Name}`]));
  const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);
  return found
    .map(({ ReferenceId, Edges, ...rest }) => {
      const links = Edges.map(({ ReferenceId: to, ...edge }) =>
        Object.assign(edge, { name: `${names.get(to)} ${edge.EdgeType}` }),
      );
      return Object.assign(rest, { name: names.get(ReferenceId) ?? "", edges: links.sort(byName) });
    })
    .sort(byName);
}

describe("createTraceRollup", () => {
  it("makes the service graph that the traces make, however they were divided", () => {
    fc.assert(
      fc.property(traces, traces, traces, (...parts) => {
        const direct = createServiceGraph();
        for (const facts of parts.flat()) direct.add(facts);
        const summed = createServiceGraph();
        summed.addRollup(sum(parts));
        expect(inOrder(summed.services())).toEqual(inOrder(direct.services()));
      }),
      { numRuns: 100 },
    );
  });

  it("gives up on traces that have too little in common", () => {
    const named = (name: string): TraceFacts => deriveTraceFacts([makeSegment(name)], 1);
    // A node and its client, and the edge between them.
    const sums = createTraceRollup(7);
    expect(["a", "b", "a", "c"].map((name) => sums.add(named(name)))).toEqual([true, true, true, false]);
    const others = createTraceRollup();
    for (const name of ["a", "b", "c"]) others.add(named(name));
    expect(createTraceRollup(9).addRollup(others.rollup())).toBe(true);
    expect(createTraceRollup(8).addRollup(others.rollup())).toBe(false);
  });

  it("counts the traces", () => {
    expect(sum([[TEMPLATE, TEMPLATE], [], [TEMPLATE]]).traces).toBe(3);
  });

  it.each<[string, EntitySelector | undefined]>([
    ["what came in", undefined],
    ["nodes", { kind: "services", select: ({ services: nodes }) => [0, nodes.length - 2] }],
    ["edges", { kind: "edges", select: ({ edges: links }) => [...links.keys()] }],
  ])("makes the time series that the traces make, of %s", (_, selector) => {
    const minutes = fc.integer({ min: -2, max: 5 });
    fc.assert(
      fc.property(
        traces,
        traces,
        minutes,
        minutes,
        fc.constantFrom(60, 120, 300),
        (one, two, a, b, period) => {
          const options = {
            startSec: START + Math.min(a, b) * 60,
            endSec: START + Math.max(a, b) * 60,
            periodSec: period,
            ...(selector && { selector }),
          };
          const direct = createTimeSeries(options);
          for (const facts of [...one, ...two]) direct.add(facts);
          const summed = createTimeSeries(options);
          expect(summed.addRollup(sum([one, two]))).toBe(true);
          expect(summed.points()).toEqual(direct.points());
        },
      ),
      { numRuns: 60 },
    );
  });

  it("makes no time series of periods or ends that cut a minute in two", () => {
    const summed = sum([
      [deriveTraceFacts([makeSegment("a", { start_time: START + 5, end_time: START + 6 })], 1)],
    ]);
    const range = { startSec: START - 60, endSec: START + 60, periodSec: 60 };
    expect(createTimeSeries(range).addRollup(summed)).toBe(true);
    expect(createTimeSeries({ ...range, periodSec: 90 }).addRollup(summed)).toBe(false);
    expect(createTimeSeries({ ...range, endSec: START + 30 }).addRollup(summed)).toBe(false);
    expect(createTimeSeries({ ...range, startSec: START + 1 }).addRollup(summed)).toBe(false);
    expect(createTimeSeries({ ...range, startSec: START - 30 }).addRollup(summed)).toBe(true);
  });
});
