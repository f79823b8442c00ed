import { Readable, Writable } from "node:stream";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { makeContext } from "../api/testing/make-context.ts";
import { makeSegment } from "../api/testing/make-segment.ts";
import { makeServer } from "../api/testing/make-server.ts";
import { makeStore } from "../store/testing/make-test-store.ts";
import type { SqliteTraceStore } from "../store/sqlite-trace-store.ts";
import { exportTraces } from "./export-traces.ts";
import type { ExportOptions } from "./export-traces.ts";
import { importTraces } from "./import-traces.ts";
import { readTraceFile } from "./read-trace-file.ts";

// Threads take long to start on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const START = 1_795_500_000;

async function setUp(): Promise<{ url: string; store: SqliteTraceStore }> {
  const store = await makeStore();
  const server = await makeServer({ context: makeContext({ store }) });
  onTestFinished(() => server.close());
  return { url: server.url, store };
}

async function exported(options: ExportOptions): Promise<{ count: number; text: string }> {
  const chunks: Buffer[] = [];
  const target = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  const count = await exportTraces(options, target);
  return { count, text: Buffer.concat(chunks).toString("utf8") };
}

function whatIsKept(store: SqliteTraceStore): unknown[] {
  return [...store.scan({ startSec: 0, endSec: 1e11 })].map((facts) => ({
    // How often it was updated depends on what came together.
    facts: JSON.stringify(facts).replace(/"revision":\d+/, ""),
    documents: store.documents(facts.id),
  }));
}

describe("exporting and importing", () => {
  it("brings every document back as it was received", async () => {
    const from = await setUp();
    const first = makeSegment({ start_time: START, name: "schöner Dienst", user: "🦆" });
    const second = makeSegment({ trace_id: first.trace_id, start_time: START + 1, parent_id: first["id"] });
    const documents = [
      first,
      second,
      ...Array.from({ length: 1200 }, (_, i) => makeSegment({ start_time: START + i })),
    ];
    await from.store.put(documents.map((segment) => JSON.stringify(segment)));
    const { count, text } = await exported({ url: from.url });
    expect(count).toBe(1202);
    const to = await setUp();
    expect(await importTraces(to.url, readTraceFile(Readable.from([text]), "test"))).toEqual({
      accepted: 1202,
      rejected: 0,
      samples: [],
    });
    expect(whatIsKept(to.store)).toEqual(whatIsKept(from.store));
    expect(to.store.arrivals()).toMatchObject({ received: 0, accepted: 0 });
    // Once more: all is known already, and nothing doubles.
    await importTraces(to.url, readTraceFile(Readable.from([text]), "test"));
    expect(to.store.status().traces).toBe(1201);
  });

  it("writes a document that came with line breaks on one line", async () => {
    const { url, store } = await setUp();
    const segment = makeSegment({ start_time: START });
    await store.put([JSON.stringify(segment, undefined, "\r\n  ")]);
    const { count, text } = await exported({ url });
    expect(count).toBe(1);
    expect(JSON.parse(text)).toEqual(segment);
  });

  it("takes a range and a filter", async () => {
    const { url, store } = await setUp();
    const segments = [1, 2, 3, 4].map((i) => makeSegment({ start_time: START + i, fault: i % 2 === 0 }));
    await store.put(segments.map((segment) => JSON.stringify(segment)));
    const starts = async (options: Omit<ExportOptions, "url">): Promise<number[]> => {
      const { text } = await exported({ url, ...options });
      const lines = text.split("\n").filter((line) => line !== "");
      return lines.map((line) => (JSON.parse(line) as { start_time: number }).start_time - START);
    };
    expect(await starts({ start: `${START + 2}`, end: `${START + 4}` })).toEqual([3, 2]);
    expect(await starts({ filter: "fault" })).toEqual([4, 2]);
    await expect(starts({ filter: "fault AND" })).rejects.toThrow("Invalid filter expression");
    await expect(starts({ start: "yesterday" })).rejects.toThrow("start must be epoch seconds");
  });

  it("counts and names what is rejected, and keeps the rest", async () => {
    const { url, store } = await setUp();
    const good = makeSegment({ start_time: START });
    const lines = ["{", JSON.stringify(good), "", JSON.stringify({ ...good, id: "x" })];
    const result = await importTraces(url, readTraceFile(Readable.from([lines.join("\n")]), "test"));
    expect(result).toMatchObject({ accepted: 1, rejected: 2 });
    expect(result.samples.map(({ ErrorCode }) => ErrorCode)).toEqual(["ParseError", "InvalidId"]);
    expect(store.status().traces).toBe(1);
  });

  it("says where it looked when no server is there", async () => {
    const url = "http://127.0.0.1:1";
    await expect(exported({ url })).rejects.toThrow(`No local X-Ray answers at ${url}`);
    await expect(importTraces(url, readTraceFile(Readable.from([`{"id":"1"}`]), "test"))).rejects.toThrow(
      `No local X-Ray answers at ${url}`,
    );
  });
});
