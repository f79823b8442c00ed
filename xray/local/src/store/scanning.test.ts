import { expect, test, vi } from "vitest";
import { SHARED_PARTS } from "../model/trace-rows.ts";
import { startMinuteRollups } from "../api/rollups/minute-rollups.ts";
import { makeDocument, makeTraceId } from "./testing/make-document.ts";
import { ALL_TIME, makeStore } from "./testing/make-test-store.ts";
import type { TraceScan, TraceStore } from "./trace-store.ts";

// Threads take long to start on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

function idsOf(store: TraceStore, query: TraceScan = ALL_TIME): string[] {
  return Array.from(store.scan(query), ({ id }) => id);
}

function toIds(...numbers: readonly number[]): string[] {
  return numbers.map(makeTraceId);
}

test("the newest start comes first, and equal starts go by id", async () => {
  const store = await makeStore();
  await store.put(
    [3, 1, 5, 4, 2].map((number) => makeDocument(number, { start_time: number > 3 ? 7 : number })),
  );
  expect(idsOf(store)).toEqual(toIds(5, 4, 3, 2, 1));
});

test("a scan goes by the start of traces in a half-open range", async () => {
  const store = await makeStore();
  await store.put([1, 2, 3, 4].map((number) => makeDocument(number)));
  expect(idsOf(store, { startSec: 1002, endSec: 1004 })).toEqual(toIds(3, 2));
  expect(idsOf(store, { startSec: 1005, endSec: 2000 })).toEqual([]);
});

test("the first start from a moment on and the last before it are told", async () => {
  const store = await makeStore();
  expect([store.firstStartSec(0), store.lastStartSec(1e11)]).toEqual([undefined, undefined]);
  await store.put([1, 5, 9].map((number) => makeDocument(number)));
  expect([0, 1001, 1001.5, 1009, 1009.5].map((sec) => store.firstStartSec(sec))).toEqual([
    1001,
    1001,
    1005,
    1009,
    undefined,
  ]);
  expect([0, 1001, 1001.5, 1009, 1e11].map((sec) => store.lastStartSec(sec))).toEqual([
    undefined,
    undefined,
    1001,
    1005,
    1009,
  ]);
});

test("a scan by Service goes by the ends of segments", async () => {
  const store = await makeStore();
  await store.put([
    makeDocument(1, { start_time: 100, end_time: 200 }),
    makeDocument(2, { start_time: 120, end_time: 130 }),
    makeDocument(3, { start_time: 150, end_time: 400 }),
    makeDocument(3, { start_time: 150, end_time: 190, id: "b".repeat(16), parent_id: "0".repeat(15) + "3" }),
  ]);
  expect(idsOf(store, { startSec: 180, endSec: 201, by: "Service" })).toEqual(toIds(3, 1));
  expect(idsOf(store, { startSec: 201, endSec: 399, by: "Service" })).toEqual([]);
});

test("a scan by Event goes by the moment of the last update", async () => {
  const store = await makeStore();
  const beforeSec = Date.now() / 1000;
  await store.put([makeDocument(1)]);
  const afterSec = Date.now() / 1000 + 0.001;
  expect(idsOf(store, { startSec: beforeSec, endSec: afterSec, by: "Event" })).toEqual(toIds(1));
  expect(idsOf(store, { startSec: 0, endSec: beforeSec, by: "Event" })).toEqual([]);
});

test("paging continues behind the last trace, also when new ones have come", async () => {
  const store = await makeStore();
  const sameStart = { start_time: 1000, end_time: 1001 };
  await store.put([1, 2, 3, 4, 5].map((number) => makeDocument(number, sameStart)));
  const first = idsOf(store).slice(0, 2);
  await store.put([makeDocument(6, sameStart), makeDocument(7)]);
  const rest = idsOf(store, { ...ALL_TIME, after: { startSec: 1000, id: makeTraceId(4) } });
  expect([...first, ...rest]).toEqual(toIds(5, 4, 3, 2, 1));
});

test("a scan that pauses goes on where it was when traces have come meanwhile", async () => {
  const store = await makeStore();
  await store.put([1, 2, 3, 4].map((number) => makeDocument(number)));
  const seen: string[] = [];
  for (const facts of store.scan(ALL_TIME)) {
    seen.push(facts.id);
    if (seen.length === 2) await store.put([makeDocument(8), makeDocument(0)]);
  }
  expect(seen).toEqual(toIds(4, 3, 2, 1, 0));
});

test("rows tell of the same traces as a scan, also when traces come while they are read", async () => {
  const store = await makeStore();
  const open = { end_time: undefined, in_progress: true };
  await store.put(
    Array.from({ length: 1300 }, (_, n) =>
      makeDocument(n, {
        http: { request: { url: `http://a/${n % 7}` }, response: { status: 200 } },
        ...(n % 3 === 0 && { error: true, throttle: n % 2 === 0 }),
        ...(n % 5 === 0 && { fault: true }),
        ...(n % 11 === 0 && open),
      }),
    ),
  );
  const range = { startSec: 1010, endSec: 1e9 };
  const expected = [...store.scan(range)].map((facts) => [
    facts.id,
    facts.startSec,
    facts.partial,
    facts.fault ? 3 : facts.error ? (facts.throttle ? 2 : 1) : 0,
    Math.round((facts.responseTimeSec ?? facts.endSec - facts.startSec) * 1e6),
    facts.http.url,
    facts.services.map(({ id }) => id.Name),
    facts.activity?.kinds,
  ]);
  const told: unknown[] = [];
  let batches = 0;
  const reader = store.openRows({ parts: new Set(SHARED_PARTS), lengths: true, marks: true });
  for (const rows of reader.scan(range)) {
    for (let row = 0; row < rows.count; row += 1) {
      told.push([
        rows.facts(row).id,
        rows.startSec[row],
        rows.partial[row] === 1,
        rows.outcome[row],
        rows.durationUs[row],
        rows.http(rows.numbers.http[row] ?? -1)?.url,
        rows.topology(rows.numbers.topology[row] ?? -1)?.services.map(({ id }) => id.Name),
        rows.activity(rows.numbers.activity[row] ?? -1),
      ]);
    }
    batches += 1;
    if (batches === 1) await store.put([makeDocument(0, { name: "moved" }), makeDocument(5000)]);
  }
  reader.close();
  expect(batches).toBeGreaterThan(2);
  expect(told).toEqual(expected);
});

test("rows tell what traces did, whether it was put together or not, also when it changes while they are read", async () => {
  const store = await makeStore();
  const call = (n: number) => ({ id: n.toString(16).padStart(16, "c"), name: "db", namespace: "remote" });
  await store.put(
    Array.from({ length: 150 }, (_, n) =>
      makeDocument(n, { subsegments: [{ ...call(n), start_time: 1000 + n, end_time: 1000 + n + n / 100 }] }),
    ),
  );
  const stop = startMinuteRollups(store, store.rollups, { settledMs: 0, restMs: 0, lookEveryMs: 1 });
  const mark = store.rollups.mark(1020);
  await vi.waitFor(() => expect(store.rollups.hasActivity(mark)).toBe(true), 10_000);
  stop();
  for (const order of ["newest first", "oldest first"] as const) {
    const expected = [...store.scan(ALL_TIME)].map((facts) => [
      facts.id,
      facts.activity?.calls.flatMap(({ calls }) => calls.map(({ durationUs }) => durationUs)),
    ]);
    const told: unknown[] = [];
    const reader = store.openRows({ parts: new Set(SHARED_PARTS), lengths: true, marks: true });
    for (const rows of reader.scanActivity("calls", ALL_TIME, order)) {
      for (let row = 0; row < rows.count; row += 1) {
        const { items, first, end } = rows.load(row);
        told.push([rows.facts(row).id, [...items.durationUs.subarray(first, end)]]);
      }
      // More of a trace in the middle.
      const other = { id: told.length.toString(16).padStart(16, "e"), parent_id: "0000000000000bad" };
      if (told.length < 100) await store.put([makeDocument(75, { ...other, name: order })]);
    }
    reader.close();
    const sorted = (list: unknown[]) => list.map((each) => JSON.stringify(each)).toSorted();
    expect(sorted(told)).toEqual(sorted(expected));
    expect(told).toEqual(order === "newest first" ? expected : expected.toReversed());
  }
});
