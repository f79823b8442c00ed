import type { FigureOutcome, Figures } from "../console-wire/figures.ts";
import { OUTCOMES } from "./figure-item.ts";
import type { FigureItem } from "./figure-item.ts";
import { LengthCounter } from "./lengths/length-counter.ts";

export const SHARES = [0.5, 0.95, 0.99] as const;

/** What is counted of a thing. */
export type CountedItem = Pick<FigureItem, "durationUs" | "bucket" | "outcomeNumber" | "partial" | "trace">;

/** Counts things and their lengths. Those of one trace are added one after another. */
export class FigureCounter {
  readonly lengths = new LengthCounter();
  count = 0;
  traces = 0;
  sumUs = 0;
  private partial = 0;
  private readonly outcomes: [number, number, number, number] = [0, 0, 0, 0];
  private lastTrace = -1;

  add(item: CountedItem): void {
    this.count += 1;
    if (this.lastTrace !== item.trace) {
      this.traces += 1;
      this.lastTrace = item.trace;
    }
    if (item.partial) this.partial += 1;
    this.sumUs += item.durationUs;
    this.outcomes[item.outcomeNumber] = (this.outcomes[item.outcomeNumber] ?? 0) + 1;
    this.lengths.addTo(item.bucket, 1);
  }

  /** What another has counted of other traces. */
  addAll(other: FigureCounter): void {
    this.count += other.count;
    this.traces += other.traces;
    this.partial += other.partial;
    this.sumUs += other.sumUs;
    for (const [number, count] of other.outcomes.entries()) {
      this.outcomes[number] = (this.outcomes[number] ?? 0) + count;
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
    const [ok, error, throttle, fault] = this.outcomes;
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
