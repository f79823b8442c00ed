import type { FigureOutcome, Figures } from "../console-wire/figures.ts";
import type { FigureItem } from "./figure-item.ts";
import { LengthCounter } from "./length-counter.ts";

const SHARES = [0.5, 0.95, 0.99] as const;

/** Counts things and their lengths. Those of one trace are added one after another. */
export class FigureCounter {
  readonly lengths = new LengthCounter();
  count = 0;
  traces = 0;
  private partial = 0;
  private sumUs = 0;
  private readonly outcomes: Record<FigureOutcome, number> = { ok: 0, error: 0, throttle: 0, fault: 0 };
  private lastTrace = -1;

  add({ durationUs, bucket, outcome, partial, trace }: FigureItem): void {
    this.count += 1;
    if (this.lastTrace !== trace) this.traces += 1;
    this.lastTrace = trace;
    if (partial) this.partial += 1;
    this.sumUs += durationUs;
    this.outcomes[outcome] += 1;
    this.lengths.addTo(bucket, 1);
  }

  /** What another has counted of other traces. */
  addAll(other: FigureCounter): void {
    this.count += other.count;
    this.traces += other.traces;
    this.partial += other.partial;
    this.sumUs += other.sumUs;
    for (const outcome of ["ok", "error", "throttle", "fault"] as const) {
      this.outcomes[outcome] += other.outcomes[outcome];
    }
    this.lengths.addAll(other.lengths);
  }

  countOf(outcome: FigureOutcome): number {
    return this.outcomes[outcome];
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
    return { count, traces, partial, outcomes: { ...this.outcomes }, sumSec, ...this.percentiles() };
  }
}
