/**
 * `node xray/local/bench/find.ts [traces]`: fills a folder with traces of six hours, starts the server on it, and prints
 * how long the operations that find something take over HTTP.
 */
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startLocalServer } from "../conformance/local-server.ts";
import { LEAN_ENVIRONMENT } from "../src/lean-process.ts";
import { countOf, createAsk } from "./ask.ts";
import { Durations } from "./durations.ts";
import { makeTraceId } from "./make-segment.ts";
import { printLine, printTitle, toMegabytes } from "./print.ts";
import { readUsage } from "./server-usage.ts";
import { SIX_HOURS_SEC } from "./six-hours.ts";

const traces = Number(process.argv[2] ?? 1_000_000);

const FILL = fileURLToPath(new URL("./fill.ts", import.meta.url));
const PAGE_MS = 200;
const GRAPH_MS = 500;
const TRACE_MS = 5;
/** How often the server is started again for the first request. */
const STARTS = 5;
const WARM_RUNS = 20;

const directory = await mkdtemp(join(tmpdir(), "xray-bench-"));
const firstSec = (Math.floor(Date.now() / 60_000) - 1) * 60 - SIX_HOURS_SEC;
const range = { StartTime: firstSec, EndTime: firstSec + SIX_HOURS_SEC };

function startOf(serial: number): number {
  return firstSec + (serial * SIX_HOURS_SEC) / traces;
}

function startServer(): ReturnType<typeof startLocalServer> {
  return startLocalServer({ ...process.env, XRAY_DATA_DIR: directory, XRAY_STORE_CAP: "20GB" });
}

interface Measured {
  name: string;
  /** Milliseconds at the 95th percentile. */
  goalMs: number;
  runs: number;
  /** Returns how many were found. */
  work: (run: number) => Promise<number>;
}

async function measure({ name, goalMs, runs, work }: Measured, durations = new Durations()): Promise<void> {
  let found = 0;
  for (let run = 0; run < runs; run += 1) {
    const startedMs = performance.now();
    found = await work(run);
    durations.add(performance.now() - startedMs);
  }
  printDurations(`${name}: ${found}`, goalMs, durations);
}

function printDurations(name: string, goalMs: number, durations: Durations): void {
  const value = `${durations.toText(50, 95)} ms (p50 / p95 of ${durations.count})`;
  printLine({ name, goal: `p95 < ${goalMs} ms`, value });
}

function printMemory(name: string, bytes: number | undefined): void {
  printLine({ name, goal: "< 400 MB", value: bytes === undefined ? "unknown" : toMegabytes(bytes) });
}

printTitle(`Finding in ${traces.toLocaleString("en-US")} traces of six hours`);
const filling = await promisify(execFile)(
  process.execPath,
  [FILL, directory, String(traces), String(firstSec)],
  { env: { ...process.env, ...LEAN_ENVIRONMENT } },
);
const filled = JSON.parse(filling.stdout) as { lastedSec: number; rolledUpSec: number };
printLine({ name: "put, segments a second", value: String(Math.round(traces / filled.lastedSec)) });
printLine({ name: "rolled up behind the last, after", value: `${filled.rolledUpSec.toFixed(1)} s` });

const opening = new Durations();
const coldGraph = new Durations();
const coldSeries = new Durations();
async function startedAnew(): Promise<Awaited<ReturnType<typeof startServer>>> {
  const openingMs = performance.now();
  const started = await startServer();
  opening.add(performance.now() - openingMs);
  return started;
}
for (let run = 0; run < STARTS; run += 1) {
  const started = await startedAnew();
  const askFirst = createAsk(started.apiUrl);
  for (const [durations, path] of [
    [coldGraph, "/ServiceGraph"],
    [coldSeries, "/TimeSeriesServiceStatistics"],
  ] as const) {
    const askedMs = performance.now();
    await askFirst(path, range);
    durations.add(performance.now() - askedMs);
  }
  await started.close();
}
const server = await startedAnew();
const ask = createAsk(server.apiUrl);
const { store } = await server.status();
printLine({ name: "start with all of them", value: `${opening.toText(50, 95)} ms (p50 / p95)` });
printMemory("memory after a start", readUsage(server.pid)?.memoryBytes);
const bytesEach = Math.round(store.bytes / traces);
printLine({ name: "disk a segment", goal: "< 500 bytes", value: `${bytesEach} bytes` });
printDurations("GetServiceGraph, six hours, after a start", GRAPH_MS, coldGraph);
printDurations("GetTimeSeriesServiceStatistics, six hours, next after a start", GRAPH_MS, coldSeries);
await measure({
  name: "GetServiceGraph, six hours, again",
  goalMs: GRAPH_MS,
  runs: WARM_RUNS,
  work: async () => countOf(await ask("/ServiceGraph", range), "Services"),
});

const FILTERS = [
  "",
  "fault",
  'fault AND responsetime > 5 AND service("x")',
  'http.url CONTAINS "nowhere"',
  'annotation.user = "user77"',
  'service("x")',
  'service("backend-flask") { fault }',
  'service("backend-flask") { throttle }',
  'service("cruddur@localhost") { responsetime > 5 }',
  'edge("backend-flask", "cruddur@localhost") { error }',
];
for (const filter of FILTERS) {
  await measure({
    name: `GetTraceSummaries, ${filter === "" ? "no filter" : filter}`,
    goalMs: PAGE_MS,
    runs: WARM_RUNS,
    work: async () => {
      const answer = await ask("/TraceSummaries", { ...range, FilterExpression: filter });
      return countOf(answer, "TraceSummaries");
    },
  });
}
await measure({
  name: "BatchGetTraces, one trace",
  goalMs: TRACE_MS,
  runs: 500,
  work: async (run) => {
    const serial = (run * 7919) % traces;
    return countOf(await ask("/Traces", { TraceIds: [makeTraceId(serial, startOf(serial))] }), "Traces");
  },
});
printMemory("memory at its peak", readUsage(server.pid)?.peakMemoryBytes);

await server.close();
await rm(directory, { recursive: true });
process.exit();
