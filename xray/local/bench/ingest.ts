/**
 * `node xray/local/bench/ingest.ts [segments a second] [seconds]`: sends segments over UDP to a fresh store while its
 * reader is asked, and prints what arrived, when it could be seen, and what it cost.
 */
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createCollector } from "../src/collector/collector.ts";
import { createTraceStore } from "../src/store/sqlite-trace-store.ts";
import { Durations } from "./durations.ts";
import { printLine, printTitle, toMegabytes } from "./print.ts";
import type { Line } from "./print.ts";

const perSecond = Number(process.argv[2] ?? 30_000);
const seconds = Number(process.argv[3] ?? 60);

const SENDER = fileURLToPath(new URL("./send.ts", import.meta.url));
const READ_EVERY_MS = 100;
/** One trace in so many is timed from its sending to its being visible. */
const TIMED_SHARE = 50;

printTitle(`Taking in ${perSecond.toLocaleString("en-US")} segments a second of 1.5 kB over UDP`);
const directory = await mkdtemp(join(tmpdir(), "xray-bench-"));
const store = await createTraceStore({ directory, capBytes: 20e9, retentionSec: 86_400 });
const collector = await createCollector({ store, host: "127.0.0.1", port: 0 });

const visible = new Durations();
const page = new Durations();
const trace = new Durations();
let peakBytes = 0;
let seen = 0;
store.subscribe((changed) => {
  const nowSec = Date.now() / 1000;
  for (const facts of changed) {
    seen += 1;
    if (seen % TIMED_SHARE === 0) visible.add((nowSec - facts.startSec) * 1000);
  }
});

/** What a console does: the newest page of faults, and one trace of it. */
function readAsConsole(): void {
  const startedMs = performance.now();
  const found: string[] = [];
  for (const facts of store.scan({ startSec: 0, endSec: 1e11 })) {
    if (facts.fault && found.push(facts.id) === 100) break;
  }
  const pagedMs = performance.now();
  page.add(pagedMs - startedMs);
  const id = found.at(-1);
  if (id === undefined) return;
  store.facts(id);
  store.documents(id);
  trace.add(performance.now() - pagedMs);
}

const reading = setInterval(() => {
  readAsConsole();
  peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
}, READ_EVERY_MS);

const cpuBefore = process.cpuUsage();
const sender = await promisify(execFile)(process.execPath, [
  SENDER,
  String(collector.address.port),
  String(perSecond),
  String(seconds),
]);
const { sent, lastedSec } = JSON.parse(sender.stdout) as { sent: number; lastedSec: number };
const sentMs = performance.now();
for (let before = -1; before !== store.arrivals().received; await sleep(200))
  before = store.arrivals().received;
const settledMs = performance.now() - sentMs - 200;
clearInterval(reading);
const cpu = process.cpuUsage(cpuBefore);

const { accepted, rejected } = store.arrivals();
const { bytes, segments, traces } = store.status();
const lost = sent - accepted;
const reasons = store.rejections().map(({ reason, count }) => `${reason} ${count}`);
const lines: Line[] = [
  { name: "sent a second", goal: ">= 30000", value: String(Math.round(sent / lastedSec)) },
  { name: "for", goal: "60 s", value: `${Math.round(lastedSec)} s` },
  { name: "lost of all that were sent", goal: "0", value: `${lost} of ${sent}` },
  { name: "  in the kernel (receive buffer full)", value: String(collector.kernelDrops() ?? "unknown") },
  { name: "  refused, by reason", value: `${rejected} ${reasons.join(", ")}` },
  { name: "kept", value: `${accepted} segments of ${traces} traces` },
  {
    name: "durable and visible after",
    goal: "p95 < 300 ms",
    value: `${visible.toText(50, 95, 99, 100)} ms (p50 / p95 / p99 / max)`,
  },
  {
    name: "the last one after the last was sent",
    goal: "< 1000 ms",
    value: `${Math.max(0, Math.round(settledMs))} ms`,
  },
  {
    name: "a page of 100 faults meanwhile",
    goal: "p95 < 100 ms",
    value: `${page.toText(50, 95)} ms (p50 / p95)`,
  },
  { name: "a trace by id meanwhile", goal: "p95 < 100 ms", value: `${trace.toText(50, 95)} ms (p50 / p95)` },
  { name: "memory at its peak", goal: "< 400 MB", value: toMegabytes(peakBytes) },
  { name: "disk a segment", goal: "< 500 bytes", value: `${Math.round(bytes / segments)} bytes` },
  { name: "receive buffer that the kernel granted", value: toMegabytes(collector.receiveBufferBytes) },
  { name: "processor time of all threads", value: `${((cpu.user + cpu.system) / 1e6).toFixed(1)} s` },
];
for (const line of lines) printLine(line);

await collector.close();
await store.close();
await rm(directory, { recursive: true });
