import { parseSegmentDocument } from "../protocol/parse-segment-document.ts";
import type { SegmentDocument } from "../protocol/segment-document.ts";
import { assembleTrace } from "../trace/assemble-trace.ts";
import { elapsedSec } from "../trace/trace-step.ts";
import type { TraceStep } from "../trace/trace-step.ts";
import { cut, formatCounted, formatSeconds, toInert } from "./format-text.ts";
import type { Ink, Paint } from "./paint.ts";

/** Alike siblings from this many on are folded into one row: `query ×14`. */
const FOLD_FROM = 5;
/** The most rows drawn; the rest is counted. */
const MAX_ROWS = 200;
const BAR_MIN = 20;

interface Row {
  step: TraceStep;
  depth: number;
  name: string;
  /** How many alike siblings the row stands for. */
  times: number;
  startSec: number;
  endSec: number;
}

/**
 * A trace as a timeline in text: a line for each step, indented below its caller, with its duration and a bar on the
 * axis of the whole trace.
 *
 *     backend                 34 ms  ████████████████████
 *       query ×14             21 ms     ▒▒▒▒▒▒▒▒▒▒
 * @param documents as they were received, in any order; those that cannot be read are left out
 */
export function toTimeline(documents: readonly string[], paint: Paint, width: number): readonly string[] {
  const rows = toRows(stepsOf(documents));
  const startSec = Math.min(...rows.map((row) => row.startSec));
  const endSec = Math.max(...rows.map((row) => row.endSec));
  const shown = rows.slice(0, MAX_ROWS);
  const nameWidth = Math.min(
    48,
    Math.max(...shown.map(({ depth, name }) => 2 * depth + Array.from(name).length)),
  );
  const barWidth = Math.max(BAR_MIN, width - nameWidth - 14);
  const lines = shown.map((row) => toLine(row, { startSec, endSec, nameWidth, barWidth }, paint));
  const left = rows.length - shown.length;
  return left === 0 ? lines : [...lines, `… and ${formatCounted(left, "more row")}`];
}

/** The steps of a trace, each after its parent; documents that cannot be read are left out. */
export function stepsOf(documents: readonly string[]): readonly TraceStep[] {
  const parsed = documents.flatMap((text): SegmentDocument[] => {
    const result = parseSegmentDocument(text);
    return result.ok ? [result.document] : [];
  });
  return assembleTrace(parsed).steps;
}

interface Axis {
  startSec: number;
  endSec: number;
  nameWidth: number;
  barWidth: number;
}

function toLine(row: Row, axis: Axis, paint: Paint): string {
  const { step, depth, name } = row;
  const label = cut(`${"  ".repeat(depth)}${name}`, axis.nameWidth).padEnd(axis.nameWidth);
  const figure = isOpen(step) ? "open" : formatSeconds(elapsedSec(row.startSec, row.endSec));
  const why = causeOf(step);
  const bar = toBar(row, axis);
  const line = `${label}  ${figure.padStart(9)}  ${bar}`;
  const ink = inkOf(step);
  return `${paint(ink, line)}${why === undefined ? "" : `  ${paint(ink, why)}`}`;
}

/** Full blocks for own work, light ones for a call to another service. */
function toBar({ startSec, endSec, step }: Row, axis: Axis): string {
  const lengthSec = axis.endSec - axis.startSec || 1;
  const at = (sec: number): number => Math.round(((sec - axis.startSec) / lengthSec) * axis.barWidth);
  const from = Math.min(at(startSec), axis.barWidth - 1);
  const to = Math.max(from + 1, at(endSec));
  const isCall = step.kind === "subsegment" && "namespace" in step.entity;
  return `${" ".repeat(from)}${(isCall ? "▒" : "█").repeat(to - from)}`;
}

/** Each step after its parent, alike siblings folded. */
function toRows(steps: readonly TraceStep[]): readonly Row[] {
  const rows: Row[] = [];
  const add = (step: TraceStep, depth: number, times: number, last: TraceStep): void => {
    const endSec = last.entity.end_time ?? last.lastEndSec;
    const name = `${nameOf(step)}${times > 1 ? ` ×${times}` : ""}`;
    rows.push({ step, depth, name, times, startSec: step.entity.start_time, endSec });
    if (times === 1) below([...step.children, ...step.callees], depth + 1);
  };
  const below = (siblings: readonly TraceStep[], depth: number): void => {
    const sorted = siblings.toSorted((a, b) => a.entity.start_time - b.entity.start_time);
    for (let at = 0; at < sorted.length;) {
      const [step] = sorted.slice(at);
      if (step === undefined) break;
      const run = runLength(sorted, at);
      const times = run >= FOLD_FROM ? run : 1;
      add(step, depth, times, sorted[at + times - 1] ?? step);
      at += times;
    }
  };
  below(
    steps.filter(({ parent }) => parent === undefined),
    0,
  );
  return rows;
}

/** How many siblings in a row have the same name and outcome, and nothing below them. */
function runLength(siblings: readonly TraceStep[], from: number): number {
  const [first, ...others] = siblings.slice(from);
  if (first === undefined || hasBelow(first)) return 1;
  const end = others.findIndex(
    (step) => nameOf(step) !== nameOf(first) || inkOf(step) !== inkOf(first) || hasBelow(step),
  );
  return 1 + (end < 0 ? others.length : end);
}

function hasBelow({ children, callees }: TraceStep): boolean {
  return children.length + callees.length > 0;
}

/** With the statement, operation or path, where there is one: `cruddur@db SELECT * FROM posts`. */
export function nameOf({ entity, kind }: TraceStep): string {
  const { name } = entity;
  const url = entity.http?.request?.url;
  const detail =
    entity.sql?.sanitized_query ??
    entity.aws?.["operation"] ??
    (url === undefined ? undefined : toPath(url, kind === "segment"));
  return toInert(typeof detail === "string" ? `${name} ${detail.replaceAll(/\s+/g, " ").trim()}` : name);
}

function toPath(url: string, withMethod: boolean): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { pathname } = new URL(url);
  return withMethod || pathname !== "/" ? pathname : undefined;
}

function inkOf({ entity }: TraceStep): Ink {
  if (entity.fault === true) return "fault";
  if (entity.throttle === true) return "throttle";
  return entity.error === true ? "error" : "plain";
}

function isOpen({ entity }: TraceStep): boolean {
  return entity.end_time === undefined;
}

/** For a step that failed by itself: its first exception, else its status. */
function causeOf(step: TraceStep): string | undefined {
  const { entity } = step;
  if (
    inkOf(step) === "plain" ||
    [...step.children, ...step.callees].some((below) => inkOf(below) !== "plain")
  ) {
    return undefined;
  }
  const { cause } = entity;
  const [exception] = typeof cause === "object" && "exceptions" in cause ? (cause.exceptions ?? []) : [];
  const status = entity.http?.response?.status;
  const words = exception
    ? [exception.type, exception.message].filter((word) => word !== undefined && word !== "").join(": ")
    : status !== undefined && status >= 400
      ? `status ${status}`
      : "";
  return words === "" ? undefined : toInert(words);
}
