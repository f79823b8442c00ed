import { expect, onTestFinished, test, vi } from "vitest";
import type { TraceScan, TraceStore } from "../../store/trace-store.ts";
import type { GroupReference, GroupView } from "../filters/groups.ts";
import { createTraceFilters } from "../filters/trace-filters.ts";
import { makeSegment } from "../testing/make-segment.ts";
import { makeStore } from "../testing/make-store.ts";
import { createGraphCache } from "./graph-cache.ts";
import { startGroupRollups } from "./group-rollups.ts";

/** A whole minute. */
const NOW_SEC = 1_795_500_000;
const AT_ONCE = { settledMs: 0, rest: 0, lookEveryMs: 1 };
/** Machines may be busy. */
const WITHIN_MS = 10_000;
const { signal } = new AbortController();

function setUp(...expressions: string[]) {
  const inner = makeStore();
  const scanned: TraceScan[] = [];
  const store: TraceStore = {
    ...inner,
    scan(query) {
      scanned.push(query);
      return inner.scan(query);
    },
  };
  const list: GroupView[] = expressions.map((FilterExpression, index) => ({
    GroupName: `g${index}`,
    GroupARN: `arn:g${index}`,
    FilterExpression,
    FilterChangedAtSec: index,
  }));
  let revision = 0;
  const filters = createTraceFilters({
    all: () => list,
    find: ({ GroupName, GroupARN }: GroupReference) =>
      list.find((group) => group.GroupName === GroupName || group.GroupARN === GroupARN),
    revision: () => revision,
  });
  const change = (index: number, group: GroupView): void => {
    list[index] = group;
    revision += 1;
  };
  const graphs = createGraphCache(store);
  const nowMs = (): number => NOW_SEC * 1_000;
  const start = (): void => onTestFinished(startGroupRollups({ store, graphs, filters, nowMs }, AT_ONCE));
  /** Into a cache of its own. */
  const keep = () => startGroupRollups({ store, graphs: createGraphCache(store), filters, nowMs }, AT_ONCE);
  /** How many traces of a group its graph tells of, and whether traces had to be read for it. */
  const ask = async (GroupName: string) => {
    const { filter } = filters.ofGroup({ GroupName });
    scanned.length = 0;
    const range = { startSec: NOW_SEC - 6 * 3600, endSec: NOW_SEC };
    const services = await graphs.services({ ...range, filter }, signal);
    const root = services.find(({ Root }) => Root);
    return { traces: root?.SummaryStatistics?.TotalCount, isRead: scanned.length > 0 };
  };
  return { store, change, scanned, start, keep, ask };
}

async function put(store: TraceStore, agoSec: number, members: object = {}): Promise<void> {
  await store.put([JSON.stringify(makeSegment({ start_time: NOW_SEC - agoSec, ...members }))]);
}

test("the first graph of a group is made of what was rolled up before it was asked for", async () => {
  const { store, change, start, ask, scanned } = setUp("fault", "responsetime > 0.05");
  for (const agoSec of [1, 61, 6 * 3600]) await put(store, agoSec, { fault: true });
  await put(store, 30);
  start();
  await vi.waitFor(() => expect(scanned).toHaveLength(2 * 360), WITHIN_MS);
  expect(await ask("g0")).toEqual({ traces: 3, isRead: false });
  expect(await ask("g1")).toEqual({ traces: 4, isRead: false });

  scanned.length = 0;
  await put(store, 90, { fault: true });
  await vi.waitFor(() => expect(scanned).toHaveLength(2), WITHIN_MS);
  expect(await ask("g0")).toEqual({ traces: 4, isRead: false });

  scanned.length = 0;
  change(0, { GroupName: "g0", GroupARN: "arn:g0", FilterExpression: "!fault" });
  await vi.waitFor(() => expect(scanned).toHaveLength(2 * 360), WITHIN_MS);
  expect(await ask("g0")).toEqual({ traces: 1, isRead: false });
});

test("groups of nodes need nothing, and of many groups those changed last are rolled up", async () => {
  const { store, start, scanned, ask } = setUp(
    "http.status = 200",
    "fault",
    "error",
    "throttle",
    "partial",
    `service("x")`,
  );
  await put(store, 1);
  start();
  await vi.waitFor(() => expect(scanned).toHaveLength(4 * 360), WITHIN_MS);
  expect(await ask("g1")).toEqual({ traces: undefined, isRead: false });
  expect(await ask("g0")).toEqual({ traces: 1, isRead: true });
});

test("it stops when it is told to", async () => {
  const { store, scanned, keep } = setUp("fault");
  const stop = keep();
  await vi.waitFor(() => expect(scanned).toHaveLength(360), WITHIN_MS);
  stop();
  scanned.length = 0;
  await put(store, 90, { fault: true });
  // Another one, which knows nothing yet, is through before this one would have looked again.
  onTestFinished(keep());
  await vi.waitFor(() => expect(scanned.length).toBeGreaterThanOrEqual(360), WITHIN_MS);
  expect(scanned).toHaveLength(360);
});
