import { describe, expect, it } from "vitest";
import { createFaultMinutes } from "../../insights/fault-minutes.ts";
import type { TraceScan, TraceStore } from "../../store/trace-store.ts";
import { createFaultMinuteCache } from "./fault-minute-cache.ts";
import type { KeyedFilter } from "../filters/trace-filters.ts";
import { NOW_SEC } from "../testing/make-context.ts";
import { makeSegment } from "../testing/make-segment.ts";
import { makeStore } from "../testing/make-store.ts";

const MINUTE = Math.floor(NOW_SEC / 60) * 60 - 6_000;
const range = { startSec: MINUTE - 86_400, endSec: MINUTE + 3_600 };
const { signal } = new AbortController();

/** A store whose scans are counted. */
function makeCountedStore() {
  const store = makeStore();
  const scans: TraceScan[] = [];
  const counted: TraceStore = {
    ...store,
    scan(query) {
      scans.push(query);
      return store.scan(query);
    },
  };
  const put = async (minute: number, fields: object = {}): Promise<void> => {
    await store.put([JSON.stringify(makeSegment({ start_time: MINUTE + 60 * minute + 5, ...fields }))]);
  };
  const retain = (minute: number): void => store.forgetBefore(MINUTE + 60 * minute);
  return { store: counted, scans, put, retain };
}

/** What the cache should answer: everything counted anew. */
function countAnew(store: TraceStore, filter?: KeyedFilter) {
  const faults = createFaultMinutes();
  for (const facts of store.scan(range)) if (!filter || filter.matches(facts)) faults.add(facts);
  return faults.minutes();
}

describe("faults by the minute", () => {
  it("are read once, and after a change only where it was", async () => {
    const { store, scans, put } = makeCountedStore();
    const cache = createFaultMinuteCache(store);
    for (const minute of [0, 1, 1, 7]) await put(minute, { fault: true });
    expect(await cache.minutes(range, signal)).toEqual(countAnew(store));
    scans.length = 0;
    await cache.minutes(range, signal);
    expect(scans).toEqual([]);
    await put(3);
    scans.length = 0;
    const minutes = await cache.minutes(range, signal);
    expect(scans).toEqual([{ startSec: MINUTE + 180, endSec: MINUTE + 240 }]);
    expect(minutes).toEqual(countAnew(store));
  });

  it("are read again where a trace that was known begins now, and where it has begun before", async () => {
    const { store, scans, put } = makeCountedStore();
    const cache = createFaultMinuteCache(store);
    const trace = { trace_id: "1-6b00de39-26be0b22a1d1c3e4f5061728" };
    await put(0);
    await put(5, trace);
    await cache.minutes(range, signal);
    await put(3, { ...trace, fault: true });
    scans.length = 0;
    const minutes = await cache.minutes(range, signal);
    expect(scans).toEqual(
      [3, 5].map((minute) => ({ startSec: MINUTE + 60 * minute, endSec: MINUTE + 60 * (minute + 1) })),
    );
    expect(minutes.map(({ startSec, faults }) => [startSec, faults])).toEqual([
      [MINUTE, 0],
      [MINUTE + 180, 1],
    ]);
  });

  it("are kept apart for each filter", async () => {
    const { store, put } = makeCountedStore();
    const cache = createFaultMinuteCache(store);
    await put(1, { name: "front" });
    await put(1);
    const filter = {
      key: "front",
      matches: ({ services }: { services: readonly { id: { Name: string } }[] }) =>
        services.some(({ id }) => id.Name === "front"),
    };
    expect((await cache.minutes(range, signal))[0]?.traces).toBe(2);
    expect((await cache.minutes({ ...range, filter }, signal))[0]?.traces).toBe(1);
    expect((await cache.minutes(range, signal))[0]?.traces).toBe(2);
  });

  it("forget what retention took", async () => {
    const { store, put, retain } = makeCountedStore();
    const cache = createFaultMinuteCache(store);
    for (const minute of [0, 1, 2]) await put(minute);
    await cache.minutes(range, signal);
    retain(2);
    expect((await cache.minutes(range, signal)).map(({ startSec }) => startSec)).toEqual([MINUTE + 120]);
  });

  it("are not kept where they changed while they were read", async () => {
    const { store, put } = makeCountedStore();
    await put(0);
    await put(2);
    let change: Promise<void> | undefined;
    const changing = {
      ...store,
      *scan(query: TraceScan) {
        const found = [...store.scan(query)];
        change ??= put(2);
        yield* found;
      },
    };
    const cache = createFaultMinuteCache(changing);
    expect((await cache.minutes(range, signal)).map(({ traces }) => traces)).toEqual([1, 1]);
    await change;
    expect((await cache.minutes(range, signal)).map(({ traces }) => traces)).toEqual([1, 2]);
  });

  it("of an empty store are none", async () => {
    const cache = createFaultMinuteCache(makeStore());
    expect(await cache.minutes(range, signal)).toEqual([]);
  });
});
