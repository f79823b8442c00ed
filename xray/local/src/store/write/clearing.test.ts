import { statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { expect, test, vi } from "vitest";
import { databasePath } from "../data-folder.ts";
import { createTraceStore } from "../sqlite-trace-store.ts";
import { makeDocument, makeTraceId } from "../testing/make-document.ts";
import { ALL_TIME, makeFolder, makeStore } from "../testing/make-test-store.ts";
import type { TraceStore } from "../trace-store.ts";

// Threads take long to start on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const idsOf = (store: TraceStore): string[] => Array.from(store.scan(ALL_TIME), ({ id }) => id);

function makeDocuments(from: number, count: number, more: Readonly<Record<string, unknown>> = {}): string[] {
  return Array.from({ length: count }, (_, at) => makeDocument(from + at, more));
}

test("after clearing nothing is left: not in memory, not on disk, not after a start", async () => {
  const directory = makeFolder();
  const options = { directory, capBytes: 2 ** 30, retentionSec: 86_400 };
  const first = await createTraceStore(options);
  // Beyond what one step deletes.
  const metadata = { default: { text: Array.from({ length: 60 }, () => Math.random()).join() } };
  for (let batch = 0; batch < 4; batch += 1)
    await first.put(makeDocuments(1 + batch * 1000, 1000, { metadata }));
  first.rollups.keep(first.rollups.mark(960), Uint8Array.of(1));
  const bytesBefore = first.status().bytes;
  await expect(first.clear()).resolves.toEqual({ traces: 4000, segments: 4000 });
  expect(idsOf(first)).toEqual([]);
  expect(first.documents(makeTraceId(1))).toEqual([]);
  expect(first.facts(makeTraceId(4000))).toBeUndefined();
  expect(first.status()).toMatchObject({ traces: 0, segments: 0 });
  await first.close();
  expect(statSync(databasePath(directory)).size).toBeLessThan(bytesBefore / 4);
  const database = new DatabaseSync(databasePath(directory), { readOnly: true });
  for (const table of ["chunk", "minute"])
    expect(database.prepare(`SELECT * FROM ${table}`).all()).toEqual([]);
  database.close();
  const second = await makeStore(options);
  expect(idsOf(second)).toEqual([]);
});

test("what is put before, and not yet written, goes; what comes later stays, as if nothing had been there", async () => {
  const store = await makeStore();
  await store.put([makeDocument(1)]);
  const before = store.put([makeDocument(2)]);
  const cleared = store.clear();
  const later = makeDocument(1, { id: "00000000000000aa" });
  await Promise.all([before, cleared, store.put([later])]);
  expect(idsOf(store)).toEqual([makeTraceId(1)]);
  expect(store.documents(makeTraceId(1))).toEqual([later]);
  expect(store.facts(makeTraceId(1))?.revision).toBe(1);
  expect(store.status()).toMatchObject({ traces: 1, segments: 1 });
});

test("listeners are told where traces were, once, however often it is asked for", async () => {
  const store = await makeStore();
  await store.put(makeDocuments(1, 3));
  const told: (readonly number[])[] = [];
  store.subscribe((changed, formerStartsSec) => {
    expect(changed).toEqual([]);
    if (formerStartsSec.length > 0) told.push(formerStartsSec);
  });
  await Promise.all([store.clear(), store.clear()]);
  expect(told).toEqual([[1001, 1002, 1003]]);
  await expect(store.clear()).resolves.toEqual({ traces: 0, segments: 0 });
});

test("a store that is closed while it clears has cleared", async () => {
  const directory = makeFolder();
  const store = await createTraceStore({ directory, capBytes: 2 ** 30, retentionSec: 86_400 });
  await store.put(makeDocuments(1, 500));
  const cleared = store.clear();
  await store.close();
  await expect(cleared).resolves.toEqual({ traces: 500, segments: 500 });
  await expect(store.clear()).rejects.toThrow("The store is closed.");
  expect(idsOf(await makeStore({ directory }))).toEqual([]);
});
