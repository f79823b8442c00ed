import type { FigureExample } from "../../console-wire/figures.ts";
import { ColumnCounter } from "../column-counter.ts";
import type { ColumnFrame } from "../column-counter.ts";
import { FigureCounter } from "../figure-counter.ts";
import { toExample } from "../figure-item.ts";
import type { FigureItem } from "../figure-item.ts";

/** Counts items with what is told of them beside figures: columns, when they were, a few to look at. */
export class CountedItems {
  readonly figures = new FigureCounter();
  readonly columns: ColumnCounter | undefined;
  firstSec = Infinity;
  lastSec = -Infinity;
  private newest: FigureExample | undefined;
  private slowest: FigureExample | undefined;
  private failed: FigureExample | undefined;
  private slowestUs = -1;
  private failedSec = -Infinity;
  /** Some from all over, of which one near the middle is told. */
  private readonly candidates: FigureExample[] = [];

  constructor(frame: ColumnFrame | undefined) {
    this.columns = frame && new ColumnCounter(frame);
  }

  add(item: FigureItem): void {
    this.figures.add(item);
    if (this.columns !== undefined) this.columns.add(item);
    const { atSec, durationUs } = item;
    if (atSec < this.firstSec) this.firstSec = atSec;
    if (atSec > this.lastSec) {
      this.lastSec = atSec;
      this.newest = toExample(item);
    }
    if (durationUs > this.slowestUs) {
      this.slowestUs = durationUs;
      this.slowest = toExample(item);
    }
    if (item.outcomeNumber > 0 && atSec > this.failedSec) {
      this.failedSec = atSec;
      this.failed = toExample(item);
    }
    // The first few, and where the next power of two is reached: a handful, and the same whenever it is asked.
    const { count } = this.figures;
    if (count <= 8 || (count & (count - 1)) === 0) this.candidates.push(toExample(item));
  }

  /** What another has counted of other traces. */
  addAll(other: CountedItems): void {
    this.figures.addAll(other.figures);
    if (other.columns !== undefined) this.columns?.addAll(other.columns);
    this.firstSec = Math.min(this.firstSec, other.firstSec);
    if (other.lastSec > this.lastSec) {
      this.lastSec = other.lastSec;
      this.newest = other.newest;
    }
    if (other.slowestUs > this.slowestUs) {
      this.slowestUs = other.slowestUs;
      this.slowest = other.slowest;
    }
    if (other.failedSec > this.failedSec) {
      this.failedSec = other.failedSec;
      this.failed = other.failed;
    }
    this.candidates.push(...other.candidates);
  }

  /** `middleSec` is the length of which the usual one is near. */
  examples(middleSec: number): {
    newest: FigureExample;
    slowest: FigureExample;
    usual: FigureExample;
    failed?: FigureExample;
  } {
    const { newest = NOBODY, slowest = NOBODY, failed, candidates } = this;
    const usual = nearest(candidates, middleSec) ?? newest;
    return { newest, slowest, usual, ...(failed && { failed }) };
  }
}

/** Of a group that lost its last trace while it was counted. */
const NOBODY: FigureExample = { traceId: "", startSec: 0, durationSec: 0 };

function nearest(examples: readonly FigureExample[], sec: number): FigureExample | undefined {
  let best: FigureExample | undefined;
  const distance = ({ durationSec }: FigureExample) => Math.abs(durationSec - sec);
  for (const example of examples)
    if (best === undefined || distance(example) < distance(best)) best = example;
  return best;
}
