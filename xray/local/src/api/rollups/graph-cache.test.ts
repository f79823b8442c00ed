import { describe, expect, it } from "vitest";
import type { Service } from "../../protocol/api-types.ts";
import type { TraceScan, TraceStore } from "../../store/trace-store.ts";
import { makeQuery, makeSegment } from "../testing/make-segment.ts";
import { makeStore } from "../testing/make-store.ts";
import { MAX_NODES } from "../../trace/graph/service-graph.ts";
import { createTraceFilters } from "../filters/trace-filters.ts";
import { createGraphCache } from "./graph-cache.ts";
import type { GraphCache, GraphQuery } from "./graph-cache.ts";

/** A whole minute. */
const START = 1_795_500_000;
const { signal } = new AbortController();

interface Setup {
  store: TraceStore;
  graphs: GraphCache;
  /** How many traces were shown to a graph since the last call. */
  looked: () => number;
  put: (...segments: Record<string, unknown>[]) => Promise<void>;
  forgetBefore: (startSec: number) => void;
}

function setUp(change: (store: TraceStore) => Partial<TraceStore> = () => ({})): Setup {
  const inner = makeStore();
  let looked = 0;
  const store: TraceStore = {
    ...inner,
    *scan(query: TraceScan) {
      for (const facts of inner.scan(query)) {
        looked += 1;
        yield facts;
      }
    },
    ...change(inner),
  };
  return {
    store,
    graphs: createGraphCache(store),
    looked() {
      const count = looked;
      looked = 0;
      return count;
    },
    forgetBefore: (startSec) => inner.forgetBefore(startSec),
    async put(...segments) {
      await store.put(segments.map((segment) => JSON.stringify(segment)));
    },
  };
}

function every(seconds: number, count: number): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, i) => makeSegment({ start_time: START + i * seconds }));
}

const hour: GraphQuery = { startSec: START + 10, endSec: START + 3_610 };

function total(services: readonly Service[]): number {
  return services.reduce(
    (sum, { Root, SummaryStatistics }) => sum + (Root ? (SummaryStatistics?.TotalCount ?? 0) : 0),
    0,
  );
}

describe("createGraphCache", () => {
  it("looks again only at the parts of minutes at both ends", async () => {
    const { graphs, looked, put } = setUp();
    await put(...every(1, 3_700));
    expect(total(await graphs.services(hour, signal))).toBe(3_600);
    expect(looked()).toBe(3_600);
    expect(total(await graphs.services(hour, signal))).toBe(3_600);
    expect(looked()).toBe(0);
    const odd = { startSec: hour.startSec + 0.5, endSec: hour.endSec + 2.5 };
    expect(total(await graphs.services(odd, signal))).toBe(3_602);
    expect(looked()).toBe(0 + 3);
    const later = { startSec: hour.startSec + 60, endSec: hour.endSec + 60 };
    expect(total(await graphs.services(later, signal))).toBe(3_600);
  });

  it("adds what arrives later, wherever it starts", async () => {
    const { graphs, looked, put } = setUp();
    await put(...every(1, 3_700));
    await graphs.services(hour, signal);
    await put(makeSegment({ start_time: START + 600.5 }), makeSegment({ start_time: START + 3_609.5 }));
    looked();
    expect(total(await graphs.services(hour, signal))).toBe(3_602);
    expect(looked()).toBe(61 + 2);
  });

  it("makes a minute that is over of the parts that were known", async () => {
    const { graphs, looked, put } = setUp();
    await put(...every(1, 60));
    await graphs.services({ startSec: START, endSec: START + 58 }, signal);
    looked();
    expect(total(await graphs.services({ startSec: START, endSec: START + 60 }, signal))).toBe(60);
    expect(looked()).toBe(2);
    expect(total(await graphs.services({ startSec: START, endSec: START + 60 }, signal))).toBe(60);
    expect(looked()).toBe(0);
  });

  it("follows a trace whose start moves", async () => {
    const { graphs, put } = setUp();
    const late = makeSegment({ start_time: START + 1_000, name: "late" });
    await put(...every(60, 60), late);
    expect(total(await graphs.services(hour, signal))).toBe(60);
    const early = makeSegment({ trace_id: late["trace_id"], start_time: START + 400, name: "early" });
    await put(early);
    const services = await graphs.services(hour, signal);
    expect(services.map(({ Name }) => Name)).toContain("early");
    expect(total(await graphs.services({ startSec: START + 960, endSec: START + 1_080 }, signal))).toBe(2);
  });

  it("keeps filters apart", async () => {
    const { graphs, put } = setUp();
    await put(...every(1, 600), makeSegment({ start_time: START + 90, fault: true }));
    const faults = { key: "faults", matches: ({ fault }: { fault: boolean }) => fault };
    expect(total(await graphs.services({ ...hour, filter: faults }, signal))).toBe(1);
    expect(total(await graphs.services(hour, signal))).toBe(591);
    expect(total(await graphs.services({ ...hour, filter: faults }, signal))).toBe(1);
    const none = { key: "none", matches: () => false };
    expect(await graphs.services({ ...hour, filter: none }, signal)).toEqual([]);
  });

  it("decides by what is rolled up already which traces a filter of nodes alone means", async () => {
    const { graphs, looked, put } = setUp();
    const others = every(7, 500).map((segment) => Object.assign(segment, { name: "other" }));
    await put(...every(1, 3_700), ...others);
    const group = { GroupName: "g", GroupARN: "g", FilterExpression: `service("other")` };
    const filters = createTraceFilters({ find: () => group, all: () => [group], revision: () => 0 });
    const { filter } = filters.ofGroup({ GroupName: "g" });
    const odd = { startSec: hour.startSec + 0.5, endSec: hour.endSec };
    await graphs.services(odd, signal);
    looked();
    const found = await graphs.services({ ...odd, filter }, signal);
    // The half second at the start has none.
    expect(looked()).toBe(0);
    expect(total(found)).toBe(498);
    const byTrace = filter && { key: "by trace", matches: filter.matches };
    expect(found).toEqual(await graphs.services({ ...odd, filter: byTrace }, signal));
    await put(makeSegment({ start_time: START + 600.5, name: "other" }));
    expect(total(await graphs.services({ ...odd, filter }, signal))).toBe(499);
  });

  it("forgets what retention took", async () => {
    const { graphs, put, forgetBefore } = setUp();
    await put(...every(1, 3_700));
    expect(total(await graphs.services(hour, signal))).toBe(3_600);
    forgetBefore(START + 1_530);
    expect(total(await graphs.services(hour, signal))).toBe(2_080);
  });

  it("reads traces one by one where they have too little in common to be rolled up", async () => {
    const { graphs, put } = setUp();
    const different = Array.from({ length: 4_500 }, (_, i) =>
      makeSegment({
        start_time: START + 60 + i / 100,
        name: `job-${i}`,
        subsegments: [makeQuery(START + 60)],
      }),
    );
    await put(...different, ...every(60, 3));
    const range = { startSec: START, endSec: START + 180 };
    expect(total(await graphs.services(range, signal))).toBe(4_503);
    const traces: (number | undefined)[] = [];
    for await (const { rollup } of graphs.rollups(range, signal)) traces.push(rollup?.traces);
    expect(traces).toEqual([1, undefined, 1]);
  });

  it("does not keep what changed while it was computed", async () => {
    const arrival = makeSegment({ start_time: START + 119 });
    let isFirst = true;
    const setup = setUp((inner) => ({
      *scan(query: TraceScan) {
        for (const facts of inner.scan(query)) {
          if (isFirst && facts.startSec === START + 100) {
            isFirst = false;
            void inner.put([JSON.stringify(arrival)]);
          }
          yield facts;
        }
      },
    }));
    await setup.put(...every(1, 300));
    const range = { startSec: START + 60, endSec: START + 120 };
    expect(total(await setup.graphs.services(range, signal))).toBe(60);
    expect(total(await setup.graphs.services(range, signal))).toBe(61);
  });

  it("answers ranges within one minute, empty ones and odd ends", async () => {
    const { graphs, put } = setUp();
    await put(...every(1, 200));
    expect(total(await graphs.services({ startSec: START + 5, endSec: START + 8.5 }, signal))).toBe(4);
    expect(total(await graphs.services({ startSec: START, endSec: START + 120 }, signal))).toBe(120);
    expect(total(await graphs.services({ startSec: START + 59.5, endSec: START + 120.5 }, signal))).toBe(61);
    expect(await graphs.services({ startSec: START + 5, endSec: START + 5 }, signal)).toEqual([]);
  });

  it("stops when the caller hangs up", async () => {
    const { graphs, put } = setUp((inner) => ({
      *scan(query: TraceScan) {
        for (;;) yield* inner.scan(query);
      },
    }));
    await put(...every(1, 10));
    const abort = new AbortController();
    const asked = graphs.services({ startSec: START, endSec: START + 10 }, abort.signal);
    setImmediate(() => abort.abort());
    await expect(asked).rejects.toThrow("aborted");
  });
});

describe("a graph of traces that have too little in common to be summed", { timeout: 120_000 }, () => {
  it("is made of so many of them, the newest, and tells how many are left out", async () => {
    const { store, put } = setUp();
    // More different services within a second than are summed, so that traces are read one by one.
    const services = Array.from({ length: 7000 }, (_, number) =>
      makeSegment({ start_time: START, name: `service-${number}` }),
    );
    await put(...services);
    const query: GraphQuery = { startSec: START, endSec: START + 60 };
    const all = await createGraphCache(store).graph(query, signal);
    // A client and a service each.
    expect(all).toMatchObject({ tracesLeftOut: 7000 - MAX_NODES / 2 - 1, hasMoreServices: true });
    expect(all.services).toHaveLength(MAX_NODES);
    const bounded = await createGraphCache(store, undefined, 500).graph(query, signal);
    expect(bounded).toMatchObject({ tracesLeftOut: 6500, hasMoreServices: false });
    expect(bounded.services.filter(({ Root }) => Root)).toHaveLength(500);
  });

  it("reads no more than it can draw, and tries once to sum them, however many there are", async () => {
    const { graphs, looked, put } = setUp();
    const minute = (number: number): Record<string, unknown>[] =>
      Array.from({ length: 7000 }, (_, at) =>
        makeSegment({ start_time: START + 60 * number + at / 200, name: `service-${number}-${at}` }),
      );
    for (const number of [0, 1, 2]) await put(...minute(number));
    const query: GraphQuery = { startSec: START, endSec: START + 180 };
    looked();
    const first = await graphs.graph(query, signal);
    expect(first).toMatchObject({ tracesLeftOut: 21_000 - MAX_NODES / 2 - 1, hasMoreServices: true });
    expect(first.services.every(({ Name }) => Name?.startsWith("service-2-"))).toBe(true);
    expect(looked()).toBeLessThan(15_000);
    await graphs.graph(query, signal);
    expect(looked()).toBeLessThan(5100);
  });
});
