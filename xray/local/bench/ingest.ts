/**
 * `node xray/local/bench/ingest.ts [segments a second] [seconds]`: sends segments over UDP to a fresh server while its
 * API is used, and prints what arrived, when it became visible, and what it cost.
 */
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { startLocalServer } from "../conformance/local-server.ts";
import { countOf, createAsk } from "./ask.ts";
import { Durations } from "./durations.ts";
import { printLine, printTitle, toMegabytes } from "./print.ts";
import type { Line } from "./print.ts";
import { readUsage } from "./server-usage.ts";

const perSecond = Number(process.argv[2] ?? 30_000);
const seconds = Number(process.argv[3] ?? 60);

const SENDER = fileURLToPath(new URL("./send.ts", import.meta.url));
/** For the reader that acts as a console. */
const READ_EVERY_MS = 500;
const LOOK_EVERY_MS = 10;
const GIVE_UP_MS = 10_000;
const RECENT_SEC = 300;

printTitle(`Ingesting ${perSecond.toLocaleString("en-US")} segments a second of 1.5 kB over UDP`);
const directory = await mkdtemp(join(tmpdir(), "xray-bench-"));
const server = await startLocalServer({ ...process.env, XRAY_DATA_DIR: directory, XRAY_STORE_CAP: "20GB" });
const ask = createAsk(server.apiUrl);
const before = await server.status();
const usageBefore = readUsage(server.pid);

const visible = new Durations();
const pages = new Durations();
const traces = new Durations();
const graphs = new Durations();

/** Asks for a trace until the answer has it. */
async function awaitTrace(id: string, startSec: number): Promise<void> {
  for (let waitedMs = 0; waitedMs < GIVE_UP_MS; waitedMs = Date.now() - startSec * 1000) {
    if (countOf(await ask("/Traces", { TraceIds: [id] }), "Traces") === 1) {
      visible.add(Date.now() - startSec * 1000);
      return;
    }
    await sleep(LOOK_EVERY_MS);
  }
  visible.add(Infinity);
}

async function time<Result>(durations: Durations, work: Promise<Result>): Promise<Result> {
  const startedMs = performance.now();
  const result = await work;
  durations.add(performance.now() - startedMs);
  return result;
}

/** Does what a console does: reads the newest page of faults, one trace of it, and the map. */
async function readAsConsole(): Promise<void> {
  const nowSec = Date.now() / 1000;
  const range = { StartTime: nowSec - RECENT_SEC, EndTime: nowSec };
  const page = await time(pages, ask("/TraceSummaries", { ...range, FilterExpression: "fault" }));
  const id = (page["TraceSummaries"] as { Id: string }[]).at(-1)?.Id;
  if (id !== undefined) await time(traces, ask("/Traces", { TraceIds: [id] }));
  await time(graphs, ask("/ServiceGraph", range));
}

const sending = { isOver: false, sent: 0, lastedSec: 0 };
const looking: Promise<void>[] = [];

async function send(): Promise<void> {
  const port = before.listeners.daemonUdp.split(":").at(-1) ?? "";
  const sender = spawn(process.execPath, [SENDER, port, String(perSecond), String(seconds)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: sender.stdout })) {
    const told = JSON.parse(line) as { id: string; startSec: number } | { sent: number; lastedSec: number };
    if ("id" in told) looking.push(awaitTrace(told.id, told.startSec));
    else Object.assign(sending, told);
  }
  sending.isOver = true;
}

async function readUntilSent(): Promise<void> {
  while (!sending.isOver) {
    await readAsConsole();
    await sleep(READ_EVERY_MS);
  }
}

await Promise.all([send(), readUntilSent()]);
await Promise.all(looking);
const sentMs = performance.now();
let after = await server.status();
for (let received = -1; received !== after.arrivals.received; after = await server.status()) {
  received = after.arrivals.received;
  await sleep(200);
}
const settledMs = performance.now() - sentMs - 200;

const { accepted, rejected, dropped, kernelDrops } = after.arrivals;
const { bytes, segments } = after.store;
const usage = readUsage(server.pid);
const { sent, lastedSec } = sending;
const toReasons = (counted: readonly { reason: string; count: number }[]): string =>
  counted.map(({ reason, count }) => `${reason} ${count}`).join(", ");
const cpuSec = usage && usageBefore && usage.cpuSec - usageBefore.cpuSec;
const lines: Line[] = [
  { name: "sent a second", goal: ">= 30000", value: String(Math.round(sent / lastedSec)) },
  { name: "for", goal: "60 s", value: `${Math.round(lastedSec)} s` },
  { name: "dropped or rejected of all that were sent", goal: "0", value: `${sent - accepted} of ${sent}` },
  { name: "  in the kernel (receive buffer full)", value: String(kernelDrops ?? "unknown") },
  { name: "  rejected, by reason", value: `${rejected} ${toReasons(after.rejections)}` },
  { name: "  dropped, by reason", value: `${dropped} ${toReasons(after.drops)}` },
  { name: "kept", value: `${accepted} segments of ${after.store.traces} traces` },
  {
    name: "durable and visible in a query after",
    goal: "p95 < 300 ms",
    value: `${visible.toText(50, 95, 99, 100)} ms (p50 / p95 / p99 / max)`,
  },
  {
    name: "the last one after the last was sent",
    goal: "< 1000 ms",
    value: `${Math.max(0, Math.round(settledMs))} ms`,
  },
  ...answered("GetTraceSummaries of five minutes, fault, meanwhile", pages),
  ...answered("BatchGetTraces of one trace meanwhile", traces),
  ...answered("GetServiceGraph of five minutes meanwhile", graphs),
  {
    name: "memory at its peak",
    goal: "< 400 MB",
    value: usage ? toMegabytes(usage.peakMemoryBytes) : "unknown",
  },
  { name: "disk a segment", goal: "< 500 bytes", value: `${Math.round(bytes / segments)} bytes` },
  {
    name: "receive buffer that the kernel granted",
    value: toMegabytes(after.arrivals.receiveBufferBytes),
  },
  {
    name: "processor time of all threads",
    value: cpuSec === undefined ? "unknown" : `${cpuSec.toFixed(1)} s`,
  },
];
for (const line of lines) printLine(line);

await server.close();
await rm(directory, { recursive: true });
process.exit();

function answered(name: string, durations: Durations): Line[] {
  return [{ name, goal: "p95 < 100 ms", value: `${durations.toText(50, 95)} ms (p50 / p95)` }];
}
