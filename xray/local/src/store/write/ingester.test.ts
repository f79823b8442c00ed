import { expect, onTestFinished, test, vi } from "vitest";
import type { TraceFacts } from "../../model/trace-facts.ts";
import type { deriveTraceFacts } from "../../trace/facts/derive-facts.ts";
import { decodeColumns } from "../chunk/chunk-columns.ts";
import { ChunkTable, openForWriting } from "../chunk/chunk-table.ts";
import { ChunkReader } from "../chunk/chunk-reader.ts";
import { PACKED_ID_BYTES, packTraceId } from "../chunk/packed-id.ts";
import { TraceReader } from "../chunk/trace-reader.ts";
import { databasePath } from "../data-folder.ts";
import { Ingester } from "./ingester.ts";
import { SeenTraces } from "./seen-traces.ts";
import { makeDocument, makeTraceId } from "../testing/make-document.ts";
import { makeFolder } from "../testing/make-test-store.ts";

// Documents of these names stand for defects further in that nobody knows yet.
vi.mock("../../trace/facts/derive-facts.ts", async (importOriginal) => {
  const original = await importOriginal<{ deriveTraceFacts: typeof deriveTraceFacts }>();
  return {
    deriveTraceFacts: (...[documents, revision]: Parameters<typeof deriveTraceFacts>): TraceFacts => {
      if (documents.some(({ name }) => name === "throws")) throw new Error("cannot be derived");
      const facts = original.deriveTraceFacts(documents, revision);
      if (!documents.some(({ name }) => name === "unwritable")) return facts;
      const circular: { url: string; self?: unknown } = { url: "http://unwritable/" };
      circular.self = circular;
      return { ...facts, http: circular };
    },
  };
});

function makeIngester(): { ingester: Ingester; table: ChunkTable } {
  const database = openForWriting(databasePath(makeFolder()));
  onTestFinished(() => database.close());
  const table = new ChunkTable(database);
  return { ingester: new Ingester(table), table };
}

function makeId(number: number): string {
  return `f${number.toString(16).padStart(15, "0")}`;
}

function countRows(columns: Uint8Array): number {
  return decodeColumns(columns).count;
}

test("a trace whose facts cannot be derived costs that trace alone, and is told", () => {
  const { ingester } = makeIngester();
  ingester.offer(makeDocument(1));
  ingester.offer(makeDocument(2, { name: "throws", fault: true }));
  ingester.offer(makeDocument(3));
  const { chunks, dropped } = ingester.commit(0);
  expect(chunks.map(({ documents, columns }) => [documents, countRows(columns)])).toEqual([[2, 2]]);
  expect(dropped).toEqual({
    documents: 1,
    faults: 1,
    traceIds: new Set([makeTraceId(2)]),
    reason: "Error: cannot be derived",
  });
});

test("a chunk that cannot be written down costs that chunk alone, and is told", () => {
  const { ingester } = makeIngester();
  ingester.offer(makeDocument(1, { name: "unwritable" }));
  ingester.offer(makeDocument(2, { name: "throws" }));
  const first = ingester.commit(0);
  expect(first.chunks).toEqual([]);
  expect(first.dropped).toMatchObject({ documents: 2, traceIds: new Set([makeTraceId(1), makeTraceId(2)]) });
  ingester.offer(makeDocument(1));
  const second = ingester.commit(0);
  expect(second.chunks).toHaveLength(1);
  expect(second.dropped.documents).toBe(0);
});

/** Until `free` is called nothing more can be written. */
function fillDisk({ database }: ChunkTable): { free: () => void } {
  const pages = Number(database.prepare("PRAGMA page_count").get()?.["page_count"]);
  database.exec(`PRAGMA max_page_count = ${pages}`);
  return { free: () => database.exec("PRAGMA max_page_count = 100000") };
}

test("a full disk costs the batch, and later ones go on from what is on disk", () => {
  const { ingester, table } = makeIngester();
  ingester.offer(makeDocument(1));
  ingester.commit(0);
  const disk = fillDisk(table);
  ingester.offer(makeDocument(1, { fault: true, user: "x".repeat(60_000) }));
  for (let number = 2; number < 500; number += 1) ingester.offer(makeDocument(number));
  for (let count = 0; count < 200; count += 1) ingester.offer(makeDocument(1, { id: makeId(count) }));
  expect(() => ingester.commit(0)).toThrow(/full/);
  disk.free();
  for (const number of [1, 2, 1000]) ingester.offer(makeDocument(number, { error: true }));
  const { chunks } = ingester.commit(0);
  expect(
    chunks.map(({ documents, columns }) => [documents, Array.from(decodeColumns(columns).revision)]),
  ).toEqual([[3, [2, 1, 1]]]);
  const reader = new ChunkReader(table.database);
  const [chunk = 0] = chunks.map(({ id }) => id);
  const counts = [0, 1, 2].map((row) => new TraceReader(reader).texts({ chunk, row }).length);
  expect(counts).toEqual([2, 1, 1]);
});

test("a trace whose chunk could not be written down goes on from its chunk before", () => {
  const { ingester } = makeIngester();
  ingester.offer(makeDocument(1));
  ingester.commit(0);
  ingester.offer(makeDocument(1, { id: makeId(2) }));
  ingester.offer(makeDocument(2, { name: "unwritable" }));
  expect(ingester.commit(0).dropped.documents).toBe(2);
  ingester.offer(makeDocument(1, { id: makeId(3) }));
  const { chunks } = ingester.commit(0);
  expect(chunks.map(({ columns }) => Array.from(decodeColumns(columns).revision))).toEqual([[2]]);
});

test("new traces that a full disk refuses take no memory for ever", () => {
  const seen = new SeenTraces();
  const id = new Uint8Array(PACKED_ID_BYTES);
  const asked: number[] = [];
  const holds = (chunk: number): boolean => asked.push(chunk) > 0;
  packTraceId(makeTraceId(1), id, 0);
  seen.move(id, 0, 0, 7);
  expect(seen.find(id, 0, holds)).toBe(7);
  seen.forget(id, 0, 7);
  expect(seen.find(id, 0, holds)).toBe(0);
  expect(asked).toEqual([7]);
  seen.move(id, 0, 0, 8);
  expect(seen.find(id, 0, holds)).toBe(8);
});

test("a batch is due at 2,000 documents or 4 MB", () => {
  const { ingester } = makeIngester();
  expect(ingester.room()).toBe(2000);
  for (let number = 0; number < 1999; number += 1) ingester.offer(makeDocument(number));
  expect(ingester.room()).toBe(1);
  ingester.offer(makeDocument(1999));
  expect(ingester.room()).toBe(0);
  ingester.commit(0);
  for (let number = 0; number < 120; number += 1) {
    ingester.offer(makeDocument(number, { metadata: { default: { text: "x".repeat(60_000) } } }));
  }
  expect(ingester.room()).toBe(0);
});

test("a document that comes again word for word is stored once, and told", () => {
  const { ingester, table } = makeIngester();
  const isKnown = (text: string): boolean => {
    const offer = ingester.offer(text);
    return offer.ok && offer.isKnown;
  };
  const first = makeDocument(1, { in_progress: true, end_time: undefined });
  const whole = makeDocument(1);
  expect([first, first, whole, whole].map(isKnown)).toEqual([false, true, false, true]);
  expect(ingester.commit(0).chunks.map(({ documents }) => documents)).toEqual([2]);
  // Committed meanwhile, nothing is written, and no trace changes.
  expect(isKnown(whole)).toBe(true);
  expect(ingester.commit(1).chunks).toEqual([]);
  // Not the last word of its id: who sends an older one again may mean it.
  expect(isKnown(first)).toBe(false);
  // A call and the segment that answers it under its id are two.
  expect(isKnown(makeDocument(1, { type: "subsegment", parent_id: makeId(1) }))).toBe(false);
  ingester.commit(2);
  ingester.expireThrough(ingester.lastChunk());
  expect(isKnown(whole)).toBe(false);
  table.database.exec("CREATE TRIGGER full BEFORE INSERT ON chunk BEGIN SELECT raise(abort, 'full'); END");
  expect(() => ingester.commit(3)).toThrow("full");
  table.database.exec("DROP TRIGGER full");
  // What was not stored may be sent again.
  expect(isKnown(whole)).toBe(false);
  ingester.offer(makeDocument(2, { name: "throws" }));
  expect(ingester.commit(4).dropped.documents).toBe(1);
  expect(isKnown(makeDocument(2, { name: "throws" }))).toBe(false);
});
