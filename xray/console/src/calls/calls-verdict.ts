import { formatCount, formatCounted, formatDuration, formatPerMinute, formatShare } from "../lib/format.ts";
import { isWorse, listChanges } from "../pages/services/change.ts";
import type { Change } from "../pages/services/change.ts";
import type { Asker, CallFigures, CallKind, CallRow } from "./call-rows.ts";
import { failedShare } from "./calls-view.ts";

/** What stands out among calls, the most costly first. */
export type CallFinding =
  | { kind: "repeated"; row: CallRow; asker: Asker }
  | { kind: "throttled"; row: CallRow; share: number }
  | { kind: "failing"; row: CallRow; share: number }
  | { kind: "slower"; row: CallRow; change: Change };

/** A smaller share of the time of all calls of a kind is not worth a sentence. */
const LEAST_TIME = 0.01;
const LEAST_FAILED = 0.005;
const LEAST_FAILURES = 5;

/** Repeated calls first, then those that fail, then those that got slower; of each the one that takes most time. */
export function findCallFindings({ rows }: CallFigures): readonly CallFinding[] {
  const costly = rows
    .filter(({ timeShare }) => timeShare >= LEAST_TIME)
    .toSorted((a, b) => b.figures.sumSec - a.figures.sumSec);
  return [...costly.flatMap(repeatedOf), ...rows.flatMap(failingOf), ...costly.flatMap(slowerOf)];
}

function repeatedOf(row: CallRow): readonly CallFinding[] {
  const asker = row.askers.find(({ isRepeated }) => isRepeated);
  return asker === undefined ? [] : [{ kind: "repeated", row, asker }];
}

function failingOf(row: CallRow): readonly CallFinding[] {
  const share = failedShare(row);
  if (share < LEAST_FAILED || share * row.figures.count < LEAST_FAILURES) return [];
  return [{ kind: row.kind === "aws" ? "throttled" : "failing", row, share }];
}

function slowerOf(row: CallRow): readonly CallFinding[] {
  const change = listChanges(row.changes).find((each) => isWorse(each) && each.kind === "slower");
  return change === undefined ? [] : [{ kind: "slower", row, change }];
}

/** `POST /api/checkout runs select stock 14 times, one after another.` */
export function callsVerdict(kind: CallKind, figures: CallFigures, findings: readonly CallFinding[]): string {
  const [first] = findings;
  if (first === undefined) {
    return `Nothing stands out. ${callsExtent(kind, figures)} took ${formatDuration(figures.sumSec)}.`;
  }
  const { row } = first;
  if (first.kind === "repeated") {
    const times = `${formatCount(Math.round(first.asker.perRequest))} times, one after another.`;
    return `${first.asker.endpoint || row.caller.name} ${kind === "sql" ? "runs" : "calls"} ${row.words} ${times}`;
  }
  if (first.kind === "throttled") {
    return `${row.resource ?? row.target.name} has throttled ${formatShare(first.share)} of ${row.text}.`;
  }
  if (first.kind === "failing") return `${formatShare(first.share)} of ${row.words} fail.`;
  return `${row.words} got slower.`;
}

const NOUNS: Readonly<Record<CallKind, string>> = { sql: "statement", aws: "operation", remote: "URL" };

/** `38 statements, 2,410 calls a minute` */
export function callsExtent(kind: CallKind, { rows, others, count, startSec, endSec }: CallFigures): string {
  const kinds = formatCounted(rows.length + others, NOUNS[kind]);
  return `${kinds}, ${formatPerMinute(count / (endSec - startSec))} calls a minute`;
}

const PARAMETER = String.raw`(?:\$\d+|\?|[:@]\w+|%s)`;
const LOOKUP = new RegExp(String.raw`\bwhere\s+((?:[\w"\x60]+\.)*[\w"\x60]+)\s*=\s*${PARAMETER}`, "i");
const EQUALITIES = new RegExp(String.raw`(?<![<>!])=\s*${PARAMETER}`, "g");

/**
 * One statement in place of many, for a repeated statement that looks a row up by one value: `WHERE sku = ANY($1)`, or
 * a list for databases other than Postgres, which have no ANY. None where two values are looked for, as it cannot be told
 * which of them differs, and none for an UPDATE, which sets a value for each row.
 */
export function betterQuery({ kind, isRepeated, text, target }: CallRow): string | undefined {
  if (kind !== "sql" || !isRepeated || /^\s*update\b/i.test(text)) return undefined;
  const [, column] = LOOKUP.exec(text) ?? [];
  if (column === undefined || [...text.matchAll(EQUALITIES)].length > 1) return undefined;
  const isPostgres = /postgres/i.test(target.type ?? "") || /\$\d/.test(text);
  return isPostgres ? `WHERE ${column} = ANY($1)` : `WHERE ${column} IN (?, …)`;
}
