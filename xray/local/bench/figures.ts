/**
 * `node xray/local/bench/figures.ts [traces] [arriving a second]`: fills a folder with traces of six hours, starts the
 * server on it, and prints how long figures over all of them take over HTTP while traces arrive, and whether they agree
 * with GetTraceSummaries paged to its end.
 */
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startLocalServer } from "../conformance/local-server.ts";
import type { FigureAnswer, FigureQuery, Figures } from "../src/console-wire/figures.ts";
import { LEAN_ENVIRONMENT } from "../src/lean-process.ts";
import type { TraceSummary } from "../src/protocol/api-types.ts";
import { createAsk } from "./ask.ts";
import { Durations } from "./durations.ts";
import { makeSegment } from "./make-segment.ts";
import { printLine, printTitle, toMegabytes } from "./print.ts";
import { readUsage } from "./server-usage.ts";
import { SIX_HOURS_SEC } from "./six-hours.ts";

const traces = Number(process.argv[2] ?? 1_000_000);
const arriving = Number(process.argv[3] ?? 200);
const RUNS = 20;
const GOALS = { plain: 300, filtered: 600, first: 500, afterStart: 1000 } as const;

const FILL = fileURLToPath(new URL("./fill.ts", import.meta.url));
const directory = await mkdtemp(join(tmpdir(), "xray-bench-"));
const startSec = (Math.floor(Date.now() / 60_000) - 1) * 60 - SIX_HOURS_SEC;
const range = { startSec, endSec: startSec + SIX_HOURS_SEC };

printTitle(
  `Figures over ${traces.toLocaleString("en-US")} traces of six hours, ${arriving} arriving a second`,
);
await promisify(execFile)(process.execPath, [FILL, directory, String(traces), String(startSec)], {
  env: { ...process.env, ...LEAN_ENVIRONMENT },
});
const server = await startLocalServer({ ...process.env, XRAY_DATA_DIR: directory, XRAY_STORE_CAP: "20GB" });
const ask = createAsk(server.apiUrl);
printLine({ name: "memory after a start", value: toMegabytes(readUsage(server.pid)?.memoryBytes ?? 0) });

async function askFigures(query: FigureQuery): Promise<FigureAnswer> {
  const url = new URL("/figures.json", server.apiUrl);
  url.searchParams.set("query", JSON.stringify(query));
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as FigureAnswer;
}

// What arrives starts now, after the range: answers stay the same, but the work of ingesting it is there.
let serial = traces;
const arrivals = setInterval(() => {
  const documents = Array.from({ length: Math.round(arriving / 10) }, () => {
    serial += 1;
    return makeSegment(serial, Date.now() / 1000);
  });
  if (documents.length > 0) void ask("/TraceSegments", { TraceSegmentDocuments: documents });
}, 100);

async function measure(
  name: string,
  goalMs: number,
  runs: number,
  work: () => Promise<unknown>,
): Promise<void> {
  const durations = new Durations();
  for (let run = 0; run < runs; run += 1) {
    const startedMs = performance.now();
    await work();
    durations.add(performance.now() - startedMs);
  }
  const value = `${durations.toText(50, 95)} ms (p50 / p95 of ${durations.count})`;
  printLine({ name, goal: `p95 < ${goalMs} ms`, value });
}

const firstRows = { StartTime: startSec, EndTime: range.endSec };
await measure("first rows of the list", GOALS.first, RUNS, () => ask("/TraceSummaries", firstRows));

const whole: Omit<FigureQuery, "sets"> = { columnSec: 240, rows: true };
const refiners = [
  "service",
  "url",
  "method",
  "status",
  "user",
  "annotation",
  "rootCause",
  "version",
] as const;
const withRefiners: Omit<FigureQuery, "sets"> = {
  ...whole,
  groups: refiners.map((field) => ({ by: [field], limit: 20 })),
};
await measure("eight refiners, the first after a start", GOALS.afterStart, 1, () =>
  askFigures({ ...withRefiners, sets: [range] }),
);
await measure("heatmap, percentiles and totals", GOALS.plain, RUNS, () =>
  askFigures({ ...whole, sets: [range] }),
);
await measure("with eight refiners", GOALS.plain, RUNS, () => askFigures({ ...withRefiners, sets: [range] }));
const FILTERS = [
  "fault",
  'http.url CONTAINS "user77"',
  'annotation.user = "user77"',
  'service("backend-flask")',
  "responsetime > 0.3",
];
for (const filter of FILTERS) {
  await measure(`with eight refiners, ${filter}`, GOALS.filtered, RUNS, () =>
    askFigures({ ...withRefiners, sets: [{ ...range, filter }] }),
  );
}
await measure("two sets compared, fault and the rest", GOALS.filtered, RUNS, () =>
  askFigures({
    compare: true,
    sets: [
      { ...range, filter: "fault" },
      { ...range, rest: true },
    ],
  }),
);
await measure("exceptions, with when each was first seen", GOALS.plain, 5, () =>
  askFigures({ of: "exceptions", sets: [range], ever: true, groups: [{ by: ["exception"] }] }),
);
await measure("services and endpoints, by the minute", GOALS.plain, 5, () =>
  askFigures({
    of: "requests",
    sets: [range],
    columnSec: 240,
    groups: [{ by: ["service", "endpoint"], series: true, change: true }],
  }),
);
await measure("statements and calls", GOALS.plain, 5, () =>
  askFigures({ of: "calls", sets: [range], groups: [{ by: ["call"], sort: "time" }] }),
);
await measure("where the time of responses goes", GOALS.plain, 5, () =>
  askFigures({
    of: "parts",
    sets: [range],
    columnSec: 240,
    groups: [{ by: ["kind", "target"], series: true }],
  }),
);
for (const filter of ["fault", 'service("backend-flask")', "responsetime > 0.3"]) {
  await measure(`statements and calls, ${filter}`, GOALS.filtered, 5, () =>
    askFigures({ of: "calls", sets: [{ ...range, filter }], groups: [{ by: ["call"], sort: "time" }] }),
  );
}

for (const filter of [undefined, "fault", 'annotation.user = "user77"']) {
  const { sets } = await askFigures({ sets: [{ ...range, ...(filter !== undefined && { filter }) }] });
  const paged = await readAll(filter);
  printLine({ name: `agreement, ${filter ?? "no filter"}`, value: compare(sets[0], paged) });
}
clearInterval(arrivals);
printLine({
  name: "memory at its peak",
  goal: "≤ 400 MB",
  value: toMegabytes(readUsage(server.pid)?.peakMemoryBytes ?? 0),
});
await server.close();
await rm(directory, { recursive: true });
process.exit();

interface Paged {
  count: number;
  faults: number;
  errors: number;
  lengths: Float64Array;
}

async function readAll(filter: string | undefined): Promise<Paged> {
  const lengths = new Float64Array(traces);
  const paged = { count: 0, faults: 0, errors: 0 };
  let token: unknown;
  do {
    const page = await ask("/TraceSummaries", {
      ...firstRows,
      ...(filter !== undefined && { FilterExpression: filter }),
      ...(token !== undefined && { NextToken: token }),
    });
    for (const summary of page["TraceSummaries"] as TraceSummary[]) {
      lengths[paged.count] = summary.ResponseTime ?? summary.Duration;
      paged.count += 1;
      if (summary.HasFault) paged.faults += 1;
      else if (summary.HasError) paged.errors += 1;
    }
    token = page["NextToken"];
  } while (token !== undefined);
  return { ...paged, lengths: lengths.subarray(0, paged.count).sort() };
}

function compare(figures: Figures | undefined, { count, faults, errors, lengths }: Paged): string {
  const at = (share: number) => lengths[Math.max(1, Math.ceil(share * count)) - 1] ?? 0;
  const isSame =
    figures?.count === count &&
    figures.outcomes.fault === faults &&
    figures.outcomes.error + figures.outcomes.throttle === errors &&
    figures.p50Sec === at(0.5) &&
    figures.p95Sec === at(0.95) &&
    figures.p99Sec === at(0.99);
  return `${isSame ? "the same" : "DIFFERENT"}: ${count} traces, outcomes, p50, p95, p99`;
}
