/**
 * `node xray/local/bench/find.ts [traces]`: fills a fresh store with traces of six hours, opens it again, and prints
 * how long finding in it takes. Filters are plain functions here, so that only the store is measured.
 */
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { TraceFacts } from "../src/protocol/trace-facts.ts";
import { createTraceStore } from "../src/store/sqlite-trace-store.ts";
import { createServiceGraph } from "../src/trace/service-graph.ts";
import { Durations } from "./durations.ts";
import { makeTraceId } from "./make-segment.ts";
import { SIX_HOURS_SEC } from "./six-hours.ts";

const traces = Number(process.argv[2] ?? 1_000_000);

const FILL = fileURLToPath(new URL("./fill.ts", import.meta.url));
const PAGE = 500;
const ALL_TIME = { startSec: 0, endSec: 1e11 };

const directory = await mkdtemp(join(tmpdir(), "xray-bench-"));
const options = { directory, capBytes: 20e9, retentionSec: 86_400 };
const firstSec = Math.floor(Date.now() / 1000) - SIX_HOURS_SEC;

function startOf(serial: number): number {
  return firstSec + (serial * SIX_HOURS_SEC) / traces;
}

function print(name: string, value: string): void {
  process.stdout.write(`${name.padEnd(58)} ${value}\n`);
}

function toMegabytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MB`;
}

const filling = await promisify(execFile)(process.execPath, [
  FILL,
  directory,
  String(traces),
  String(firstSec),
]);
const filled = JSON.parse(filling.stdout) as { lastedSec: number; memoryBytes: number };
print("put (segments a second)", String(Math.round(traces / filled.lastedSec)));
print("memory of that process, the sender included", toMegabytes(filled.memoryBytes));

const openingMs = performance.now();
const store = await createTraceStore(options);
print("open again (ms)", (performance.now() - openingMs).toFixed(0));
print("memory after opening", toMegabytes(process.memoryUsage.rss()));
print("disk (bytes a segment)", (store.status().bytes / traces).toFixed(0));

function measure(name: string, runs: number, work: (run: number) => number): void {
  const durations = new Durations();
  let found = 0;
  for (let run = 0; run < runs; run += 1) {
    const startedMs = performance.now();
    found = work(run);
    durations.add(performance.now() - startedMs);
  }
  print(`${name}: ${found} (ms, p50 / p95)`, durations.toText(50, 95));
}

function findPage(matches: (facts: TraceFacts) => boolean): number {
  let found = 0;
  for (const facts of store.scan(ALL_TIME)) {
    if (!matches(facts)) continue;
    found += 1;
    if (found === PAGE) break;
  }
  return found;
}

measure("newest page, no filter", 20, () => findPage(() => true));
measure("newest page of faults", 20, () => findPage(({ fault }) => fault));
measure("fault AND responsetime > 5, no match", 5, () =>
  findPage(({ fault, responseTimeSec = 0 }) => fault && responseTimeSec > 5),
);
measure("http.url CONTAINS, no match", 5, () =>
  findPage(({ http }) => http.url?.includes("nowhere") === true),
);
measure("annotation.user = x, 200 in all", 5, () =>
  findPage(({ annotations }) => annotations.some(({ key, value }) => key === "user" && value === "user77")),
);
measure("service(x), no match", 5, () =>
  findPage(({ services }) => services.some(({ id }) => id.Name === "x")),
);
measure("service(x) { fault }, requests read from disk, no match", 1, () =>
  findPage(({ services }) => services.some(({ requests }) => requests.some(({ throttle }) => throttle))),
);
measure("service graph of all", 1, () => {
  const graph = createServiceGraph();
  for (const facts of store.scan(ALL_TIME)) graph.add(facts);
  return graph.services().length;
});
measure("trace by id", 500, (run) => {
  const serial = (run * 7919) % traces;
  const id = makeTraceId(serial, startOf(serial));
  return store.documents(id).length + (store.facts(id) === undefined ? 0 : 1);
});
print("memory at the end", toMegabytes(process.memoryUsage.rss()));

await store.close();
await rm(directory, { recursive: true });
