import { readF64 } from "../bytes/elements.ts";
import type { ActivityRows } from "../model/trace-rows.ts";
import { readerOf } from "./field-values.ts";
import { countPlaces, FigureItem } from "./figure-item.ts";
import { RowKeys } from "./row-keys.ts";

/** As many as there are groups. */
const MAX_SEEN = 20_000;

const read = readerOf("exceptions", "exception");

/** When each exception was first thrown. */
export class FirstSeen {
  private readonly seen = new Map<string, number>();
  /** One entry for all traces with the same exceptions, with the time from which on they bring no earlier one. */
  private readonly keys = new RowKeys("traces", ["exception"], () => ({ untilSec: Infinity }));
  private item: FigureItem | undefined;

  /** Adds traces, oldest first, with their exceptions. */
  add(rows: ActivityRows): void {
    const item = (this.item ??= new FigureItem(rows));
    for (let row = 0; row < rows.count; row += 1) {
      item.moveTo(rows, row);
      item.place = 0;
      const alike = this.keys.valueOf(item);
      if (readF64(rows.startSec, row) > alike.untilSec) continue;
      if (countPlaces("exceptions", item) === 0) alike.untilSec = -Infinity;
      else alike.untilSec = this.addTrace(rows, item);
    }
  }

  /** Undefined for an exception that none of the traces has. Epoch seconds. */
  firstSec(value: string): number | undefined {
    return this.seen.get(value);
  }

  /** Returns when the last of its exceptions was first thrown. */
  private addTrace(rows: ActivityRows, item: FigureItem): number {
    const { items, first, end } = rows.load(item.row);
    let untilSec = -Infinity;
    for (let at = first; at < end; at += 1) {
      item.moveInto(items, at);
      for (const value of read(item)) untilSec = Math.max(untilSec, this.note(value, item.atSec));
    }
    return untilSec;
  }

  private note(value: string, atSec: number): number {
    const known = this.seen.get(value);
    if (known !== undefined && known <= atSec) return known;
    if (known === undefined && this.seen.size >= MAX_SEEN) return -Infinity;
    this.seen.set(value, atSec);
    return atSec;
  }
}
