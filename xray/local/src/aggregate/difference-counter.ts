import type { Difference, FigureField, FigureSubject } from "../console-wire/figures.ts";
import { SHARED_PARTS } from "../model/trace-rows.ts";
import type { SharedPart } from "../model/trace-rows.ts";
import type { FigureItem } from "./figure-item.ts";
import { partOf } from "./field-parts.ts";
import { readerOf } from "./field-values.ts";
import type { ReadValues } from "./field-values.ts";
import type { ItemBlock } from "./item-block.ts";
import { PartCounts } from "./part-counts.ts";
import type { ValueCounts } from "./part-counts.ts";
import { spreadNumbers } from "./spread-numbers.ts";

/** A field with more values is compared by those that come first: it is an id, and says nothing. */
const MAX_VALUES = 5000;
const MAX_TOLD_VALUES = 50;
/** Chosen: 80 more in a hundred are preferred to 100 fewer, and any value is preferred to having none. */
const LESS_COUNTS = 0.8;
const NONE_COUNTS = 0.4;
const MAX_ANNOTATION_KEYS = 200;

/** The parts for requests, calls and exceptions. */
const ACTIVITY_PARTS = ["activity", "labels"] as const satisfies readonly SharedPart[];

/** A field of each part. */
const FIELD_OF = {
  http: "url",
  topology: "service",
  labels: "annotation",
  activity: "version",
} as const satisfies Record<SharedPart, FigureField>;

/** Counts what the traces of two sets have, and sorts it by how much it tells them apart. */
export class DifferenceCounter {
  private readonly readers: ReadonlyMap<FigureField, ReadValues>;
  private readonly fields = new Map<FigureField, Map<string, ValueCounts>>();
  private readonly numbers = new Set<FigureField>();
  private readonly texts = new Set<FigureField>();
  private readonly totals: [number, number] = [0, 0];
  private readonly annotationKeys = new Set<string>();
  /** What counts for an item depends on one part of its trace in each of these. */
  private readonly parts: readonly PartCounts[];

  constructor(subject: FigureSubject) {
    this.readers = comparedFields(subject);
    const isOfTraces = subject === "traces";
    this.parts = (isOfTraces ? SHARED_PARTS : ACTIVITY_PARTS).map((part) => {
      // Annotations belong to the trace, whatever is counted.
      const keysOf = part === "labels" ? "traces" : subject;
      const find = (item: FigureItem): readonly ValueCounts[] => this.find(item, part, isOfTraces);
      return new PartCounts(keysOf, FIELD_OF[part], find);
    });
  }

  addBlock(block: ItemBlock, set: 0 | 1): void {
    this.totals[set] += block.count;
    for (const part of this.parts) part.addBlock(block, set);
  }

  /** The widest difference first; fields that are equal in both sets last. */
  differences(): Difference[] {
    for (const part of this.parts) part.settle();
    const found = [...this.fields].flatMap(([field, values]) => this.differenceOf(field, values) ?? []);
    found.sort(
      (one, other) =>
        gapOf(other.difference) - gapOf(one.difference) ||
        // Of two that say the same, the one with a meaning of its own comes first.
        Number(isAnnotation(one.difference)) - Number(isAnnotation(other.difference)),
    );
    for (const [index, { difference, marks }] of found.entries()) {
      const same = found.findIndex((each) => isSame(each.marks, marks));
      if (same < index) difference.sameAs = same;
    }
    return found.map(({ difference }) => difference);
  }

  private knowsKey(key: string): boolean {
    if (this.annotationKeys.size < MAX_ANNOTATION_KEYS) this.annotationKeys.add(key);
    return this.annotationKeys.has(key);
  }

  /** The counts of the values in one part of an item. */
  private find(item: FigureItem, part: SharedPart, isOfTraces: boolean): ValueCounts[] {
    const found = new Set<ValueCounts>();
    const note = (field: FigureField, value: string): void => {
      const counted = this.countsOf(field, value);
      if (counted !== undefined) found.add(counted);
    };
    for (const [field, read] of this.readers) {
      if ((isOfTraces ? partOf(field) : "activity") !== part) continue;
      const values = read(item);
      if (values.length === 0) note(field, "");
      for (const value of values) note(field, value);
    }
    if (part !== "labels") return [...found];
    for (const { key, value } of item.facts.annotations) {
      if (!this.knowsKey(key)) continue;
      const field = `annotation.${key}` as const;
      (typeof value === "number" ? this.numbers : this.texts).add(field);
      note(field, String(value));
    }
    return [...found];
  }

  private countsOf(field: FigureField, value: string): ValueCounts | undefined {
    const values = this.fields.get(field) ?? new Map<string, ValueCounts>();
    this.fields.set(field, values);
    const known = values.get(value);
    if (known !== undefined || values.size >= MAX_VALUES) return known;
    const counted: ValueCounts = { counts: [0, 0], marks: [0, 0] };
    values.set(value, counted);
    return counted;
  }

  private differenceOf(
    field: FigureField,
    values: ReadonlyMap<string, ValueCounts>,
  ): { difference: Difference; marks: ValueCounts } | undefined {
    // No trace has the field.
    if (values.size === 1 && values.has("")) return undefined;
    const isNumeric = this.numbers.has(field) && !this.texts.has(field) && values.size > 2;
    const widest = isNumeric ? this.bestSplit(values) : this.widest(values);
    if (widest === undefined) return undefined;
    const { value, counted } = widest;
    const shares = this.sharesOf(counted.counts);
    const told = [...values]
      .sort(
        ([oneValue, one], [otherValue, other]) =>
          sumOf(other.counts) - sumOf(one.counts) || (oneValue < otherValue ? -1 : 1),
      )
      .slice(0, MAX_TOLD_VALUES);
    return {
      difference: {
        field,
        value,
        ...(isNumeric && { isOrMore: true }),
        counts: counted.counts,
        shares,
        values: told.map(([text, { counts }]) => ({ value: text, counts })),
        ...(isNumeric && { numbers: spreadNumbers(values) }),
      },
      marks: counted,
    };
  }

  /**
   * A value that the first set has more often is easier to understand than one that it has less often, so it is
   * preferred unless it differs much less. Of values that differ alike, the more frequent one.
   */
  private widest(
    values: ReadonlyMap<string, ValueCounts>,
  ): { value: string; counted: ValueCounts } | undefined {
    let best: { value: string; counted: ValueCounts; rank: readonly number[] } | undefined;
    for (const [value, counted] of values) {
      const [a, b] = this.sharesOf(counted.counts);
      // Shares that add up to 1 may differ in the last bit.
      const weight = (a > b ? 1 : LESS_COUNTS) * (value === "" ? NONE_COUNTS : 1);
      const rank = [Math.round(Math.abs(a - b) * weight * 1e9), a + b];
      if (best === undefined || isGreater(rank, best.rank)) best = { value, counted, rank };
    }
    return best;
  }

  /** The number from which on the shares differ most. */
  private bestSplit(
    values: ReadonlyMap<string, ValueCounts>,
  ): { value: string; counted: ValueCounts } | undefined {
    const descending = [...values].sort(([a], [b]) => Number(b) - Number(a));
    let best: { value: string; counted: ValueCounts } | undefined;
    const sum: ValueCounts = { counts: [0, 0], marks: [0, 0] };
    for (const [value, { counts, marks }] of descending) {
      for (const set of [0, 1] as const) {
        sum.counts[set] += counts[set];
        sum.marks[set] = (sum.marks[set] + marks[set]) >>> 0;
      }
      if (best === undefined || this.gap(sum.counts) > this.gap(best.counted.counts)) {
        best = { value, counted: { counts: [...sum.counts], marks: [...sum.marks] } };
      }
    }
    return best;
  }

  private gap(counts: ValueCounts["counts"]): number {
    const [a, b] = this.sharesOf(counts);
    return Math.abs(a - b);
  }

  private sharesOf([a, b]: ValueCounts["counts"]): [number, number] {
    const [all, others] = this.totals;
    return [all === 0 ? 0 : a / all, others === 0 ? 0 : b / others];
  }
}

/** The first difference decides. */
function isGreater(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((each, index) => each !== other[index]);
  return at !== -1 && (one[at] ?? 0) > (other[at] ?? 0);
}

function sumOf([a, b]: ValueCounts["counts"]): number {
  return a + b;
}

function isAnnotation({ field }: Difference): boolean {
  return field.startsWith("annotation.");
}

function gapOf({ shares: [a, b] }: Difference): number {
  return Math.abs(a - b);
}

function isSame(one: ValueCounts, other: ValueCounts): boolean {
  return [0, 1].every((set) => one.counts[set] === other.counts[set] && one.marks[set] === other.marks[set]);
}

const TRACE_FIELDS: readonly FigureField[] = [
  "service",
  "endpoint",
  "method",
  "status",
  "user",
  "version",
  "rootCause",
  "mostOfIt",
  "statement",
  "awsCall",
  "remoteCall",
  "exception",
  "userAgent",
  "clientIp",
  "instance",
  "zone",
];
const PART_FIELDS: readonly FigureField[] = [
  "service",
  "endpoint",
  "version",
  "status",
  "caller",
  "callerEndpoint",
];

/** All fields except annotations, whose keys are not known in advance. */
function comparedFields(subject: FigureSubject): ReadonlyMap<FigureField, ReadValues> {
  const fields = subject === "traces" ? TRACE_FIELDS : PART_FIELDS;
  return new Map(fields.map((field) => [field, readerOf(subject, field)]));
}
