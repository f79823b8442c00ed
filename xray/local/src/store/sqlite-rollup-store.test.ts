import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test, vi } from "vitest";
import { ACTIVITY_SUBJECTS } from "../model/trace-rows.ts";
import { ActivityColumns } from "../rollup/activity-columns.ts";
import { encodeActivity } from "../rollup/encoded-activity.ts";
import type { SubjectBytes } from "../rollup/rollup-store.ts";
import { makeDocument } from "./testing/make-document.ts";
import { makeFolder, makeStore } from "./testing/make-test-store.ts";
import { createTraceStore } from "./sqlite-trace-store.ts";
import type { SqliteTraceStore } from "./sqlite-trace-store.ts";

// Threads take long to start on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

/** Of the traces of small numbers. */
const MINUTE = 960;
const bytes = Uint8Array.from([1, 2, 3]);

async function keepFor(store: SqliteTraceStore, startSec: number): Promise<void> {
  store.rollups.keep(store.rollups.mark(startSec), bytes);
  // The writer takes messages in order: what is answered after was done before.
  await store.put([]);
}

function read(store: SqliteTraceStore, startSec = MINUTE): Uint8Array | undefined {
  const mark = store.rollups.mark(startSec);
  const found = store.rollups.read(mark);
  expect(store.rollups.has(mark)).toBe(found !== undefined);
  return found;
}

test("what was kept for a minute comes back, also after a start", async () => {
  const directory = makeFolder();
  const options = { directory, capBytes: 2 ** 30, retentionSec: 86_400 };
  const first = await createTraceStore(options);
  await first.put([makeDocument(1), makeDocument(2)]);
  expect(first.rollups.mark(MINUTE).traces).toBe(2);
  expect(read(first)).toBeUndefined();
  await keepFor(first, MINUTE);
  expect(read(first)).toEqual(bytes);
  await first.close();
  const second = await makeStore(options);
  expect(read(second)).toEqual(bytes);
});

test("it does not come back when a trace joins, changes or leaves the minute", async () => {
  const store = await makeStore();
  await store.put([makeDocument(1), makeDocument(100)]);
  await keepFor(store, MINUTE);
  await store.put([makeDocument(2)]);
  expect(read(store)).toBeUndefined();
  await keepFor(store, MINUTE);
  await store.put([makeDocument(2, { id: "00000000000000aa", parent_id: "0000000000000002" })]);
  expect(read(store)).toBeUndefined();
  await keepFor(store, MINUTE);
  await store.put([makeDocument(100, { id: "00000000000000ab" })]);
  expect(read(store)).toEqual(bytes);
  await store.put([makeDocument(2, { id: "00000000000000ac", start_time: 500 })]);
  expect(store.rollups.mark(MINUTE).traces).toBe(1);
  expect(read(store)).toBeUndefined();
});

const activity: readonly SubjectBytes[] = ACTIVITY_SUBJECTS.map((subject) => ({
  subject,
  bytes: encodeActivity(new ActivityColumns()),
}));

async function keepActivityFor(store: SqliteTraceStore): Promise<void> {
  store.rollups.keepActivity(store.rollups.mark(MINUTE), activity);
  await store.put([]);
}

test("what the traces of a minute did comes back as long as they are the same", async () => {
  const store = await makeStore();
  await store.put([makeDocument(1)]);
  await keepActivityFor(store);
  expect(store.rollups.hasActivity(store.rollups.mark(MINUTE))).toBe(true);
  await store.put([makeDocument(2)]);
  expect(store.rollups.hasActivity(store.rollups.mark(MINUTE))).toBe(false);
  await keepActivityFor(store);
  await store.clear();
  await store.put([makeDocument(1)]);
  expect(store.rollups.hasActivity(store.rollups.mark(MINUTE))).toBe(false);
});

test("what an older version put together, what is damaged and what is of other traces is not read", async () => {
  const directory = makeFolder();
  const store = await makeStore({ directory });
  await store.put([makeDocument(1)]);
  await keepActivityFor(store);
  const mark = store.rollups.mark(MINUTE);
  const readCalls = () => store.rollups.readActivity(mark, "calls", new ActivityColumns());
  // It tells of no trace, and there is one.
  expect(readCalls()).toBe(false);
  const database = new DatabaseSync(join(directory, "traces.sqlite"));
  onTestFinished(() => database.close());
  database.exec("UPDATE activity SET bytes = x'00'");
  expect(readCalls()).toBe(false);
  expect(store.rollups.hasActivity(mark)).toBe(true);
  database.exec("UPDATE activity SET version = version - 1");
  expect(readCalls()).toBe(false);
  expect(store.rollups.hasActivity(mark)).toBe(false);
});

test("a file without what traces did gets the table for it", async () => {
  const directory = makeFolder();
  const options = { directory, capBytes: 2 ** 30, retentionSec: 86_400 };
  const first = await createTraceStore(options);
  await first.put([makeDocument(1)]);
  await first.close();
  const database = new DatabaseSync(join(directory, "traces.sqlite"));
  database.exec("DROP TABLE activity");
  database.close();
  const second = await makeStore(options);
  await keepActivityFor(second);
  expect(second.rollups.hasActivity(second.rollups.mark(MINUTE))).toBe(true);
});

test("what was kept for minutes before the oldest trace goes", async () => {
  const store = await makeStore();
  await store.put([makeDocument(1), makeDocument(2), makeDocument(500), makeDocument(201)]);
  await keepFor(store, 120);
  await keepFor(store, MINUTE);
  expect(read(store, 120)).toBeUndefined();
  expect(read(store)).toEqual(bytes);
});
