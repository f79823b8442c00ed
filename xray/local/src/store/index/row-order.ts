import { itemAt, readI32 } from "../../bytes/elements.ts";
import { freeMemory } from "../../bytes/free-memory.ts";

/**
 * Row numbers in the order of (start, id). New rows nearly always belong near the end. Changes come in batches, and
 * cost as much as lies behind the oldest changed row.
 */
export class RowOrder {
  private rows = new Int32Array(1024);
  private count = 0;
  private readonly compare: (left: number, right: number) => number;
  /** Changes with every update, so that a walk notices that positions have moved. */
  version = 0;

  constructor(compare: (left: number, right: number) => number) {
    this.compare = compare;
  }

  get length(): number {
    return this.count;
  }

  /** Throws for a position outside `length`. */
  at(position: number): number {
    if (position >= this.count) throw new RangeError(`Row ${position} of ${this.count}`);
    return readI32(this.rows, position);
  }

  /** The rows at the positions from `first` up to, not including, `end`. Read them before the next change. */
  between(first: number, end: number): Int32Array {
    return this.rows.subarray(first, Math.min(end, this.count));
  }

  /** The first position whose row `before` does not accept. */
  search(before: (row: number) => boolean): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (before(this.at(middle))) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Call it while the starts of the rows, which are all here, are still those with which they were inserted. */
  remove(rows: readonly number[]): void {
    if (rows.length === 0) return;
    this.version += 1;
    if (rows.length === this.count) {
      this.count = 0;
      return;
    }
    const gone = new Set(rows);
    const oldest = rows.reduce((one, other) => (this.compare(other, one) < 0 ? other : one));
    const first = this.positionOf(oldest);
    let target = first;
    for (let position = first; position < this.count; position += 1) {
      const row = this.at(position);
      if (gone.has(row)) continue;
      this.rows[target] = row;
      target += 1;
    }
    this.count = target;
  }

  /** Sorts the rows, then merges them from the end: what lies before the oldest of them is not touched. */
  insert(rows: number[]): void {
    if (rows.length === 0) return;
    this.version += 1;
    rows.sort(this.compare);
    this.reserve(this.count + rows.length);
    let existing = this.count - 1;
    let incoming = rows.length - 1;
    for (let target = this.count + rows.length - 1; incoming >= 0; target -= 1) {
      const candidate = itemAt(rows, incoming);
      if (existing >= 0 && this.compare(this.at(existing), candidate) > 0) {
        this.rows[target] = this.at(existing);
        existing -= 1;
      } else {
        this.rows[target] = candidate;
        incoming -= 1;
      }
    }
    this.count += rows.length;
  }

  private positionOf(row: number): number {
    return this.search((other) => this.compare(other, row) < 0);
  }

  private reserve(length: number): void {
    if (length <= this.rows.length) return;
    const grown = new Int32Array(Math.max(length, Math.ceil(this.rows.length * 1.5)));
    grown.set(this.rows);
    freeMemory(this.rows);
    this.rows = grown;
  }
}
