import type { Difference, FigureQuery, SetFigures } from "../console-wire/figures.ts";
import type { TraceFacts } from "../model/trace-facts.ts";
import { SHARED_PARTS } from "../model/trace-rows.ts";
import type { ActivityRows, RowNeeds, TraceRows } from "../model/trace-rows.ts";
import { DifferenceCounter } from "./difference-counter.ts";
import { partOf } from "./field-parts.ts";
import { countPlaces, FigureItem } from "./figure-item.ts";
import type { FirstSeen } from "./first-seen.ts";
import { createRowFilter } from "./row-filter.ts";
import { SetCounter } from "./set-counter.ts";
import { compileMembership } from "./set-membership.ts";

/** Sums up the traces that it is shown as rows, the sets in any order. */
export interface Aggregation {
  /** What it reads of rows. */
  needs: RowNeeds;
  /** Where traces are counted: shows those that start in the range of the set with this number. */
  addTraces(set: number, rows: TraceRows): void;
  /** Where requests, calls or exceptions are counted: the same with what they did. */
  addActivity(set: number, rows: ActivityRows): void;
  /** When all was shown: the places of the traces that `tell` is to be shown, of each set. */
  choose(): (readonly Int32Array[])[];
  /** Shows the traces of a set once more, for the groups that are told. */
  tell(set: number, rows: TraceRows): void;
  /** `earlier` knows the exceptions of all that is older than the sets, for `FigureQuery.ever`. */
  sets(earlier?: FirstSeen): SetFigures[];
  /** Undefined when nobody asked. */
  differences(): Difference[] | undefined;
}

/** `matches` are the filters of the sets, in their order; undefined where every trace matches. */
export function createAggregation(
  query: FigureQuery,
  matches: readonly (((facts: TraceFacts) => boolean) | undefined)[],
): Aggregation {
  const { of: subject = "traces", sets } = query;
  const differences = query.compare === true ? new DifferenceCounter(subject) : undefined;
  const parts = sets.map((set, at) => {
    const matcher = matches[at];
    return {
      set,
      counter: new SetCounter(query, set),
      isMember: compileMembership(subject, set),
      isMatched: matcher && createRowFilter(matcher),
    };
  });
  type Part = (typeof parts)[number];
  let item: FigureItem | undefined;

  const itemOf = (rows: TraceRows): FigureItem => (item ??= new FigureItem(rows));

  /** The other set, where it has the trace, so that its parts may be in it. */
  function findOther(number: number, { set }: Part, rows: TraceRows, row: number): Part | undefined {
    const other = set.rest === true ? parts[1 - number] : undefined;
    if (other === undefined) return undefined;
    const startSec = rows.startSec[row] ?? 0;
    const isInside = startSec >= other.set.startSec && startSec < other.set.endSec;
    return isInside && other.isMatched?.(rows, row) !== false ? other : undefined;
  }

  return {
    needs: needsOf(query),
    addTraces(set, rows) {
      const part = parts[set];
      if (part === undefined) return;
      const { counter, isMatched, isMember } = part;
      const trace = itemOf(rows);
      counter.scanned += rows.count;
      for (let row = 0; row < rows.count; row += 1) {
        if (isMatched !== undefined && !isMatched(rows, row)) continue;
        trace.moveTo(rows, row);
        if (isMember !== undefined && !isMember(trace)) continue;
        const other = findOther(set, part, rows, row);
        if (other !== undefined && other.isMember?.(trace) !== false) continue;
        counter.addTrace(trace);
        differences?.add(trace, set === 0 ? 0 : 1);
      }
    },
    addActivity(set, rows) {
      const part = parts[set];
      if (part === undefined) return;
      const { counter, isMatched, isMember } = part;
      const each = itemOf(rows);
      counter.scanned += rows.count;
      for (let row = 0; row < rows.count; row += 1) {
        if (isMatched !== undefined && !isMatched(rows, row)) continue;
        each.moveTo(rows, row);
        if (countPlaces(subject, each) === 0) continue;
        const other = findOther(set, part, rows, row);
        const { items, first, end } = rows.load(row);
        for (let at = first; at < end; at += 1) {
          each.moveInto(items, at);
          if (isMember !== undefined && !isMember(each)) continue;
          if (other !== undefined && other.isMember?.(each) !== false) continue;
          counter.addItem(each);
          differences?.add(each, set === 0 ? 0 : 1);
        }
      }
    },
    choose: () => parts.map(({ counter }) => counter.choose()),
    tell(set, rows) {
      const counter = parts[set]?.counter;
      const trace = itemOf(rows);
      for (let row = 0; row < rows.count; row += 1) {
        trace.moveTo(rows, row);
        counter?.tell(trace);
      }
    },
    sets: (earlier) => parts.map(({ counter }) => counter.figures(earlier)),
    differences: () => differences?.differences(),
  };
}

/** Of what filters and conditions read nothing is known beforehand. */
function needsOf({ of: subject = "traces", sets, groups = [], compare = false }: FigureQuery): RowNeeds {
  const isSimple = sets.every(({ filter, where, conditions }) => !filter && !where && !conditions);
  const isOfGroups = isSimple && subject === "traces" && !compare;
  const parts = groups.flatMap(({ by }) => by.map(partOf)).filter((part) => part !== undefined);
  return { parts: new Set(isOfGroups ? parts : SHARED_PARTS), marks: compare };
}
