import { randomBytes } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test, vi } from "vitest";
import { ChunkTable, openForWriting } from "../chunk/chunk-table.ts";
import { databasePath } from "../data-folder.ts";
import { Ingester } from "./ingester.ts";
import { expireOldest } from "./retention.ts";
import { makeDocument, makeTraceId } from "../testing/make-document.ts";
import { ALL_TIME, makeFolder, makeStore } from "../testing/make-test-store.ts";

// Threads take long to start on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const DAY_SEC = 86_400;

/** As if all of it had been written so long ago. */
function age(directory: string, seconds: number): void {
  const database = new DatabaseSync(databasePath(directory));
  database.prepare("UPDATE chunk SET written_at_ms = written_at_ms - ?").run(seconds * 1000);
  database.close();
}

test("what is older than the retention is gone at the next start", async () => {
  const directory = makeFolder();
  const first = await makeStore({ directory });
  await first.put([makeDocument(1)]);
  await first.close();
  age(directory, 2 * DAY_SEC);
  const second = await makeStore({ directory, retentionSec: 3 * DAY_SEC });
  await second.put([makeDocument(2)]);
  expect(second.status()).toMatchObject({ traces: 2, segments: 2 });
  await second.close();
  const third = await makeStore({ directory, retentionSec: DAY_SEC });
  expect(third.status()).toMatchObject({ traces: 1, segments: 1 });
  expect(third.documents(makeTraceId(1))).toEqual([]);
});

test("what grows too old while the store is open goes by itself", async () => {
  const store = await makeStore({ retentionSec: 0.2 });
  const told: { changed: number; formerStartsSec: readonly number[] }[] = [];
  store.subscribe((changed, formerStartsSec) => told.push({ changed: changed.length, formerStartsSec }));
  await store.put([makeDocument(1)]);
  await expect.poll(() => store.status(), { timeout: 10_000 }).toMatchObject({ traces: 0, segments: 0 });
  expect(told).toEqual([
    { changed: 1, formerStartsSec: [] },
    { changed: 0, formerStartsSec: [1001] },
  ]);
  expect(store.facts(makeTraceId(1))).toBeUndefined();
  await store.put([makeDocument(1)]);
  expect(store.facts(makeTraceId(1))?.revision).toBe(1);
});

test("beyond the cap the oldest go, the newest stay, and the files keep within it", async () => {
  const capBytes = 4 * 2 ** 20;
  const store = await makeStore({ capBytes });
  const count = 100;
  for (let number = 1; number <= count; number += 1) {
    const noise = randomBytes(40_000).toString("base64");
    await store.put([makeDocument(number, { metadata: { default: { noise } } })]);
    expect(store.status().bytes).toBeLessThan(capBytes * 1.1);
  }
  await expect.poll(() => store.status().traces, { timeout: 4000 }).toBeLessThan(count * 0.8);
  const kept = Array.from(store.scan(ALL_TIME), ({ id }) => id);
  expect(kept.length).toBeGreaterThan(count * 0.5);
  expect(kept).toEqual(kept.map((_, at) => makeTraceId(count - at)));
  expect(store.documents(makeTraceId(count))).toHaveLength(1);
  expect(store.status().segments).toBe(kept.length);
});

test("a trace whose last update stays is kept, with the documents that are left", async () => {
  const directory = makeFolder();
  const first = await makeStore({ directory });
  await first.put([makeDocument(1)]);
  await first.close();
  age(directory, 2 * DAY_SEC);
  const second = await makeStore({ directory, retentionSec: 9 * DAY_SEC });
  const child = makeDocument(1, { id: "b".repeat(16), parent_id: "0".repeat(15) + "1" });
  await second.put([child]);
  await second.close();
  const third = await makeStore({ directory, retentionSec: DAY_SEC });
  expect(third.documents(makeTraceId(1))).toEqual([child]);
  expect(third.facts(makeTraceId(1))?.revision).toBe(2);
});

test("what a clock that was ahead wrote holds nothing back: it is as old as the moment that it is met", () => {
  const database = openForWriting(databasePath(makeFolder()));
  onTestFinished(() => database.close());
  const table = new ChunkTable(database);
  const ingester = new Ingester(table);
  const limits = { capBytes: 2 ** 30, retentionSec: DAY_SEC };
  const nowMs = 1e12;
  for (const [number, atMs] of [nowMs + 400 * DAY_SEC * 1000, nowMs, nowMs].entries()) {
    ingester.offer(makeDocument(number));
    ingester.commit(atMs);
  }
  expect(expireOldest(table, limits, nowMs)).toBeUndefined();
  expect(expireOldest(table, limits, nowMs + 2 * DAY_SEC * 1000)).toEqual({ throughChunk: 3, documents: 3 });
});
