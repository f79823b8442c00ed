import type { Difference, FigureQuery, SetFigures } from "../console-wire/figures.ts";
import type { TraceFacts } from "../model/trace-facts.ts";
import { SHARED_PARTS } from "../model/trace-rows.ts";
import type { ActivityRows, RowNeeds, TraceRows } from "../model/trace-rows.ts";
import { DifferenceCounter } from "./difference-counter.ts";
import { partOf } from "./field-parts.ts";
import type { FirstSeen } from "./first-seen.ts";
import { ItemBlock } from "./item-block.ts";
import { SetCounter } from "./set-counter.ts";
import { createSelection } from "./selection.ts";

/** Sums up traces that it gets as rows; the sets may come in any order. */
export interface Aggregation {
  /** The parts of rows that it reads. */
  needs: RowNeeds;
  /** For counting traces: adds traces that start in the range of this set. */
  addTraces(set: number, rows: TraceRows): void;
  /** For counting requests, calls or exceptions: the same, with what the traces did. */
  addActivity(set: number, rows: ActivityRows): void;
  /** After everything was added: returns, for each set, the places of the traces that `tell` needs. */
  choose(): (readonly Int32Array[])[];
  /** Adds the traces of a set a second time, for the groups in the answer. */
  tell(set: number, rows: TraceRows): void;
  /** `earlier` knows the exceptions of everything older than the sets, for `FigureQuery.ever`. */
  sets(earlier?: FirstSeen): SetFigures[];
  /** Undefined when the query does not ask for them. */
  differences(): Difference[] | undefined;
}

/** `matches` are the filters of the sets, in their order; undefined where every trace matches. */
export function createAggregation(
  query: FigureQuery,
  matches: readonly (((facts: TraceFacts) => boolean) | undefined)[],
): Aggregation {
  const differences = query.compare === true ? new DifferenceCounter(query.of ?? "traces") : undefined;
  const counters = query.sets.map((set) => new SetCounter(query, set));
  const selection = createSelection(query, matches);
  let block: ItemBlock | undefined;

  /** An empty block. */
  function blockOf(rows: TraceRows): ItemBlock {
    block ??= new ItemBlock(rows);
    block.clear(rows);
    return block;
  }

  function count(set: number, rows: TraceRows, items: ItemBlock): void {
    const counter = counters[set];
    if (counter === undefined) return;
    counter.scanned += rows.count;
    counter.add(items);
    differences?.addBlock(items, set === 0 ? 0 : 1);
  }

  return {
    needs: needsOf(query),
    addTraces(set, rows) {
      const traces = blockOf(rows);
      selection.addTraces(set, rows, traces);
      count(set, rows, traces);
    },
    addActivity(set, rows) {
      const items = blockOf(rows);
      selection.addActivity(set, rows, items);
      count(set, rows, items);
    },
    choose: () => counters.map((counter) => counter.choose()),
    tell(set, rows) {
      const traces = blockOf(rows);
      traces.addTraces();
      counters[set]?.tell(traces);
    },
    sets: (earlier) => counters.map((counter) => counter.figures(earlier)),
    differences: () => differences?.differences(),
  };
}

/** It is unknown what filters and conditions read. */
function needsOf({ of: subject = "traces", sets, groups = [], compare = false }: FigureQuery): RowNeeds {
  const isOfTraces = subject === "traces";
  const isSimple = sets.every(({ filter, where, conditions }) => !filter && !where && !conditions);
  const own = groups.flatMap(({ by }) => by.map(partOf)).filter((part) => part !== undefined);
  const known = isOfTraces ? own : (["activity"] as const);
  return {
    parts: new Set(isSimple && !compare ? known : SHARED_PARTS),
    lengths: isOfTraces,
    marks: compare,
  };
}
