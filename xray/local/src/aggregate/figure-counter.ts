import { readF64, readI32, readU8 } from "../bytes/elements.ts";
import type { FigureOutcome, Figures } from "../console-wire/figures.ts";
import { OUTCOMES } from "./figure-item.ts";
import type { FigureItem } from "./figure-item.ts";
import type { ItemBlock } from "./item-block.ts";
import { LengthCounter } from "./lengths/length-counter.ts";

export const SHARES = [0.5, 0.95, 0.99] as const;

/** The parts of an item that are counted. */
export type CountedItem = Pick<FigureItem, "durationUs" | "bucket" | "outcomeNumber" | "partial" | "trace">;

/** Counts items and their durations. Add items of one trace one after another. */
export class FigureCounter {
  readonly lengths = new LengthCounter();
  count = 0;
  traces = 0;
  sumUs = 0;
  private partial = 0;
  private readonly outcomes = new Float64Array(4);
  private lastTrace = -1;

  add(item: CountedItem): void {
    this.count += 1;
    if (this.lastTrace !== item.trace) {
      this.traces += 1;
      this.lastTrace = item.trace;
    }
    if (item.partial) this.partial += 1;
    this.sumUs += item.durationUs;
    this.outcomes[item.outcomeNumber] = readF64(this.outcomes, item.outcomeNumber) + 1;
    this.lengths.addTo(item.bucket, 1);
  }

  /** Adds the items of a block at these places of the order. */
  addBlock(block: ItemBlock, order: Int32Array, first: number, end: number): void {
    const { lengths, outcomes } = this;
    const { durationUs, partial, outcome, bucket } = block;
    let sumUs = 0;
    let inProgress = 0;
    for (let place = first; place < end; place += 1) {
      const at = readI32(order, place);
      sumUs += readF64(durationUs, at);
      inProgress += readU8(partial, at);
      const number = readU8(outcome, at);
      outcomes[number] = readF64(outcomes, number) + 1;
      lengths.addTo(readI32(bucket, at), 1);
    }
    this.count += end - first;
    this.sumUs += sumUs;
    this.partial += inProgress;
    this.addTraces(block, order, first, end);
  }

  /** Counts only of how many traces the items are. */
  addTraces({ trace }: ItemBlock, order: Int32Array, first: number, end: number): void {
    let last = this.lastTrace;
    let traces = 0;
    for (let place = first; place < end; place += 1) {
      const of = readF64(trace, readI32(order, place));
      if (of !== last) traces += 1;
      last = of;
    }
    this.traces += traces;
    this.lastTrace = last;
  }

  /** Adds what another counter has counted of other traces. */
  addAll(other: FigureCounter): void {
    this.count += other.count;
    this.traces += other.traces;
    this.partial += other.partial;
    this.sumUs += other.sumUs;
    for (const [number, count] of other.outcomes.entries()) {
      this.outcomes[number] = readF64(this.outcomes, number) + count;
    }
    this.lengths.addAll(other.lengths);
  }

  countOf(outcome: FigureOutcome): number {
    return this.outcomes[OUTCOMES.indexOf(outcome)] ?? 0;
  }

  get sumSec(): number {
    return this.sumUs / 1e6;
  }

  percentiles(): { p50Sec: number; p95Sec: number; p99Sec: number } {
    const [p50Sec = 0, p95Sec = 0, p99Sec = 0] = this.lengths.percentiles(SHARES);
    return { p50Sec, p95Sec, p99Sec };
  }

  figures(): Figures {
    const { count, traces, partial, sumSec } = this;
    const [ok = 0, error = 0, throttle = 0, fault = 0] = this.outcomes;
    return {
      count,
      traces,
      partial,
      outcomes: { ok, error, throttle, fault },
      sumSec,
      ...this.percentiles(),
    };
  }
}
