import { createSocket } from "node:dgram";
import { createServer } from "node:net";
import { once } from "node:events";
import * as fc from "fast-check";
import { expect, onTestFinished, test, vi } from "vitest";
import { readCarriedSpans } from "../otlp/carried-spans.ts";
import { CARRIED, CARRIED_TRACE_ID } from "../otlp/testing/carried.ts";
import { makeDocument, makeTraceId } from "../store/testing/make-document.ts";
import { ALL_TIME, makeFolder, makeStore } from "../store/testing/make-test-store.ts";
import type { SqliteTraceStore, TraceStoreOptions } from "../store/sqlite-trace-store.ts";
import { createCollector } from "./collector.ts";
import type { Collector } from "./collector.ts";

// Threads take long to start on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const HEADER = '{"format":"json","version":1}\n';

interface Harness {
  store: SqliteTraceStore;
  collector: Collector;
  /** Resolves when the kernel has taken all of them. */
  send: (datagrams: readonly (string | Uint8Array)[]) => Promise<void>;
}

async function makeHarness(options: Partial<TraceStoreOptions> = {}): Promise<Harness> {
  const store = await makeStore(options);
  const collector = await createCollector({ store, host: "127.0.0.1", port: 0 });
  onTestFinished(() => collector.close());
  const socket = createSocket("udp4");
  onTestFinished(() => void socket.close());
  const sendOne = (datagram: string | Uint8Array) =>
    new Promise<void>((resolve, reject) => {
      const done = (error: Error | null) => (error === null ? resolve() : reject(error));
      socket.send(datagram, collector.address.port, "127.0.0.1", done);
    });
  return { store, collector, send: async (datagrams) => void (await Promise.all(datagrams.map(sendOne))) };
}

async function expectReceived(store: SqliteTraceStore, count: number): Promise<void> {
  await expect.poll(() => store.arrivals().received, { timeout: 10_000 }).toBe(count);
}

function reasonsOf(store: SqliteTraceStore): Record<string, number> {
  return Object.fromEntries(store.rejections().map(({ reason, count }) => [reason, count]));
}

test("a datagram becomes a trace within half a second", async () => {
  const { store, send } = await makeHarness();
  const told = new Promise<string | undefined>((resolve) => {
    store.subscribe(([facts]) => resolve(facts?.id));
  });
  const sentMs = performance.now();
  await send([HEADER + makeDocument(1)]);
  expect(await told).toBe(makeTraceId(1));
  expect(performance.now() - sentMs).toBeLessThan(500);
  expect(store.documents(makeTraceId(1))).toEqual([makeDocument(1)]);
});

test("spans that AWS's distributions of OpenTelemetry send become segments, among those of X-Ray's SDKs", async () => {
  const { store, send } = await makeHarness();
  await send([
    HEADER + makeDocument(1),
    HEADER + CARRIED,
    HEADER + "T1UCvwBCo0B",
    HEADER + "M1Cg==",
    HEADER + CARRIED.slice(0, -40),
    HEADER + makeDocument(2),
  ]);
  await expectReceived(store, 4);
  expect(reasonsOf(store)).toEqual({ ParseError: 1 });
  expect(store.documents(CARRIED_TRACE_ID)).toEqual(readCarriedSpans(CARRIED));
  expect(store.documents(makeTraceId(2))).toEqual([makeDocument(2)]);
});

test("what is malformed, truncated or too large is counted by its reason, and its neighbours are kept", async () => {
  const { store, send } = await makeHarness();
  const large = (bytes: number) => makeDocument(2, { metadata: { default: { text: "x".repeat(bytes) } } });
  await send([
    HEADER + makeDocument(1),
    "garbage without a line break",
    "",
    HEADER,
    `{"format":"json","version":2}\n${makeDocument(3)}`,
    `not json\n${makeDocument(3)}`,
    HEADER + makeDocument(3).slice(0, 60),
    HEADER + "this is not json at all",
    HEADER + makeDocument(3, { name: undefined }),
    HEADER + large(65_200),
    Uint8Array.from([...Buffer.from(HEADER), 0xff, 0xfe, 0x00]),
    HEADER + makeDocument(4, { user: "ü🦆" }),
  ]);
  await expectReceived(store, 12);
  expect(reasonsOf(store)).toEqual({
    MissingHeader: 2,
    MissingDocument: 1,
    InvalidHeader: 2,
    ParseError: 3,
    MissingName: 1,
  });
  expect(Array.from(store.scan(ALL_TIME), ({ id }) => id)).toEqual([4, 2, 1].map(makeTraceId));
  expect(store.documents(makeTraceId(4))).toEqual([makeDocument(4, { user: "ü🦆" })]);
});

test("a rejection shows the newest few datagrams, cut, and what to do", async () => {
  const { store, send } = await makeHarness();
  for (let number = 1; number <= 7; number += 1) await send([`no header ${number} ${"x".repeat(5000)}`]);
  await expectReceived(store, 7);
  const [rejection] = store.rejections();
  expect(rejection).toMatchObject({
    reason: "MissingHeader",
    count: 7,
    remedy: expect.stringContaining("format"),
  });
  expect(rejection?.samples.map(({ document }) => document.slice(0, 11))).toEqual(
    [3, 4, 5, 6, 7].map((number) => `no header ${number}`),
  );
  expect(rejection?.samples.every(({ document }) => document.length <= 2000)).toBe(true);
});

test("of a burst nothing is lost that the kernel could hold", async () => {
  const { store, collector, send } = await makeHarness();
  const count = 1500;
  await send(Array.from({ length: count }, (_, number) => HEADER + makeDocument(number)));
  await expect
    .poll(() => store.arrivals().accepted + (collector.kernelDrops() ?? 0), { timeout: 10_000 })
    .toBe(count);
  expect(store.rejections()).toEqual([]);
});

test("what overflows the queue is counted, and all the rest is kept", async () => {
  const { store, collector, send } = await makeHarness({ queue: { blocks: 2, blockBytes: 2 ** 16 } });
  const count = 60;
  const noise = "x".repeat(50_000);
  const datagrams = Array.from(
    { length: count },
    (_, number) => HEADER + makeDocument(number, { user: noise }),
  );
  await send(datagrams);
  await expect
    .poll(() => store.arrivals().received + (collector.kernelDrops() ?? 0), { timeout: 10_000 })
    .toBe(count);
  const { accepted, rejected, dropped } = store.arrivals();
  expect(dropped).toBeGreaterThan(0);
  expect(rejected).toBe(0);
  expect(store.drops()).toMatchObject([{ reason: "QueueFull", count: dropped }]);
  expect(store.status().segments).toBe(accepted);
});

test("closing the collector, then the store, loses nothing that was sent before", async () => {
  const directory = makeFolder();
  const { store, collector, send } = await makeHarness({ directory });
  await send(Array.from({ length: 500 }, (_, number) => HEADER + makeDocument(number)));
  await collector.close();
  await store.close();
  const again = await makeStore({ directory });
  expect(again.status().segments).toBe(500);
});

test("a taken port is named", async () => {
  const { store, collector } = await makeHarness();
  const { port } = collector.address;
  await expect(createCollector({ store, host: "127.0.0.1", port })).rejects.toMatchObject({
    code: "EADDRINUSE",
    message: expect.stringContaining(`127.0.0.1:${port}`),
  });
});

test("an address that is not of this machine is named", async () => {
  const store = await makeStore();
  await expect(createCollector({ store, host: "192.0.2.1", port: 0 })).rejects.toMatchObject({
    code: "EADDRNOTAVAIL",
    message: expect.stringContaining("192.0.2.1"),
  });
});

test("a TCP server may have the same port, as the daemon does", async () => {
  const { collector } = await makeHarness();
  const server = createServer().listen(collector.address.port, "127.0.0.1");
  onTestFinished(() => void server.close());
  await expect(once(server, "listening")).resolves.toEqual([]);
});

test("the granted receive buffer is told", async () => {
  const { collector } = await makeHarness();
  expect(collector.receiveBufferBytes).toBeGreaterThan(100_000);
});

test("whatever arrives, the thread lives and counts it", async () => {
  const { store, collector, send } = await makeHarness();
  const datagram = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.string({ unit: "binary" }).map((text) => HEADER + text),
    fc.json().map((json) => HEADER + json),
    fc.json().map((json) => `${json}\n${makeDocument(1)}`),
  );
  const datagrams = fc.sample(datagram, 1000);
  for (let at = 0; at < datagrams.length; at += 200) await send(datagrams.slice(at, at + 200));
  await send([HEADER + makeDocument(77)]);
  await expect
    .poll(() => store.arrivals().received + (collector.kernelDrops() ?? 0), { timeout: 10_000 })
    .toBe(datagrams.length + 1);
  expect(store.documents(makeTraceId(77))).toHaveLength(1);
});
