import type { FigureExample, GroupFigures, GroupList, GroupQuery } from "../console-wire/figures.ts";
import { ColumnCounter } from "./column-counter.ts";
import type { ColumnFrame } from "./column-counter.ts";
import { FigureCounter } from "./figure-counter.ts";
import { toExample } from "./figure-item.ts";
import type { FigureItem } from "./figure-item.ts";
import type { ReadValues } from "./field-values.ts";
import type { FirstSeen } from "./first-seen.ts";
import { findChanges } from "./find-changes.ts";
import { RowCache } from "./row-cache.ts";
import type { RowItem } from "./row-item.ts";
import { GroupDetails } from "./group-details.ts";

/** So many different groups are counted; what comes next is counted as others, so that memory is bounded. */
const MAX_GROUPS = 20_000;
/** So many of them have columns: the first that are met. */
const MAX_WITH_COLUMNS = 1000;
const DEFAULT_LIMIT = 100;

interface Group {
  values: readonly string[];
  figures: FigureCounter;
  columns: ColumnCounter | undefined;
  firstSec: number;
  lastSec: number;
  newest: FigureExample;
  slowest: FigureExample;
  failed: FigureExample | undefined;
  /** Some from all over the group, of which one near the middle is told. */
  candidates: FigureExample[];
  details: GroupDetails;
}

interface Found {
  groups: Group[];
  uncounted: number;
  hasNone: boolean;
}

/** Counts by the values of fields; a thing of several values counts in the group of each. */
export class GroupCounter {
  private readonly query: GroupQuery;
  private readonly readers: readonly ReadValues[];
  private readonly frame: ColumnFrame | undefined;
  private readonly groups = new Map<string, Group>();
  private readonly cache: RowCache<Found>;
  private uncounted = 0;
  private without = 0;

  constructor(query: GroupQuery, readers: readonly ReadValues[], frame: ColumnFrame | undefined) {
    this.query = query;
    this.readers = readers;
    this.cache = new RowCache(query.by, (item) => this.find(item));
    this.frame = query.series === true || query.change === true ? frame : undefined;
  }

  add(item: FigureItem): void {
    this.count(this.find(item), item);
  }

  addRow(item: RowItem): void {
    this.count(this.cache.get(item), item);
  }

  list(earlier?: FirstSeen): GroupList {
    const { by, limit = DEFAULT_LIMIT } = this.query;
    const sorted = [...this.groups.values()].sort(this.order());
    const told = sorted.slice(0, limit);
    const rest = sorted.slice(limit);
    return {
      by,
      groups: told.map((group) => this.toFigures(group, earlier)),
      others: {
        groups: rest.length,
        count: this.uncounted + rest.reduce((sum, { figures }) => sum + figures.count, 0),
      },
      without: this.without,
    };
  }

  /** The groups of an item; those that there is no room for any more are counted alone. */
  private find(item: FigureItem): Found {
    const combinations = combine(this.readers.map((read) => read(item)));
    const found: Found = { groups: [], uncounted: 0, hasNone: combinations.length === 0 };
    for (const values of combinations) {
      const key = values.length === 1 ? (values[0] ?? "") : JSON.stringify(values);
      const known = this.groups.get(key);
      if (known !== undefined) found.groups.push(known);
      else if (this.groups.size >= MAX_GROUPS) found.uncounted += 1;
      else {
        const group = this.createGroup(values, item);
        this.groups.set(key, group);
        found.groups.push(group);
      }
    }
    return found;
  }

  private count({ groups, uncounted, hasNone }: Found, item: FigureItem): void {
    if (hasNone) this.without += 1;
    this.uncounted += uncounted;
    for (const group of groups) addTo(group, item);
  }

  private createGroup(values: readonly string[], item: FigureItem): Group {
    const example = toExample(item);
    const details = new GroupDetails(this.query.by.at(-1) ?? "outcome");
    details.describe(item, values.at(-1) ?? "");
    const hasColumns = this.frame !== undefined && this.groups.size < MAX_WITH_COLUMNS;
    return {
      values,
      figures: new FigureCounter(),
      columns: hasColumns && this.frame ? new ColumnCounter(this.frame) : undefined,
      firstSec: item.atSec,
      lastSec: item.atSec,
      newest: example,
      slowest: example,
      candidates: [],
      failed: undefined,
      details,
    };
  }

  private order(): (one: Group, other: Group) => number {
    const amount = AMOUNTS[this.query.sort ?? "count"];
    return (one, other) =>
      amount(other) - amount(one) ||
      other.figures.count - one.figures.count ||
      (one.values.join() < other.values.join() ? -1 : 1);
  }

  private toFigures(group: Group, earlier: FirstSeen | undefined): GroupFigures {
    const { values, columns, firstSec, lastSec, newest, slowest, failed } = group;
    const figures = group.figures.figures();
    const usual = nearest(group.candidates, figures.p50Sec) ?? newest;
    const isException = earlier !== undefined && this.query.by.at(-1) === "exception";
    const firstEverSec = isException ? (earlier.firstSec(values.at(-1) ?? "") ?? firstSec) : undefined;
    const found = this.query.change === true && columns ? findChanges(columns) : undefined;
    return {
      values,
      ...figures,
      firstSec,
      lastSec,
      ...(firstEverSec !== undefined && { firstEverSec }),
      examples: { newest, slowest, usual, ...(failed && { failed }) },
      ...(this.query.series === true && columns && { columns: columns.columns() }),
      ...found,
      ...group.details.figures(),
    };
  }
}

function addTo(group: Group, item: FigureItem): void {
  group.figures.add(item);
  group.columns?.add(item);
  if (item.atSec < group.firstSec) group.firstSec = item.atSec;
  group.details.add(item, item.atSec >= group.lastSec);
  noteExamples(group, item);
  if (item.atSec > group.lastSec) group.lastSec = item.atSec;
}

const AMOUNTS: Record<NonNullable<GroupQuery["sort"]>, (group: Group) => number> = {
  count: ({ figures }) => figures.count,
  time: ({ figures }) => figures.sumSec,
  faults: ({ figures }) => figures.countOf("fault"),
  last: ({ lastSec }) => lastSec,
};

function noteExamples(group: Group, item: FigureItem): void {
  if (item.atSec > group.newest.startSec) group.newest = toExample(item);
  if (item.durationUs > group.slowest.durationSec * 1e6) group.slowest = toExample(item);
  const isFailed = item.outcome !== "ok";
  if (isFailed && (group.failed === undefined || item.atSec > group.failed.startSec)) {
    group.failed = toExample(item);
  }
  // The first few, and where the next power of two is reached: a handful, and the same whenever it is asked.
  const { count } = group.figures;
  if (count <= 8 || (count & (count - 1)) === 0) group.candidates.push(toExample(item));
}

function nearest(examples: readonly FigureExample[], sec: number): FigureExample | undefined {
  let best: FigureExample | undefined;
  const distance = ({ durationSec }: FigureExample) => Math.abs(durationSec - sec);
  for (const example of examples)
    if (best === undefined || distance(example) < distance(best)) best = example;
  return best;
}

/** Each value of the first with each of the second; none where one has none. */
function combine(lists: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const [first, ...others] = lists;
  if (first === undefined) return [];
  if (others.length === 0) return first.map((value) => [value]);
  const rest = combine(others);
  return first.flatMap((value) => rest.map((values) => [value].concat(values)));
}
