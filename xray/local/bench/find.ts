/**
 * `node xray/local/bench/find.ts [traces]`: fills a fresh store with traces of six hours, opens it again as the server
 * does, and prints how long the operations that find something take.
 */
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createGraphCache } from "../src/api/graph/graph-cache.ts";
import { OPERATIONS } from "../src/api/operations.ts";
import { makeContext } from "../src/api/testing/make-context.ts";
import { createTraceStore } from "../src/store/sqlite-trace-store.ts";
import { Durations } from "./durations.ts";
import { makeTraceId } from "./make-segment.ts";
import { printLine, printTitle, toMegabytes } from "./print.ts";
import { SIX_HOURS_SEC } from "./six-hours.ts";

const traces = Number(process.argv[2] ?? 1_000_000);

const FILL = fileURLToPath(new URL("./fill.ts", import.meta.url));
const PAGE_MS = 200;
const GRAPH_MS = 500;
const TRACE_MS = 5;
/** How often what is measured cold is measured: each time with caches as after a start. */
const COLD_RUNS = 5;
const WARM_RUNS = 20;

const directory = await mkdtemp(join(tmpdir(), "xray-bench-"));
const options = { directory, capBytes: 20e9, retentionSec: 86_400 };
const firstSec = (Math.floor(Date.now() / 60_000) - 1) * 60 - SIX_HOURS_SEC;
const range = { StartTime: firstSec, EndTime: firstSec + SIX_HOURS_SEC };

function startOf(serial: number): number {
  return firstSec + (serial * SIX_HOURS_SEC) / traces;
}

printTitle(`Finding in ${traces.toLocaleString("en-US")} traces of six hours`);
const filling = await promisify(execFile)(process.execPath, [
  FILL,
  directory,
  String(traces),
  String(firstSec),
]);
const filled = JSON.parse(filling.stdout) as { lastedSec: number; summedSec: number; memoryBytes: number };
printLine({ name: "put, segments a second", value: String(Math.round(traces / filled.lastedSec)) });
printLine({ name: "summed up behind the last, after", value: `${filled.summedSec.toFixed(1)} s` });
printLine({ name: "memory of that process, its sender in it", value: toMegabytes(filled.memoryBytes) });

const openingMs = performance.now();
const store = await createTraceStore(options);
printLine({ name: "open again", value: `${Math.round(performance.now() - openingMs)} ms` });
printLine({ name: "memory after opening", goal: "< 400 MB", value: toMegabytes(process.memoryUsage.rss()) });
const bytesEach = Math.round(store.status().bytes / traces);
printLine({ name: "disk a segment", goal: "< 500 bytes", value: `${bytesEach} bytes` });

let context = makeContext({ store });

async function ask(path: string, input: object): Promise<Record<string, unknown>> {
  return (await OPERATIONS.get(path)?.invoke(input, context)) as Record<string, unknown>;
}

interface Measured {
  name: string;
  /** Milliseconds at the 95th percentile. */
  goalMs: number;
  runs: number;
  /** Answers how many were found. */
  work: (run: number) => Promise<number>;
}

async function measure({ name, goalMs, runs, work }: Measured): Promise<void> {
  const durations = new Durations();
  let found = 0;
  for (let run = 0; run < runs; run += 1) {
    const startedMs = performance.now();
    found = await work(run);
    durations.add(performance.now() - startedMs);
  }
  printLine({
    name: `${name}: ${found}`,
    goal: `p95 < ${goalMs} ms`,
    value: `${durations.toText(50, 95)} ms (p50 / p95 of ${runs})`,
  });
}

function countOf(answer: Record<string, unknown>, member: string): number {
  const list = answer[member];
  return Array.isArray(list) ? list.length : 0;
}

async function askCold(path: string, input: object, member: string): Promise<number> {
  context = makeContext({ store, graphs: createGraphCache(store, store.sums) });
  return countOf(await ask(path, input), member);
}

await measure({
  name: "GetServiceGraph, six hours, after a start",
  goalMs: GRAPH_MS,
  runs: COLD_RUNS,
  work: () => askCold("/ServiceGraph", range, "Services"),
});
await measure({
  name: "GetServiceGraph, six hours, again",
  goalMs: GRAPH_MS,
  runs: WARM_RUNS,
  work: async () => countOf(await ask("/ServiceGraph", range), "Services"),
});
await measure({
  name: "GetTimeSeriesServiceStatistics, six hours, after a start",
  goalMs: GRAPH_MS,
  runs: COLD_RUNS,
  work: () => askCold("/TimeSeriesServiceStatistics", range, "TimeSeriesServiceStatistics"),
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
printLine({ name: "memory at the end", goal: "< 400 MB", value: toMegabytes(process.memoryUsage.rss()) });

await store.close();
await rm(directory, { recursive: true });
