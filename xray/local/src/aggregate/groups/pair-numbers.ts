import { readI32 } from "../../bytes/elements.ts";

const FIRST_WIDTH = 16;
const FIRST_ROWS = 16;
/** The table has so many places for each first number at most. */
const MAX_WIDTH = 4096;

/** Numbers, from 0 on, for pairs of small numbers in the order in which they are met. */
export class PairNumbers {
  private readonly limit: number;
  private width = FIRST_WIDTH;
  /** Row by row, each number from 1. */
  private table = new Int32Array(FIRST_ROWS * FIRST_WIDTH);
  private used = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  /** `limit` for all pairs that are met after so many, and for those of larger numbers. */
  numberOf(one: number, other: number): number {
    if (one >= this.limit || other >= MAX_WIDTH) return this.limit;
    if (other >= this.width) this.widen(other);
    const at = one * this.width + other;
    if (at >= this.table.length) this.lengthen(at + 1);
    const known = readI32(this.table, at);
    if (known !== 0) return known - 1;
    if (this.used >= this.limit) return this.limit;
    this.used += 1;
    this.table[at] = this.used;
    return this.used - 1;
  }

  private widen(other: number): void {
    const { width, table } = this;
    while (other >= this.width) this.width *= 2;
    const rows = table.length / width;
    this.table = new Int32Array(rows * this.width);
    for (let row = 0; row < rows; row += 1) {
      this.table.set(table.subarray(row * width, (row + 1) * width), row * this.width);
    }
  }

  private lengthen(length: number): void {
    const old = this.table;
    let rows = old.length / this.width;
    while (rows * this.width < length) rows *= 2;
    this.table = new Int32Array(rows * this.width);
    this.table.set(old);
  }
}
