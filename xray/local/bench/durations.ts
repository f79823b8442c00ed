/** Collects durations and answers their percentiles. */
export class Durations {
  private readonly values: number[] = [];

  add(milliseconds: number): void {
    this.values.push(milliseconds);
  }

  get count(): number {
    return this.values.length;
  }

  /** The nearest-rank percentile, milliseconds; NaN without values. */
  percentile(percent: number): number {
    const sorted = this.values.toSorted((left, right) => left - right);
    return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
  }

  toText(...percents: readonly number[]): string {
    return percents.map((percent) => this.percentile(percent).toFixed(1)).join(" / ");
  }
}
