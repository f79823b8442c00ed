import * as fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { Service } from "../../protocol/api-types.ts";
import { ALL_TIME, makeStore } from "../../store/testing/make-test-store.ts";
import type { SqliteTraceStore } from "../../store/sqlite-trace-store.ts";
import type { TimeRange, TraceScan } from "../../store/trace-store.ts";
import { createServiceGraph } from "../../trace/graph/service-graph.ts";
import { makeQuery, makeSegment } from "../testing/make-segment.ts";
import { createGraphCache } from "./graph-cache.ts";

// Threads take long to start on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** A whole minute. */
const START = 1_795_500_000;
const { signal } = new AbortController();

function makeTrace(atSec: number, fields: Record<string, unknown> = {}): Record<string, unknown> {
  return makeSegment({ start_time: START + atSec, subsegments: [makeQuery(START + atSec)], ...fields });
}

async function put(store: SqliteTraceStore, segments: readonly object[]): Promise<void> {
  expect(await store.put(segments.map((segment) => JSON.stringify(segment)))).toEqual([]);
}

/** The same store, which counts how many traces are read. */
function countReads(store: SqliteTraceStore) {
  const reads = { traces: 0 };
  const counted = {
    count: (range: TimeRange) => store.count(range),
    firstStartSec: store.firstStartSec.bind(store),
    lastStartSec: store.lastStartSec.bind(store),
    subscribe: store.subscribe.bind(store),
    *scan(scan: TraceScan) {
      for (const facts of store.scan(scan)) {
        reads.traces += 1;
        yield facts;
      }
    },
  };
  return { counted, reads };
}

function graphOf(store: SqliteTraceStore, range: TimeRange): readonly Service[] {
  const graph = createServiceGraph();
  for (const facts of [...store.scan(range)].toReversed()) graph.add(facts);
  return graph.services();
}

/** Numbers are given in the order in which nodes were first seen, which is another one. */
function byName(services: readonly Service[]): unknown[] {
  const nameOf = new Map(services.map(({ ReferenceId, Name, Type }) => [ReferenceId, `${Name} ${Type}`]));
  return services
    .map((service) => ({
      ...service,
      ReferenceId: undefined,
      Edges: service.Edges?.map((edge) => ({ ...edge, ReferenceId: nameOf.get(edge.ReferenceId) })).toSorted(
        (one, other) => String(one.ReferenceId).localeCompare(String(other.ReferenceId)),
      ),
    }))
    .toSorted((one, other) => `${one.Name} ${one.Type}`.localeCompare(`${other.Name} ${other.Type}`));
}

test("the graph of what arrives live is made without reading a trace", async () => {
  const store = await makeStore();
  const { counted, reads } = countReads(store);
  const graphs = createGraphCache(counted, store.rollups);
  for (let batch = 0; batch < 30; batch += 1) {
    await put(store, [makeTrace(58 + batch / 10), makeTrace(58.05 + batch / 10, { fault: true })]);
    // The live end lies within a second.
    const range = { startSec: START, endSec: START + 58.1 + batch / 10 };
    expect(byName(await graphs.services(range, signal))).toEqual(byName(graphOf(store, range)));
  }
  expect(reads.traces).toBe(0);
});

test("what arrives late is added to a minute that is over", async () => {
  const store = await makeStore();
  const { counted, reads } = countReads(store);
  const graphs = createGraphCache(counted, store.rollups);
  const minute = { startSec: START, endSec: START + 60 };
  await put(store, [makeTrace(1), makeTrace(30)]);
  await graphs.services(minute, signal);
  await put(store, [makeTrace(2)]);
  expect(byName(await graphs.services(minute, signal))).toEqual(byName(graphOf(store, minute)));
  expect(reads.traces).toBe(0);
});

test("a second of which a part was there before the graph is read once, and followed from there on", async () => {
  const store = await makeStore();
  await put(store, [makeTrace(5.1), makeTrace(5.2)]);
  const { counted, reads } = countReads(store);
  const graphs = createGraphCache(counted, store.rollups);
  const second = { startSec: START + 5, endSec: START + 6 };
  await put(store, [makeTrace(5.3)]);
  expect(byName(await graphs.services(second, signal))).toEqual(byName(graphOf(store, second)));
  expect(reads.traces).toBe(3);
  await put(store, [makeTrace(5.4)]);
  expect(byName(await graphs.services(second, signal))).toEqual(byName(graphOf(store, second)));
  expect(reads.traces).toBe(3);
});

test("rollups of a filter are not those of all, whatever comes into a slot that was empty", async () => {
  const store = await makeStore();
  const graphs = createGraphCache(store, store.rollups);
  const filter = { key: "faults", matches: ({ fault }: { fault: boolean }) => fault };
  const second = { startSec: START + 5, endSec: START + 6 };
  expect(await graphs.services({ ...second, filter }, signal)).toEqual([]);
  await put(store, [makeTrace(5.1, { fault: true }), makeTrace(5.2)]);
  const found = await graphs.services({ ...second, filter }, signal);
  expect(found.find(({ Root }) => Root)?.SummaryStatistics?.TotalCount).toBe(1);
  await put(store, [makeTrace(5.3, { fault: true })]);
  const more = await graphs.services({ ...second, filter }, signal);
  expect(more.find(({ Root }) => Root)?.SummaryStatistics?.TotalCount).toBe(2);
});

test("whatever arrives in whatever order, the graph is that of the traces", async () => {
  const atSec = fc.integer({ min: 0, max: 1300 }).map((tenths) => tenths / 10);
  const arrival = fc.record({
    atSec,
    /** The how manieth of the traces it belongs to, as far as there are so many. */
    trace: fc.nat(30),
    isUpdate: fc.boolean(),
    fault: fc.boolean(),
  });
  const step = fc.record({
    arrivals: fc.array(arrival, { maxLength: 12 }),
    fromSec: atSec,
    lengthSec: atSec,
  });
  const store = await makeStore();
  const graphs = createGraphCache(store, store.rollups);
  const ids: unknown[] = [];
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 5 }), async (steps) => {
      for (const { arrivals, fromSec, lengthSec } of steps) {
        const segments = arrivals.map(({ atSec: at, trace, isUpdate, fault }) => {
          const id = ids.length > 0 && isUpdate ? { trace_id: ids[trace % ids.length] } : {};
          const segment = makeTrace(at, { fault, name: `service-${trace % 3}`, ...id });
          ids.push(segment["trace_id"]);
          return segment;
        });
        await put(store, segments);
        for (const range of [
          { startSec: START + fromSec, endSec: START + fromSec + lengthSec },
          { startSec: START, endSec: START + 131 },
        ]) {
          expect(byName(await graphs.services(range, signal))).toEqual(byName(graphOf(store, range)));
        }
      }
    }),
    { numRuns: 60 },
  );
  expect(store.count(ALL_TIME)).toBeGreaterThan(100);
});
