import { chmodSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test, vi } from "vitest";
import { databasePath } from "./data-folder.ts";
import { StoreError } from "./trace-store.ts";
import { makeDocument, makeTraceId } from "./testing/make-document.ts";
import { ALL_TIME, makeFolder, makeStore } from "./testing/make-test-store.ts";
import { createTraceStore } from "./sqlite-trace-store.ts";
import type { TraceStore } from "./trace-store.ts";

// Threads take long to start on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

function idsOf(store: TraceStore): string[] {
  return Array.from(store.scan(ALL_TIME), ({ id }) => id);
}

function toIds(...numbers: readonly number[]): string[] {
  return numbers.map(makeTraceId);
}

test("all is there after a restart, and revisions go on", async () => {
  const directory = makeFolder();
  const first = await makeStore({ directory });
  await first.put([makeDocument(1), makeDocument(2)]);
  await first.put([makeDocument(2, { id: "b".repeat(16), parent_id: "0".repeat(15) + "2" })]);
  const before = first.facts(makeTraceId(2));
  await first.close();
  const second = await makeStore({ directory });
  expect(idsOf(second)).toEqual(toIds(2, 1));
  expect(second.facts(makeTraceId(2))).toEqual(before);
  expect(second.documents(makeTraceId(2))).toHaveLength(2);
  expect(second.status()).toMatchObject({
    traces: 2,
    segments: 3,
    oldestStartSec: 1001,
    newestStartSec: 1002,
  });
  await second.put([makeDocument(2, { id: "c".repeat(16), parent_id: "0".repeat(15) + "2" })]);
  expect(second.facts(makeTraceId(2))?.revision).toBe(3);
  expect(second.documents(makeTraceId(2))).toHaveLength(3);
});

test("a folder in use is rejected with what to do about it, and free again when its store is closed", async () => {
  const directory = makeFolder();
  const first = await makeStore({ directory });
  const second = createTraceStore({ directory, capBytes: 2 ** 30, retentionSec: 60 });
  await expect(second).rejects.toMatchObject({
    name: "StoreError",
    code: "InUse",
    message: expect.stringContaining("Stop that process"),
  });
  await first.close();
  await makeStore({ directory });
});

test("a damaged file is rejected and left alone", async () => {
  const directory = makeFolder();
  writeFileSync(
    databasePath(directory),
    "this is no database, but it is long enough to have had a header ".repeat(20),
  );
  const opening = createTraceStore({ directory, capBytes: 2 ** 30, retentionSec: 60 });
  await expect(opening).rejects.toMatchObject({
    code: "Damaged",
    message: expect.stringContaining("Move it away"),
  });
});

test.each(["x'0102030405'", "x''", "zeroblob(3000)", "substr(columns, 1, length(columns) - 9)"])(
  "a chunk whose columns became %s costs its traces: the store opens, says so and goes on",
  async (damage) => {
    const directory = makeFolder();
    const store = await makeStore({ directory });
    for (const number of [1, 2, 3]) await store.put([makeDocument(number)]);
    await store.close();
    const database = new DatabaseSync(databasePath(directory));
    database.exec(`UPDATE chunk SET columns = ${damage} WHERE id = 2`);
    database.close();
    const again = await makeStore({ directory });
    expect(again.status()).toMatchObject({ traces: 2, segments: 3, damagedChunks: 1 });
    await again.put([makeDocument(4)]);
    expect(Array.from(again.scan(ALL_TIME), ({ id }) => id)).toEqual([4, 3, 1].map(makeTraceId));
  },
);

test("a place where no folder can be is rejected", async () => {
  const directory = join(makeFolder(), "file");
  writeFileSync(directory, "");
  const opening = createTraceStore({ directory, capBytes: 2 ** 30, retentionSec: 60 });
  await expect(opening).rejects.toMatchObject({
    code: "NotWritable",
    message: expect.stringContaining("choose another data folder"),
  });
});

test("a file of that name that is a folder is rejected", async () => {
  const directory = makeFolder();
  mkdirSync(databasePath(directory));
  const opening = createTraceStore({ directory, capBytes: 2 ** 30, retentionSec: 60 });
  await expect(opening).rejects.toBeInstanceOf(StoreError);
});

test("a file of a newer version is rejected", async () => {
  const directory = makeFolder();
  const store = await makeStore({ directory });
  await store.close();
  setVersion(directory, 9_000_000);
  const opening = createTraceStore({ directory, capBytes: 2 ** 30, retentionSec: 60 });
  await expect(opening).rejects.toMatchObject({ code: "TooNew" });
});

test("a file of an older version is written anew from its documents", async () => {
  const directory = makeFolder();
  const old = await makeStore({ directory });
  await old.put([makeDocument(1), makeDocument(2)]);
  await old.put([makeDocument(1, { fault: true })]);
  const before = [...old.scan(ALL_TIME)].map((facts) => JSON.stringify(facts));
  await old.close();
  setVersion(directory, 1);
  const store = await makeStore({ directory });
  expect([...store.scan(ALL_TIME)].map((facts) => JSON.stringify(facts))).toEqual(before);
  expect(store.documents(makeTraceId(1))).toHaveLength(2);
  await store.put([makeDocument(3)]);
  expect(idsOf(store)).toEqual(toIds(3, 2, 1));
});

function setVersion(directory: string, version: number): void {
  const database = new DatabaseSync(databasePath(directory));
  database.exec(`PRAGMA user_version = ${version}`);
  database.close();
}

test("after closing, a put is rejected and closing again is fine", async () => {
  const store = await makeStore();
  await store.close();
  await expect(store.put([makeDocument(1)])).rejects.toMatchObject({ message: "The store is closed." });
  await store.close();
});

test("puts that were under way when the store closes are answered and kept", async () => {
  const directory = makeFolder();
  const store = await makeStore({ directory });
  const puts = [1, 2, 3].map((number) => store.put([makeDocument(number)]));
  await store.close();
  await expect(Promise.all(puts)).resolves.toEqual([[], [], []]);
  const again = await makeStore({ directory });
  expect(idsOf(again)).toEqual(toIds(3, 2, 1));
});

function modeOf(path: string): number {
  return statSync(path).mode & 0o777;
}

test("a clean stop leaves nothing in the write-ahead log", async () => {
  const directory = makeFolder();
  const store = await makeStore({ directory });
  await store.put([makeDocument(1)]);
  await store.close();
  expect(statSync(`${databasePath(directory)}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0);
});

test.skipIf(process.platform === "win32")("the folder is its owner's alone", async () => {
  const directory = join(makeFolder(), "new", "folder");
  const first = await makeStore({ directory });
  await first.close();
  expect([modeOf(directory), modeOf(join(directory, ".."))]).toEqual([0o700, 0o700]);
  // As an older version left it.
  chmodSync(directory, 0o755);
  await makeStore({ directory });
  expect(modeOf(directory)).toBe(0o700);
});

test.skipIf(process.platform === "win32")(
  "a folder that was there for something else keeps its mode",
  async () => {
    const directory = makeFolder();
    chmodSync(directory, 0o755);
    await makeStore({ directory });
    expect(modeOf(directory)).toBe(0o755);
  },
);

test("puts into a folder that was deleted fail, and the store says that it ends", async () => {
  const directory = makeFolder();
  const failures: StoreError[] = [];
  const store = await makeStore({ directory, onFailure: (failure) => failures.push(failure) });
  await store.put([makeDocument(1)]);
  rmSync(directory, { recursive: true });
  await expect(store.put([makeDocument(2)])).rejects.toThrow("was deleted or replaced");
  await expect.poll(() => failures.map(({ code }) => code)).toEqual(["Gone"]);
  await expect(store.put([makeDocument(3)])).rejects.toThrow("was deleted or replaced");
});

test("a folder that is deleted while nothing arrives is noticed too", async () => {
  const directory = makeFolder();
  const failed = Promise.withResolvers<StoreError>();
  await makeStore({ directory, onFailure: failed.resolve });
  rmSync(directory, { recursive: true });
  expect(await failed.promise).toMatchObject({ code: "Gone" });
});

test("a store that is closed does not say that it failed", async () => {
  const failures: StoreError[] = [];
  const store = await makeStore({ onFailure: (failure) => failures.push(failure) });
  await store.close();
  await expect(store.put([])).rejects.toThrow("closed");
  expect(failures).toEqual([]);
});

test.each([
  ["overwritten", "details = zeroblob(30), texts = zeroblob(30)"],
  ["cut off", "details = substr(details, 1, 40), texts = substr(texts, 1, 40)"],
  ["emptied", "details = x'', texts = x''"],
])(
  "a chunk that was %s costs what lies in it: the rest is read, and the status says so",
  async (_, damage) => {
    const directory = makeFolder();
    const store = await makeStore({ directory });
    for (const number of [1, 2, 3]) await store.put([makeDocument(number)]);
    const other = new DatabaseSync(databasePath(directory));
    other.exec(`UPDATE chunk SET ${damage} WHERE id = 2`);
    other.close();
    await store.close();
    const again = await makeStore({ directory });
    expect(
      Array.from(again.scan(ALL_TIME), ({ services }) => services.map(({ requests }) => requests.length)),
    ).toEqual([3, 2, 1].map((number) => (number === 2 ? [0, 0] : [1, 0])));
    expect([1, 2, 3].map((number) => again.documents(makeTraceId(number)).length)).toEqual([1, 0, 1]);
    expect(again.status()).toMatchObject({ traces: 3, damagedChunks: 1 });
  },
);
