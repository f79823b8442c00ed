import { readI32 } from "../bytes/elements.ts";
import type { FigureColumns, FigureOutcome } from "../console-wire/figures.ts";
import { toColumn } from "./column-frame.ts";
import type { ColumnFrame } from "./column-frame.ts";
import { FigureCounter } from "./figure-counter.ts";
import type { CountedItem } from "./figure-counter.ts";
import type { ItemBlock } from "./item-block.ts";

/** Figures by column; an empty column costs nothing. */
export class ColumnCounter {
  readonly frame: ColumnFrame;
  private readonly counters: (FigureCounter | undefined)[] = [];

  constructor(frame: ColumnFrame) {
    this.frame = frame;
  }

  add(item: CountedItem & { atSec: number }): void {
    const column = toColumn(this.frame, item.atSec);
    const counter = (this.counters[column] ??= new FigureCounter());
    counter.add(item);
  }

  /** Adds items of a block that were placed in columns. */
  addBlock(block: ItemBlock, order: Int32Array, first: number, end: number): void {
    const columnAt = (place: number): number => readI32(block.column, readI32(order, place));
    let from = first;
    while (from < end) {
      const column = columnAt(from);
      let to = from + 1;
      while (to < end && columnAt(to) === column) to += 1;
      const counter = (this.counters[column] ??= new FigureCounter());
      counter.addBlock(block, order, from, to);
      from = to;
    }
  }

  /** Adds what another counter has counted of other traces, in the same columns. */
  addAll(other: ColumnCounter): void {
    for (const [column, counter] of other.counters.entries()) {
      if (counter !== undefined) (this.counters[column] ??= new FigureCounter()).addAll(counter);
    }
  }

  /** The sum of all columns, for this many traces, which may have items in several of them. */
  total(traces: number): FigureCounter {
    const sum = this.between(0, this.counters.length);
    sum.traces = traces;
    return sum;
  }

  /** The sum of the columns from `first` up to, not including, `end`. */
  between(first: number, end: number): FigureCounter {
    const sum = new FigureCounter();
    for (let column = first; column < Math.min(end, this.counters.length); column += 1) {
      const counter = this.counters[column];
      if (counter !== undefined) sum.addAll(counter);
    }
    return sum;
  }

  all(): readonly (FigureCounter | undefined)[] {
    return Array.from({ length: this.frame.columns }, (_, column) => this.counters[column]);
  }

  columns(): FigureColumns {
    const { startSec, columnSec } = this.frame;
    const counters = this.all();
    const percentiles = counters.map((each) => each?.percentiles());
    const countOf = (outcome: FigureOutcome) => counters.map((each) => each?.countOf(outcome) ?? 0);
    return {
      startSec,
      columnSec,
      count: counters.map((each) => each?.count ?? 0),
      error: countOf("error"),
      throttle: countOf("throttle"),
      fault: countOf("fault"),
      sumSec: counters.map((each) => each?.sumSec ?? 0),
      p50Sec: percentiles.map((each) => each?.p50Sec ?? 0),
      p95Sec: percentiles.map((each) => each?.p95Sec ?? 0),
      p99Sec: percentiles.map((each) => each?.p99Sec ?? 0),
    };
  }
}
