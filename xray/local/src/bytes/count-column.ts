import { entryOf, readU8 } from "./elements.ts";
const ELSEWHERE = 0xff;

/** Whole numbers from 0, a row each, in one byte; the few above 254 are kept in a map. */
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
    const count = readU8(this.counts, row);
    return count === ELSEWHERE ? entryOf(this.elsewhere, row) : count;
  }

  set(row: number, count: number): void {
    if (readU8(this.counts, row) === ELSEWHERE) this.elsewhere.delete(row);
    if (count >= ELSEWHERE) this.elsewhere.set(row, count);
    this.counts[row] = Math.min(count, ELSEWHERE);
  }
}
