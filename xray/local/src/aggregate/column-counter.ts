import type { FigureColumns, FigureOutcome } from "../console-wire/figures.ts";
import { FigureCounter } from "./figure-counter.ts";
import type { CountedItem } from "./figure-counter.ts";

/** Columns of the same width from the start of a range on; what lies before or behind it goes into the nearest. */
export interface ColumnFrame {
  startSec: number;
  columnSec: number;
  columns: number;
}

export function toColumn({ startSec, columnSec, columns }: ColumnFrame, atSec: number): number {
  return Math.min(columns - 1, Math.max(0, Math.floor((atSec - startSec) / columnSec)));
}

/** Figures by column; an empty column costs nothing. */
export class ColumnCounter {
  readonly frame: ColumnFrame;
  private readonly counters: (FigureCounter | undefined)[] = [];

  constructor(frame: ColumnFrame) {
    this.frame = frame;
  }

  add(item: CountedItem & { atSec: number }): void {
    this.addTo(toColumn(this.frame, item.atSec), item);
  }

  /** Of a column that is known already. */
  addTo(column: number, item: CountedItem): void {
    const counter = (this.counters[column] ??= new FigureCounter());
    counter.add(item);
  }

  /** What another has counted of other traces, in the same columns. */
  addAll(other: ColumnCounter): void {
    for (const [column, counter] of other.counters.entries()) {
      if (counter !== undefined) (this.counters[column] ??= new FigureCounter()).addAll(counter);
    }
  }

  /** Of all columns from one to before another. */
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
