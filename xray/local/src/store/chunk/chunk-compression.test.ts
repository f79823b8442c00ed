import { randomBytes } from "node:crypto";
import { expect, onTestFinished, test } from "vitest";
import type { Chunk } from "./chunk-builder.ts";
import { ChunkDecompressor } from "./chunk-compression.ts";
import { ChunkTable, openForWriting } from "./chunk-table.ts";
import { databasePath } from "../data-folder.ts";
import { makeFolder } from "../testing/make-test-store.ts";

function makeTable(): ChunkTable {
  const database = openForWriting(databasePath(makeFolder()));
  onTestFinished(() => database.close());
  return new ChunkTable(database);
}

/** One document that has most in common with its like. */
function makeChunk(id: number, documents = 1): Chunk {
  const text =
    `{"name":"backend-flask","url":"http://localhost:5000/api/activities/home","id":"${id}"}`.repeat(6);
  const unique = randomBytes(8).toString("hex");
  return {
    id,
    documents,
    columns: new Uint8Array(Buffer.from(`columns ${text}`)),
    details: Buffer.from(`details ${text}`),
    texts: Buffer.from(`texts ${unique} ${text}`),
  };
}

function insertAll(table: ChunkTable, chunks: readonly Chunk[]): void {
  table.transact(() => {
    for (const chunk of chunks) table.insert(chunk, 0);
  });
}

function readTexts(table: ChunkTable): string[] {
  const decompressor = new ChunkDecompressor(table.database);
  const rows = table.database.prepare("SELECT texts, dictionary FROM chunk ORDER BY id").all();
  return rows.map((row) => decompressor.decompress(row["texts"], row["dictionary"]).toString());
}

function listDictionaries(table: ChunkTable): unknown[] {
  return table.database
    .prepare("SELECT id FROM dictionary ORDER BY id")
    .all()
    .map((row) => row["id"]);
}

const range = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => makeChunk(from + at));

test("small chunks come to share a dictionary, which makes them several times smaller", () => {
  const table = makeTable();
  const chunks = range(1, 60);
  for (const chunk of chunks) insertAll(table, [chunk]);
  expect(listDictionaries(table)).toHaveLength(1);
  expect(readTexts(table)).toEqual(chunks.map(({ texts }) => texts.toString()));
  const sizes = table.listOldest(60).map(({ bytes }) => bytes);
  expect(sizes.at(-1)).toBeLessThan((sizes[0] ?? 0) / 2);
});

test("a dictionary outlives the memory of the chunks that it was made of", () => {
  const table = makeTable();
  const chunks = range(1, 60);
  const expected = chunks.map(({ texts }) => texts.toString());
  for (const chunk of chunks) {
    insertAll(table, [chunk]);
    structuredClone(chunk.columns.buffer, { transfer: [chunk.columns.buffer] });
    chunk.details.fill(0);
    chunk.texts.fill(0);
  }
  expect(readTexts(table)).toEqual(expected);
  const { bytes } = table.database.prepare("SELECT bytes FROM dictionary").get() ?? {};
  const samples = Buffer.from(bytes as Uint8Array)
    .toString()
    .split("texts ");
  expect(samples.length).toBeGreaterThan(10);
});

test("large chunks use none", () => {
  const table = makeTable();
  insertAll(
    table,
    range(1, 60).map(({ id }) => makeChunk(id, 500)),
  );
  expect(listDictionaries(table)).toEqual([]);
  expect(readTexts(table)).toHaveLength(59);
});

test("a table that is opened again goes on with its dictionary", () => {
  const table = makeTable();
  insertAll(table, range(1, 60));
  insertAll(new ChunkTable(table.database), range(60, 120));
  expect(listDictionaries(table)).toHaveLength(1);
  expect(readTexts(table)).toHaveLength(119);
});

test("a dictionary whose transaction failed is not used by later chunks", () => {
  const table = makeTable();
  const failing = () =>
    table.transact(() => {
      for (const chunk of range(1, 60)) table.insert(chunk, 0);
      throw new Error("disk full");
    });
  expect(failing).toThrow("disk full");
  expect(listDictionaries(table)).toEqual([]);
  const chunks = range(1, 60);
  insertAll(table, chunks);
  expect(readTexts(table)).toEqual(chunks.map(({ texts }) => texts.toString()));
});

test("a dictionary that outlives its chunks is not taken for that of later ones", () => {
  const table = makeTable();
  insertAll(table, range(1, 60));
  table.deleteThrough(59);
  expect(table.nextId()).toBeGreaterThan(Number(listDictionaries(table).at(-1)));
});

test("dictionaries change in time, and those go that no chunk needs any more", () => {
  const table = makeTable();
  const chunks = range(1, 5001);
  insertAll(table, chunks);
  const [first, second] = listDictionaries(table);
  expect(second).toBeGreaterThan(4000);
  table.deleteThrough(Number(second) - 2);
  expect(listDictionaries(table)).toEqual([first, second]);
  table.deleteThrough(Number(second) - 1);
  expect(listDictionaries(table)).toEqual([second]);
  expect(readTexts(table)).toEqual(chunks.slice(Number(second) - 1).map(({ texts }) => texts.toString()));
});
