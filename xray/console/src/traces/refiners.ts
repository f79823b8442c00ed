import { quoteString } from "xray-local/filter/format-filter.ts";
import { percentile } from "xray-local/trace/percentile.ts";
import { sortNumbers } from "../lib/statistics.ts";
import { outcomeOfStatus } from "../lib/outcome.ts";
import type { Failure, Outcome } from "../lib/outcome.ts";
import { shortResourceName } from "../trace-model/resource-name.ts";
import { placeOfType } from "../trace-model/place.ts";
import type { Place } from "../trace-model/step.ts";
import { templateUrl } from "xray-local/trace/activity/text-templates.ts";
import {
  annotationCondition,
  serviceCondition,
  slowestCondition,
  urlCondition,
} from "./refiner-conditions.ts";
import { urlPattern } from "./request-words.ts";
import { firstException, slowestEntity, stepWords } from "./trace-row.ts";
import type { TraceRow } from "./trace-row.ts";

/** A value that traces have in common, and the condition that a click on it adds to the filter. */
export interface RefinerValue {
  label: string;
  /** Undefined where no expression can say it (no user at all). */
  condition: string | undefined;
  count: number;
  /** Failures among the traces with this value. */
  failures: Readonly<Record<Failure, number>>;
  place?: Place;
  outcome?: Outcome;
  /** With a brush: the share of the traces inside that have it, and that of the rest, 0 to 1. */
  inside?: number;
  rest?: number;
}

export interface Refiner {
  name: string;
  values: readonly RefinerValue[];
  /** Values that are not listed. */
  others?: number;
}

interface Found extends Pick<RefinerValue, "label" | "condition"> {
  place?: Place;
  outcome?: Outcome;
}

const REFINERS: readonly { name: string; find: (row: TraceRow, slowSec: number) => readonly Found[] }[] = [
  { name: "Root cause", find: rootCauses },
  { name: "Service", find: services },
  { name: "URL", find: urls },
  {
    name: "Method",
    find: ({ method }) =>
      method === "" ? [] : [{ label: method, condition: `http.method = ${quoteString(method)}` }],
  },
  { name: "Status", find: statuses },
  {
    name: "User",
    find: ({ user }) => [
      user === ""
        ? { label: "(none)", condition: undefined }
        : { label: user, condition: `user = ${quoteString(user)}` },
    ],
  },
  { name: "Annotation", find: annotations },
];

/** What took at least this share of a slow response is a root cause. */
const SLOW_SHARE = 0.95;
/** An annotation with more values, such as an id, says nothing about what traces have in common. */
export const MOST_ANNOTATION_VALUES = 12;

/**
 * Values of the matched traces, most frequent first. With a brush (`isInside`), the values and refiners come first that
 * differ most between the traces inside and the rest.
 */
export function refine(rows: readonly TraceRow[], isInside?: (row: TraceRow) => boolean): readonly Refiner[] {
  const insideCount =
    isInside === undefined ? 0 : rows.reduce((sum, row) => sum + (isInside(row) ? 1 : 0), 0);
  const restCount = rows.length - insideCount;
  const slowSec = percentile(sortNumbers(rows.map((row) => row.responseSec)), SLOW_SHARE);
  const refiners = REFINERS.map(({ name, find }) => {
    const counted = countValues(rows, find, isInside, slowSec);
    const values = counted.map(({ found, count, inside, failures }): RefinerValue => {
      const value: RefinerValue = Object.assign(found, { count, failures });
      if (isInside === undefined) return value;
      value.inside = share(inside, insideCount);
      value.rest = share(count - inside, restCount);
      return value;
    });
    const kept = name === "Annotation" ? withoutIds(values) : values;
    return { name, values: kept };
  });
  return inOrder(refiners, isInside !== undefined);
}

/** Those that have anything to tell, with their values; with a brush those that differ most first. */
export function inOrder(refiners: readonly Refiner[], isBrushed: boolean): readonly Refiner[] {
  const sorted = refiners
    .filter(({ name, values }) => values.length > (name === "User" && isOnlyNone(values) ? 1 : 0))
    .map(({ name, values, others = 0 }) => ({
      name,
      values: values.toSorted(isBrushed ? byDifference : byCount),
      others,
    }));
  return isBrushed ? sorted.toSorted((a, b) => most(b) - most(a)) : sorted;
}

interface ValueCounts {
  found: Found;
  count: number;
  inside: number;
  failures: Record<Failure, number>;
}

function countValues(
  rows: readonly TraceRow[],
  find: (row: TraceRow, slowSec: number) => readonly Found[],
  isInside: ((row: TraceRow) => boolean) | undefined,
  slowSec: number,
): readonly ValueCounts[] {
  const counted = new Map<string, ValueCounts>();
  for (const row of rows) {
    for (const found of find(row, slowSec)) {
      const present = counted.get(found.label) ?? {
        found,
        count: 0,
        inside: 0,
        failures: { fault: 0, throttle: 0, error: 0 },
      };
      counted.set(found.label, present);
      // Of a URL with and without a query: the one that finds both.
      if ((found.condition?.length ?? 0) > (present.found.condition?.length ?? 0)) present.found = found;
      present.count += 1;
      if (row.outcome !== "ok") present.failures[row.outcome] += 1;
      if (isInside?.(row) === true) present.inside += 1;
    }
  }
  return [...counted.values()];
}

/**
 * What failed, and for slow responses what took most of them; fast ones have a longest step too, which says nothing.
 */
function rootCauses(row: TraceRow, slowSec: number): readonly Found[] {
  const { summary } = row;
  const causes: Found[] = [];
  for (const kind of ["fault", "error"] as const) {
    const exception = firstException(kind === "fault" ? summary.FaultRootCauses : summary.ErrorRootCauses);
    if (exception === undefined) continue;
    const subject = exception.message === "" ? "name" : "message";
    const value = exception.message === "" ? exception.name : exception.message;
    causes.push({
      label: exception.words,
      condition: `rootcause.${kind}.exception { ${subject} = ${quoteString(value)} }`,
      outcome: kind === "fault" ? "fault" : summary.HasThrottle ? "throttle" : "error",
    });
  }
  const slowest = row.responseSec >= slowSec ? slowestEntity(summary.ResponseTimeRootCauses) : undefined;
  if (slowest !== undefined) {
    const database = slowest.type?.startsWith("Database::") === true;
    causes.push({
      label: database ? `${slowest.name} query` : stepWords(slowest.name),
      condition: slowestCondition(slowest.name),
      place: slowest.name.startsWith("wait") ? "database" : placeOfType(slowest.type),
    });
  }
  return causes;
}

function services({ summary }: TraceRow): readonly Found[] {
  const names = new Map<string, string | undefined>();
  for (const { Name, Type } of summary.ServiceIds) {
    if (Type !== "client" && !names.has(Name)) names.set(Name, Type);
  }
  return Array.from(names, ([name, type]) => ({
    label: shortResourceName(name, type?.startsWith("AWS::SQS") === true),
    condition: serviceCondition(name),
    place: placeOfType(type),
  }));
}

function urls({ url }: TraceRow): readonly Found[] {
  if (url === "") return [];
  return [{ label: urlPattern(url), condition: urlCondition(templateUrl(url), url.includes("?")) }];
}

function statuses({ status }: TraceRow): readonly Found[] {
  if (status === undefined) return [];
  return [{ label: String(status), condition: `http.status = ${status}`, outcome: outcomeOfStatus(status) }];
}

function annotations({ summary }: TraceRow): readonly Found[] {
  return Object.entries(summary.Annotations).flatMap(([key, values]) =>
    values.flatMap(({ AnnotationValue: value }) => {
      const text = value.StringValue ?? value.NumberValue ?? value.BooleanValue;
      if (text === undefined) return [];
      return { label: `${key} = ${text}`, condition: annotationCondition(key, text) };
    }),
  );
}

function withoutIds(values: readonly RefinerValue[]): readonly RefinerValue[] {
  const counts = new Map<string, number>();
  const keyOf = (value: RefinerValue) => value.label.split(" = ", 1)[0] ?? "";
  for (const value of values) counts.set(keyOf(value), (counts.get(keyOf(value)) ?? 0) + 1);
  return values.filter((value) => (counts.get(keyOf(value)) ?? 0) <= MOST_ANNOTATION_VALUES);
}

function isOnlyNone(values: readonly RefinerValue[]): boolean {
  return values.length === 1 && values[0]?.label === "(none)";
}

/** Failures first, worst first: one fault matters more than a thousand ok answers. */
function byCount(a: RefinerValue, b: RefinerValue): number {
  return severity(b) - severity(a) || b.count - a.count || (a.label < b.label ? -1 : 1);
}

function severity({ outcome = "ok" }: RefinerValue): number {
  return ["ok", "error", "throttle", "fault"].indexOf(outcome);
}

function byDifference(a: RefinerValue, b: RefinerValue): number {
  return difference(b) - difference(a) || byCount(a, b);
}

function difference(value: RefinerValue): number {
  return Math.abs((value.inside ?? 0) - (value.rest ?? 0));
}

function most(refiner: Refiner): number {
  return Math.max(0, ...refiner.values.map(difference));
}

export function share(count: number, of: number): number {
  return of === 0 ? 0 : count / of;
}
