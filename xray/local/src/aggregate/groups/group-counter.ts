import type { FigureSubject, GroupList, GroupQuery } from "../../console-wire/figures.ts";
import type { ColumnFrame } from "../column-frame.ts";
import { CountedGroup } from "./counted-group.ts";
import { readerOf } from "../field-values.ts";
import type { ReadValues } from "../field-values.ts";
import type { FigureItem } from "../figure-item.ts";
import type { FirstSeen } from "../first-seen.ts";

/** So many different groups are counted; what comes next is counted as others, so that memory is bounded. */
const MAX_GROUPS = 20_000;
/** So many of them have columns: the first that are met. */
const MAX_WITH_COLUMNS = 1000;
const DEFAULT_LIMIT = 100;

/** What decides which groups come first. */
export interface GroupSums {
  count: number;
  sumUs: number;
  faults: number;
  lastSec: number;
}

export interface Group {
  values: readonly string[];
  sums: GroupSums;
  /** What is told of it, once it is known that it is told. */
  counted: CountedGroup | undefined;
}

/** What of an item is in none of its groups: in how many there was no room for, and whether it has no value. */
export interface Uncounted {
  uncounted: number;
  hasNone: boolean;
}

const FAULT = 3;

/**
 * Counts by the values of fields; a thing of several values counts in the group of each. Either all groups are counted as
 * things are met; or at first only how much is in which, and of those that are told the rest in a second round.
 */
export class GroupCounter {
  readonly query: GroupQuery;
  private readonly readers: readonly ReadValues[];
  private readonly frame: ColumnFrame | undefined;
  private readonly isAtOnce: boolean;
  private readonly groups = new Map<string, Group>();
  private uncounted = 0;
  private without = 0;

  constructor(
    subject: FigureSubject,
    query: GroupQuery,
    frame: ColumnFrame | undefined,
    { isAtOnce }: { isAtOnce: boolean },
  ) {
    this.query = query;
    this.readers = query.by.map((field) => readerOf(subject, field));
    this.frame = query.series === true || query.change === true ? frame : undefined;
    this.isAtOnce = isAtOnce;
  }

  /** Adds the groups of an item to `groups`; answers what is in none, or undefined. */
  find(item: FigureItem, groups: Group[]): Uncounted | undefined {
    const [reader] = this.readers;
    const combinations =
      reader !== undefined && this.readers.length === 1
        ? reader(item)
        : combine(this.readers.map((read) => read(item)));
    let uncounted = 0;
    for (const values of combinations) {
      const key = typeof values === "string" ? values : JSON.stringify(values);
      const group = this.groups.get(key) ?? this.create(key, values);
      if (group === undefined) uncounted += 1;
      else groups.push(group);
    }
    const hasNone = combinations.length === 0;
    return hasNone || uncounted > 0 ? { uncounted, hasNone } : undefined;
  }

  /** Counts what is in no group, of so many items. */
  addRest({ uncounted, hasNone }: Uncounted, count: number): void {
    if (hasNone) this.without += count;
    this.uncounted += uncounted * count;
  }

  /** After all sums: the groups that are told count what comes in the second round. */
  choose(): void {
    for (const group of this.sorted().slice(0, this.limit)) group.counted = this.createCounted(group.values);
  }

  list(earlier?: FirstSeen): GroupList {
    const sorted = this.sorted();
    const told = sorted.slice(0, this.limit);
    const rest = sorted.slice(this.limit);
    return {
      by: this.query.by,
      groups: told.flatMap(({ counted }) => counted?.toFigures(this.query, earlier) ?? []),
      others: {
        groups: rest.length,
        count: this.uncounted + rest.reduce((sum, { sums }) => sum + sums.count, 0),
      },
      without: this.without,
    };
  }

  private get limit(): number {
    return this.query.limit ?? DEFAULT_LIMIT;
  }

  private create(key: string, values: string | readonly string[]): Group | undefined {
    if (this.groups.size >= MAX_GROUPS) return undefined;
    const list = typeof values === "string" ? [values] : values;
    const group: Group = {
      values: list,
      sums: { count: 0, sumUs: 0, faults: 0, lastSec: -Infinity },
      counted: this.isAtOnce ? this.createCounted(list) : undefined,
    };
    this.groups.set(key, group);
    return group;
  }

  private createCounted(values: readonly string[]): CountedGroup {
    const hasColumns = this.groups.size < MAX_WITH_COLUMNS || !this.isAtOnce;
    return new CountedGroup(values, this.query, hasColumns ? this.frame : undefined);
  }

  private sorted(): Group[] {
    const groups = [...this.groups.values()];
    if (this.isAtOnce) for (const group of groups) group.sums = toSums(group);
    const amount = AMOUNTS[this.query.sort ?? "count"];
    return groups.sort(
      (one, other) =>
        amount(other.sums) - amount(one.sums) ||
        other.sums.count - one.sums.count ||
        (one.values.join() < other.values.join() ? -1 : 1),
    );
  }
}

const AMOUNTS: Record<NonNullable<GroupQuery["sort"]>, (sums: GroupSums) => number> = {
  count: ({ count }) => count,
  time: ({ sumUs }) => sumUs,
  faults: ({ faults }) => faults,
  last: ({ lastSec }) => lastSec,
};

/** Of one item. */
export function sumsOf({ durationUs, outcomeNumber, atSec }: FigureItem): GroupSums {
  return { count: 1, sumUs: durationUs, faults: outcomeNumber === FAULT ? 1 : 0, lastSec: atSec };
}

export function addSums(sum: GroupSums, more: GroupSums): void {
  sum.count += more.count;
  sum.sumUs += more.sumUs;
  sum.faults += more.faults;
  if (more.lastSec > sum.lastSec) sum.lastSec = more.lastSec;
}

function toSums({ counted, sums }: Group): GroupSums {
  if (counted === undefined) return sums;
  const { figures, lastSec } = counted.items;
  return { count: figures.count, sumUs: figures.sumUs, faults: figures.countOf("fault"), lastSec };
}

/** Each value of the first with each of the second; none where one has none. */
function combine(lists: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const [first, ...others] = lists;
  if (first === undefined) return [];
  if (others.length === 0) return first.map((value) => [value]);
  const rest = combine(others);
  return first.flatMap((value) => rest.map((values) => [value].concat(values)));
}
