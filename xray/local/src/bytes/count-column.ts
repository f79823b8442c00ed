const ELSEWHERE = 0xff;

/** Whole numbers from 0, row by row, in a byte each; the few above 254 are kept beside. */
export class CountColumn {
  private counts: Uint8Array;
  private readonly elsewhere = new Map<number, number>();

  constructor(rows: number) {
    this.counts = new Uint8Array(rows);
  }

  grow(rows: number): void {
    const old = this.counts;
    this.counts = new Uint8Array(rows);
    this.counts.set(old);
  }

  get(row: number): number {
    const count = this.counts[row] ?? 0;
    return count === ELSEWHERE ? (this.elsewhere.get(row) ?? 0) : count;
  }

  set(row: number, count: number): void {
    if (this.counts[row] === ELSEWHERE) this.elsewhere.delete(row);
    if (count >= ELSEWHERE) this.elsewhere.set(row, count);
    this.counts[row] = Math.min(count, ELSEWHERE);
  }
}
