import { expect, onTestFinished, test, vi } from "vitest";
import type { Service } from "../../protocol/api-types.ts";
import { decodeRollup } from "../../rollup/encoded-rollup.ts";
import { makeStore } from "../../store/testing/make-test-store.ts";
import type { SqliteTraceStore } from "../../store/sqlite-trace-store.ts";
import { createServiceGraph } from "../../trace/graph/service-graph.ts";
import { makeQuery, makeSegment } from "../testing/make-segment.ts";
import { createGraphCache } from "./graph-cache.ts";
import { startMinuteRollups } from "./minute-rollups.ts";

// Threads take long to start on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

/** A whole minute. */
const START = 1_795_500_000;
const AT_ONCE = { settledMs: 0, restMs: 0, lookEveryMs: 1 };

async function put(store: SqliteTraceStore, atSec: number): Promise<void> {
  const segment = makeSegment({ start_time: START + atSec, subsegments: [makeQuery(START + atSec)] });
  await store.put([JSON.stringify(segment)]);
}

function startRollingUp(store: SqliteTraceStore): void {
  onTestFinished(startMinuteRollups(store, store.rollups, AT_ONCE));
}

function tracesKept(store: SqliteTraceStore, startSec: number): number | undefined {
  const encoded = store.rollups.read(store.rollups.mark(startSec));
  return encoded && decodeRollup(encoded).traces;
}

test("minutes that were there and minutes that change are rolled up by themselves", async () => {
  const store = await makeStore();
  for (const atSec of [1, 2, 70]) await put(store, atSec);
  startRollingUp(store);
  await vi.waitFor(() => {
    expect(tracesKept(store, START)).toBe(2);
    expect(tracesKept(store, START + 60)).toBe(1);
  }, 10_000);
  for (const atSec of [3, 200]) await put(store, atSec);
  await vi.waitFor(() => {
    expect(tracesKept(store, START)).toBe(3);
    expect(tracesKept(store, START + 180)).toBe(1);
  }, 10_000);
});

test("a graph is made of rollups, without reading traces, and is the graph of the traces", async () => {
  const store = await makeStore();
  for (const atSec of [1, 61, 62, 130]) await put(store, atSec);
  startRollingUp(store);
  await vi.waitFor(() => expect(tracesKept(store, START)).toBe(1), 10_000);
  await vi.waitFor(() => expect(tracesKept(store, START + 120)).toBe(1), 10_000);
  const range = { startSec: START, endSec: START + 180 };
  const direct = createServiceGraph();
  for (const facts of [...store.scan(range)].toReversed()) direct.add(facts);
  const unread = {
    count: store.count.bind(store),
    firstStartSec: store.firstStartSec.bind(store),
    lastStartSec: store.lastStartSec.bind(store),
    subscribe: store.subscribe.bind(store),
    scan: () => expect.fail("read"),
  };
  const { signal } = new AbortController();
  await vi.waitFor(() => expect(tracesKept(store, START + 60)).toBe(2), 10_000);
  const found: readonly Service[] = await createGraphCache(unread, store.rollups).services(range, signal);
  expect(found).toEqual(direct.services());
  expect(found).toHaveLength(3);
});
