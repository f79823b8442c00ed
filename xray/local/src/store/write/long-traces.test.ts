import { expect, onTestFinished, test, vi } from "vitest";
import { parseSegmentDocument } from "../../protocol/parse-segment-document.ts";
import type { SegmentDocument } from "../../protocol/segment-document.ts";
import type { TraceFacts } from "../../model/trace-facts.ts";
import { deriveTraceFacts } from "../../trace/facts/derive-facts.ts";
import { ChunkReader } from "../chunk/chunk-reader.ts";
import { findRow } from "../chunk/chunk-columns.ts";
import { ChunkTable, openForWriting, readAllColumns } from "../chunk/chunk-table.ts";
import { PACKED_ID_BYTES, packTraceId } from "../chunk/packed-id.ts";
import { TraceReader } from "../chunk/trace-reader.ts";
import { databasePath } from "../data-folder.ts";
import { makeDocument, makeTraceId } from "../testing/make-document.ts";
import { makeFolder } from "../testing/make-test-store.ts";
import { Ingester } from "./ingester.ts";
import { expireAll } from "./retention.ts";

vi.setConfig({ testTimeout: 300_000 });

const parsing = vi.hoisted(() => ({ documents: 0 }));
vi.mock("../../protocol/parse-segment-document.ts", async (importOriginal) => {
  const original = await importOriginal<{ parseSegmentDocument: typeof parseSegmentDocument }>();
  return {
    ...original,
    parseSegmentDocument: (text: string) => {
      parsing.documents += 1;
      return original.parseSegmentDocument(text);
    },
  };
});

function makeTable(): ChunkTable {
  const database = openForWriting(databasePath(makeFolder()));
  onTestFinished(() => database.close());
  return new ChunkTable(database);
}

/** Documents of trace 1: a root in progress, its steps, and work of another service now and then. */
function makeStep(number: number): string {
  const id = (number + 1).toString(16).padStart(16, "0");
  const times = { start_time: 1000 + number, end_time: 1001 + number };
  const parent_id = "0".repeat(15) + "1";
  const call = { type: "subsegment", namespace: "remote", name: "db" };
  if (number === 0) return makeDocument(1, { id, start_time: 1000, end_time: undefined, in_progress: true });
  return makeDocument(1, { id, parent_id, ...times, ...(number % 3 === 0 ? { name: "worker" } : call) });
}

/** Ingests documents in batches of so many. */
function ingest(ingester: Ingester, documents: readonly string[], batch: number): void {
  for (let at = 0; at < documents.length; at += batch) {
    for (const text of documents.slice(at, at + batch)) ingester.offer(text);
    expect(ingester.commit(at).dropped.documents).toBe(0);
  }
}

function makeSteps(first: number, count: number): string[] {
  return Array.from({ length: count }, (_, at) => makeStep(first + at));
}

function countBytes({ database }: ChunkTable): number {
  const row = database
    .prepare("SELECT sum(length(columns) + length(details) + length(texts)) AS bytes FROM chunk")
    .get();
  return Number(row?.["bytes"] ?? 0);
}

/** What is on disk of trace 1, read as a process reads it that has just started. */
function readTrace({ database }: ChunkTable): { texts: string[]; facts: TraceFacts | undefined } {
  const id = new Uint8Array(PACKED_ID_BYTES);
  packTraceId(makeTraceId(1), id, 0);
  let at = { chunk: 0, row: 0 };
  for (const chunk of readAllColumns(database)) {
    const row = chunk.columns === undefined ? -1 : findRow(chunk.columns, id);
    if (row >= 0) at = { chunk: chunk.id, row };
  }
  const traces = new TraceReader(new ChunkReader(database));
  return { texts: traces.texts(at), facts: traces.facts(at) };
}

function parse(texts: readonly string[]): SegmentDocument[] {
  return texts.flatMap((text) => {
    const parsed = parseSegmentDocument(text);
    return parsed.ok ? [parsed.document] : [];
  });
}

function withoutUndefined(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

test("less than 2 kB are written for a document of a trace that goes on, however long it is", () => {
  const table = makeTable();
  const ingester = new Ingester(table);
  const written: number[] = [];
  let sent = 0;
  const measure = (count: number, batch: number): void => {
    const before = countBytes(table);
    ingest(ingester, makeSteps(sent, count), batch);
    sent += count;
    written.push((countBytes(table) - before) / count);
  };
  // One by one, with many between, so that a trace of each length is measured.
  measure(200, 1);
  measure(600, 10);
  measure(60, 1);
  measure(4140, 120);
  measure(60, 1);
  measure(24_790, 125);
  measure(150, 1);
  expect(sent).toBe(30_000);
  expect(written.filter((bytes) => bytes >= 2000)).toEqual([]);
  const { texts, facts } = readTrace(table);
  expect(texts).toEqual(makeSteps(0, sent));
  expect(facts?.services.map(({ id, requests }) => [id.Name, requests.length])).toEqual([
    ["backend-flask", 1],
    ["worker", 333],
    ["db", 666],
    ["backend-flask", 0],
  ]);
});

test("the facts of a trace that goes on are those of all its documents, at every length and from the disk alone", () => {
  const table = makeTable();
  const ingester = new Ingester(table);
  const documents = makeSteps(0, 700);
  let revision = 0;
  for (let at = 0; at < documents.length; at += 7) {
    ingest(ingester, documents.slice(at, at + 7), 7);
    revision += 1;
    if (at % 49 !== 0) continue;
    const { texts, facts } = readTrace(table);
    expect(texts).toEqual(documents.slice(0, at + 7));
    const expected = deriveTraceFacts(parse(texts), revision);
    expect(withoutUndefined(facts)).toEqual(withoutUndefined(expected));
  }
});

test("of a trace that goes on no document is read again for each that is added", () => {
  const ingester = new Ingester(makeTable());
  const documents = makeSteps(0, 1000);
  parsing.documents = 0;
  ingest(ingester, documents, 7);
  // Each once as it comes, and the first ones some times until the trace is a long one.
  expect(parsing.documents).toBeLessThan(1500);
});

test("a root that comes after thousands of its steps tells how the trace ended", () => {
  const table = makeTable();
  const ingester = new Ingester(table);
  ingest(ingester, makeSteps(0, 2500), 100);
  expect(readTrace(table).facts).toMatchObject({ partial: true, fault: false });
  const root = makeDocument(1, { start_time: 1000, end_time: 9000, fault: true });
  ingest(ingester, [root], 1);
  const ended = { partial: false, fault: true, responseTimeSec: 8000, endSec: 9000 };
  expect(readTrace(table).facts).toMatchObject({ ...ended, revision: 26 });
  ingest(ingester, makeSteps(2500, 500), 100);
  expect(readTrace(table).facts).toMatchObject({ ...ended, revision: 31 });
});

test("a trace whose oldest chunks retention took keeps the documents that are left, and facts of them", () => {
  const table = makeTable();
  const ingester = new Ingester(table);
  for (const [index, text] of makeSteps(0, 1800).entries()) {
    ingester.offer(text);
    if (index % 50 === 49) ingester.commit(index * 1000);
  }
  expireAll(table, { capBytes: 2 ** 30, retentionSec: 60 }, 1_799_000);
  const [oldest] = table.listOldest(1);
  ingester.expireThrough((oldest?.id ?? 0) - 1);
  expect(readTrace(table).texts).toEqual(makeSteps(1700, 100));
  expect(readTrace(table).facts).toMatchObject({ startSec: 2701, revision: 36 });
  ingest(ingester, makeSteps(1800, 100), 1);
  const { texts, facts } = readTrace(table);
  expect(texts).toEqual(makeSteps(1700, 200));
  expect(withoutUndefined(facts)).toEqual(withoutUndefined(deriveTraceFacts(parse(texts), 136)));
});
