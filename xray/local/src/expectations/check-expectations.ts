import type { ClientRange, ServerClient } from "../client/server-client.ts";
import type { CompatibilityReport, ServerStatus } from "../console-wire/server-status.ts";
import type { TraceSummary } from "../protocol/api-types.ts";
import { toReportedTrace } from "../report/run-report.ts";
import { matchesWildcard } from "../sampling/wildcard.ts";
import { formatCounted, formatSeconds } from "../text/format-text.ts";
import { percentileIndex } from "../trace/percentile.ts";
import { exceptionKinds } from "./exception-kinds.ts";
import type { Bounds, Expectation } from "./expectation.ts";
import { stepsOf } from "../text/timeline.ts";
import { countCalls, countSteps, toTraceShape } from "./trace-shape.ts";

/** Failures of one expectation that are reported with their trace. */
const MAX_TOLD = 5;

/** Why an expectation does not hold. */
export interface Failure {
  /** A sentence with the figures. */
  message: string;
  /** The trace that shows it, if there is one. */
  trace?: { id: string; what: string } | undefined;
  /** Where to look. */
  advice?: string;
}

export interface CheckResult {
  expectation: Expectation;
  /** How many traces the expectation was about. */
  traces: number;
  failures: readonly Failure[];
  /** How many failures are not reported one by one. */
  left: number;
}

/** The files that expectations name, relative to their own file. */
export interface ExpectationFiles {
  /** Undefined when the file does not exist. */
  read(name: string): string | undefined;
  /** Whether to write the file and not compare it: `--update`. */
  readonly update: boolean;
  write(name: string, text: string): void;
}

export interface CheckOptions {
  client: ServerClient;
  range: ClientRange;
  files: ExpectationFiles;
}

/** Checks each expectation against a server. Rejects with a `CommandError` when the server cannot be asked. */
export async function checkExpectations(
  expectations: readonly Expectation[],
  options: CheckOptions,
): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  for (const expectation of expectations) results.push(await checkOne(expectation, options));
  return results;
}

async function checkOne(expectation: Expectation, options: CheckOptions): Promise<CheckResult> {
  const { client, range } = options;
  const traces = await collect(client.summaries(range, expectation.traces));
  const failures = [
    ...checkCount(expectation, traces.length),
    ...(await checkMatch(expectation, traces, options)),
    ...checkResponseTime(expectation, traces),
    ...(await checkDocuments(expectation, traces, options)),
    ...(await checkAws(expectation, options)),
  ];
  return {
    expectation,
    traces: traces.length,
    failures: failures.slice(0, MAX_TOLD),
    left: Math.max(0, failures.length - MAX_TOLD),
  };
}

function checkCount({ count, traces }: Expectation, found: number): readonly Failure[] {
  if (isWithin(found, count)) return [];
  const what = traces === undefined ? "were taken" : `match ${traces}`;
  const advice =
    found === 0
      ? "Was the request made, traced and sampled, and is the filter spelled as the traces are?"
      : undefined;
  return [
    {
      message: `${formatCounted(found, "trace")} ${what}; expected ${boundsText(count)}.`,
      ...(advice === undefined ? {} : { advice }),
    },
  ];
}

async function checkMatch(
  { match, traces: of }: Expectation,
  traces: readonly TraceSummary[],
  { client, range }: CheckOptions,
): Promise<readonly Failure[]> {
  if (match === undefined || traces.length === 0) return [];
  const both = of === undefined ? match : `(${of}) AND (${match})`;
  const matching = new Set((await collect(client.summaries(range, both))).map(({ Id }) => Id));
  return traces
    .filter(({ Id }) => !matching.has(Id))
    .map((summary) => ({ message: `This trace does not match ${match}.`, trace: traceOf(summary) }));
}

function checkResponseTime(
  { responseTime }: Expectation,
  traces: readonly TraceSummary[],
): readonly Failure[] {
  const sorted = traces.toSorted((a, b) => secondsOf(a) - secondsOf(b));
  return responseTime.flatMap(({ percentile, label, maxSec }) => {
    const summary = sorted[percentileIndex(sorted.length, percentile / 100)];
    if (summary === undefined || secondsOf(summary) <= maxSec) return [];
    const message = `${label} of ${formatCounted(sorted.length, "response")} is ${formatSeconds(secondsOf(summary))}; expected at most ${formatSeconds(maxSec)}.`;
    return [{ message, trace: traceOf(summary) }];
  });
}

async function checkDocuments(
  expectation: Expectation,
  traces: readonly TraceSummary[],
  { client, files }: CheckOptions,
): Promise<readonly Failure[]> {
  const { steps, repeats, exceptions, snapshot } = expectation;
  if (steps.length === 0 && repeats === undefined && exceptions === undefined && snapshot === undefined)
    return [];
  const failures: Failure[] = [];
  const kinds = new Map<string, Failure["trace"]>();
  const shapes = new Map<string, Failure["trace"]>();
  const byId = new Map(traces.map((summary) => [summary.Id, traceOf(summary)]));
  for await (const { Id, Segments } of client.traces([...byId.keys()])) {
    const documents = Segments.map(({ Document }) => Document);
    const trace = byId.get(Id);
    const all = stepsOf(documents);
    if (trace) failures.push(...checkSteps(expectation, all, trace));
    for (const kind of exceptionKinds(all)) if (!kinds.has(kind)) kinds.set(kind, trace);
    if (snapshot !== undefined) {
      const shape = toTraceShape(documents);
      if (!shapes.has(shape)) shapes.set(shape, trace);
    }
  }
  if (exceptions !== undefined) failures.push(...checkExceptions(exceptions, kinds, files));
  if (snapshot !== undefined && traces.length > 0) failures.push(...checkSnapshot(snapshot, shapes, files));
  return failures;
}

function checkSteps(
  { steps, repeats }: Expectation,
  all: ReturnType<typeof stepsOf>,
  trace: NonNullable<Failure["trace"]>,
): readonly Failure[] {
  const failures: Failure[] = [];
  const counts = countSteps(all);
  for (const { step, times } of steps) {
    let found = 0;
    for (const [name, count] of counts) if (matchesWildcard(step, name)) found += count;
    if (isWithin(found, times)) continue;
    failures.push({ message: `${step} occurs ${timesText(found)}; expected ${boundsText(times)}.`, trace });
  }
  if (repeats === undefined) return failures;
  for (const [name, count] of countCalls(all)) {
    if (count <= repeats) continue;
    failures.push({
      message: `${name} runs ${timesText(count)} in one request; expected at most ${repeats}.`,
      trace,
      advice: "One call for each row of another's answer (N+1)? Ask for all at once: a join, or = ANY($1).",
    });
  }
  return failures;
}

/** Compares with the known kinds: one a line, sorted, so that a review shows what is new. */
function checkExceptions(
  file: string,
  kinds: ReadonlyMap<string, Failure["trace"]>,
  files: ExpectationFiles,
): readonly Failure[] {
  if (file !== "none" && files.update) {
    files.write(file, `${[...kinds.keys()].toSorted().join("\n")}\n`);
    return [];
  }
  const text = file === "none" ? "" : files.read(file);
  if (text === undefined) return [missing(file)];
  const known = new Set(text.split(/\r?\n/));
  return [...kinds]
    .filter(([kind]) => !known.has(kind))
    .map(([kind, trace]) => ({ message: `New exception: ${kind}.`, trace }));
}

/** Compares with the snapshot: all shapes, sorted, separated by empty lines. */
function checkSnapshot(
  file: string,
  shapes: ReadonlyMap<string, Failure["trace"]>,
  files: ExpectationFiles,
): readonly Failure[] {
  if (files.update) {
    files.write(file, `${[...shapes.keys()].toSorted().join("\n\n")}\n`);
    return [];
  }
  const text = files.read(file);
  if (text === undefined) return [missing(file)];
  const known = new Set(text.replaceAll("\r\n", "\n").trimEnd().split(/\n\n+/));
  const gone = [...known].filter((shape) => !shapes.has(shape));
  return [
    ...[...shapes]
      .filter(([shape]) => !known.has(shape))
      .map(([shape, trace]) => ({
        message: `A shape that ${file} has not:\n${indent(shape)}`,
        trace,
        advice: "Where it is right, run again with --update and review the file.",
      })),
    ...gone.map((shape) => ({ message: `No trace has this shape of ${file} any more:\n${indent(shape)}` })),
  ];
}

async function checkAws({ aws }: Expectation, { client, range }: CheckOptions): Promise<readonly Failure[]> {
  if (aws === undefined) return [];
  const [report, status] = await Promise.all([client.compatibility(range), client.status()]);
  return [...problemsOf(report), ...rejectionsOf(status), ...dropsOf(status)];
}

function problemsOf({ problems }: CompatibilityReport): readonly Failure[] {
  return problems.map(({ kind, count, remedy, examples: [example] }) => ({
    message: `AWS would not take this as it is: ${kind}, ${timesText(count)}${example ? ` (${example.where})` : ""}.`,
    ...(example ? { trace: { id: example.traceId, what: example.where } } : {}),
    advice: remedy,
  }));
}

function rejectionsOf({ rejections }: ServerStatus): readonly Failure[] {
  return rejections.map(({ reason, count, remedy, samples }) => ({
    message: `${formatCounted(count, "document")} rejected: ${reason}${samples[0] ? ` (${samples[0].message})` : ""}.`,
    advice: remedy,
  }));
}

function dropsOf({ drops }: ServerStatus): readonly Failure[] {
  return drops.map(({ reason, count, remedy, problem }) => ({
    message: `${formatCounted(count, "document")} dropped: ${reason}${problem ? ` (${problem})` : ""}.`,
    advice: remedy,
  }));
}

function missing(file: string): Failure {
  return {
    message: `There is no file ${file}.`,
    advice: "Run once with --update to write it, and keep it with the code.",
  };
}

async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

function traceOf(summary: TraceSummary): NonNullable<Failure["trace"]> {
  const { id, what } = toReportedTrace(summary);
  return { id, what };
}

function secondsOf(summary: TraceSummary): number {
  return toReportedTrace(summary).responseSec;
}

function isWithin(count: number, { min = 0, max = Infinity }: Bounds): boolean {
  return count >= min && count <= max;
}

function boundsText({ min, max }: Bounds): string {
  if (min !== undefined && min === max) return `exactly ${min}`;
  if (min === undefined) return `at most ${max ?? 0}`;
  return max === undefined ? `at least ${min}` : `${min} to ${max}`;
}

function timesText(count: number): string {
  return count === 1 ? "once" : formatCounted(count, "time");
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, "    ");
}
