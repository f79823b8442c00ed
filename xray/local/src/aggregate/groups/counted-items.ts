import { readF64, readI32, readU8 } from "../../bytes/elements.ts";
import type { FigureExample } from "../../console-wire/figures.ts";
import { ColumnCounter } from "../column-counter.ts";
import type { ColumnFrame } from "../column-frame.ts";
import type { ItemBlock } from "../item-block.ts";
import { FigureCounter } from "../figure-counter.ts";
import { toExample } from "../figure-item.ts";
import type { FigureItem } from "../figure-item.ts";

/** As many calls one after another are one question too many. */
const MANY_IN_A_ROW = 5;

/** Counts items with what is told of them beside figures: columns, when they were, a few to look at. */
export class CountedItems {
  readonly figures = new FigureCounter();
  readonly columns: ColumnCounter | undefined;
  /** How calls came within their requests. */
  readonly repeats = { requests: 0, inARow: 0, most: 0, retries: 0 };
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
    if (item.atSec < this.firstSec) this.firstSec = item.atSec;
    if (item.isFirst) this.addRepeats(item.calls, item.inARow, item.retries);
    this.noteExamples(item, this.figures.count);
  }

  private addAllRepeats(block: ItemBlock, order: Int32Array, first: number, end: number): void {
    for (let place = first; place < end; place += 1) {
      const at = readI32(order, place);
      const calls = readI32(block.calls, at);
      if (calls > 0) this.addRepeats(calls, readI32(block.inARow, at), readI32(block.retries, at));
    }
  }

  private addRepeats(calls: number, inARow: number, retries: number): void {
    const { repeats } = this;
    repeats.requests += 1;
    if (inARow >= MANY_IN_A_ROW) repeats.inARow += 1;
    if (calls > repeats.most) repeats.most = calls;
    repeats.retries += retries;
  }

  /** `count` of them there are with this one. */
  private noteExamples(item: FigureItem, count: number): void {
    const { atSec, durationUs } = item;
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
    if (isCandidate(count)) this.candidates.push(toExample(item));
  }

  /** Those of a block that are at these places of the order. */
  addBlock(block: ItemBlock, order: Int32Array, first: number, end: number): void {
    let count = this.figures.count;
    this.figures.addBlock(block, order, first, end);
    this.columns?.addBlock(block, order, first, end);
    let { firstSec, lastSec, slowestUs, failedSec } = this;
    for (let place = first; place < end; place += 1) {
      const at = readI32(order, place);
      const atSec = readF64(block.atSec, at);
      count += 1;
      if (atSec < firstSec) firstSec = atSec;
      const isTold =
        atSec > lastSec ||
        readF64(block.durationUs, at) > slowestUs ||
        (atSec > failedSec && readU8(block.outcome, at) > 0) ||
        isCandidate(count);
      if (isTold) {
        this.noteExamples(block.itemAt(at), count);
        ({ lastSec, slowestUs, failedSec } = this);
      }
    }
    this.firstSec = firstSec;
    if (block.hasRepeats) this.addAllRepeats(block, order, first, end);
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
    this.repeats.requests += other.repeats.requests;
    this.repeats.inARow += other.repeats.inARow;
    this.repeats.most = Math.max(this.repeats.most, other.repeats.most);
    this.repeats.retries += other.repeats.retries;
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

/** The first few, and where the next power of two is reached: a handful, and the same whenever it is asked. */
function isCandidate(count: number): boolean {
  return count <= 8 || (count & (count - 1)) === 0;
}

/** For a group whose last trace was deleted while it was counted. */
const NOBODY: FigureExample = { traceId: "", startSec: 0, durationSec: 0 };

function nearest(examples: readonly FigureExample[], sec: number): FigureExample | undefined {
  let best: FigureExample | undefined;
  const distance = ({ durationSec }: FigureExample) => Math.abs(durationSec - sec);
  for (const example of examples)
    if (best === undefined || distance(example) < distance(best)) best = example;
  return best;
}
