import { percentile } from "../src/trace/percentile.ts";

/** Collects durations and returns their percentiles. */
export class Durations {
  private readonly values: number[] = [];

  add(milliseconds: number): void {
    this.values.push(milliseconds);
  }

  get count(): number {
    return this.values.length;
  }

  /** `50, 95` → `12.3 / 40.1`, milliseconds. */
  toText(...percents: readonly number[]): string {
    const sorted = this.values.toSorted((left, right) => left - right);
    return percents.map((percent) => percentile(sorted, percent / 100).toFixed(1)).join(" / ");
  }
}
