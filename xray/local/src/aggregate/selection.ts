import { readF64, readI32 } from "../bytes/elements.ts";
import type { FigureQuery, FigureSet } from "../console-wire/figures.ts";
import type { TraceFacts } from "../model/trace-facts.ts";
import type { ActivityRows, TraceRows } from "../model/trace-rows.ts";
import { FigureItem } from "./figure-item.ts";
import type { ItemBlock } from "./item-block.ts";
import { createRowFilter } from "./row-filter.ts";
import type { RowFilter } from "./row-filter.ts";
import { compileMembership } from "./set-membership.ts";

/** Chooses what of some rows is in a set. Sets are told by their number in the query. */
export interface Selection {
  /** Adds the traces that are in the set to the block. */
  addTraces(set: number, rows: TraceRows, block: ItemBlock): void;
  /** The same of what the traces did. */
  addActivity(set: number, rows: ActivityRows, block: ItemBlock): void;
}

interface Part {
  set: FigureSet;
  isMember: ((item: FigureItem) => boolean) | undefined;
  isMatched: RowFilter | undefined;
}

/** `matches` are the filters of the sets, in their order; undefined where every trace matches. */
export function createSelection(
  { of: subject = "traces", sets }: FigureQuery,
  matches: readonly (((facts: TraceFacts) => boolean) | undefined)[],
): Selection {
  const parts = sets.map((set, at): Part => {
    const matcher = matches[at];
    const isMatched = matcher && createRowFilter(matcher);
    return { set, isMember: compileMembership(subject, set), isMatched };
  });
  let item: FigureItem | undefined;

  /** The other set, where it has the trace, so that its parts may be in it. */
  function findOther(number: number, { set }: Part, rows: TraceRows, row: number): Part | undefined {
    const other = set.rest === true ? parts[1 - number] : undefined;
    if (other === undefined) return undefined;
    const startSec = readF64(rows.startSec, row);
    const isInside = startSec >= other.set.startSec && startSec < other.set.endSec;
    return isInside && other.isMatched?.(rows, row) !== false ? other : undefined;
  }

  function itemAt(rows: TraceRows, row: number): FigureItem {
    item ??= new FigureItem(rows);
    item.moveTo(rows, row);
    return item;
  }

  return {
    addTraces(set, rows, block) {
      const part = parts[set];
      if (part === undefined) return;
      const { isMatched, isMember } = part;
      if (isMatched === undefined && isMember === undefined && part.set.rest !== true) {
        block.addTraces();
        return;
      }
      for (let row = 0; row < rows.count; row += 1) {
        if (isMatched !== undefined && !isMatched(rows, row)) continue;
        if (isMember !== undefined && !isMember(itemAt(rows, row))) continue;
        const other = findOther(set, part, rows, row);
        if (other !== undefined && other.isMember?.(itemAt(rows, row)) !== false) continue;
        block.addTrace(row);
      }
    },
    addActivity(set, rows, block) {
      const part = parts[set];
      if (part === undefined) return;
      const { isMatched } = part;
      for (let row = 0; row < rows.count; row += 1) {
        if (isMatched !== undefined && !isMatched(rows, row)) continue;
        // Most traces have none, and then nothing is to be read.
        if (subject === "exceptions" && !hasExceptions(rows, row)) continue;
        const other = findOther(set, part, rows, row);
        if (other !== undefined && other.isMember === undefined) continue;
        block.beginTrace();
        addItems(part, other, rows, row, block);
      }
    },
  };

  function addItems(
    { isMember }: Part,
    other: Part | undefined,
    rows: ActivityRows,
    row: number,
    block: ItemBlock,
  ): void {
    const { items, first, end } = rows.load(row);
    if (isMember === undefined && other === undefined) {
      for (let at = first; at < end; at += 1) block.addItem(row, items, at);
      return;
    }
    const each = itemAt(rows, row);
    for (let at = first; at < end; at += 1) {
      each.moveInto(items, at);
      if (isMember !== undefined && !isMember(each)) continue;
      if (other?.isMember?.(each) !== true) block.addItem(row, items, at);
    }
  }
}

function hasExceptions(rows: TraceRows, row: number): boolean {
  const kinds = rows.activity(readI32(rows.numbers.activity, row)) ?? rows.facts(row).activity?.kinds;
  return kinds !== undefined && kinds.exceptions.length > 0;
}
