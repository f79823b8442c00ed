import { readF64, readI32, readU32 } from "../bytes/elements.ts";
import type { FigureField, FigureSubject } from "../console-wire/figures.ts";
import type { FigureItem } from "./figure-item.ts";
import { RowKeys } from "./row-keys.ts";
import type { ItemBlock } from "./item-block.ts";

/** How many of each set have a value, and a number that is the same for the same traces only (but by chance). */
export interface ValueCounts {
  counts: [number, number];
  marks: [number, number];
}

/** Counts by key: what items have in common is counted once for all of them. */
export class PartCounts {
  private readonly keys: RowKeys<readonly ValueCounts[]>;
  private readonly find: (item: FigureItem) => readonly ValueCounts[];
  /** Of each key: counts and marks of the first set, then of the second. */
  private sums = new Float64Array(FIRST_ROOM * SUMS);

  constructor(
    subject: FigureSubject,
    field: FigureField,
    find: (item: FigureItem) => readonly ValueCounts[],
  ) {
    this.find = find;
    this.keys = new RowKeys(subject, [field], find, () => this.settle());
  }

  addBlock(block: ItemBlock, set: 0 | 1): void {
    const keys = this.keys.keysOf(block);
    const { rows, row, count } = block;
    for (let at = 0; at < count; at += 1) {
      const key = readI32(keys, at);
      const mark = readU32(rows.mark, readI32(row, at));
      if (key >= 0) this.addToKey(key, set, mark);
      else for (const counted of this.find(block.itemAt(at))) addTo(counted, set, 1, mark);
    }
  }

  private addToKey(key: number, set: 0 | 1, mark: number): void {
    const at = key * SUMS + 2 * set;
    if (at >= this.sums.length) this.grow(at);
    this.sums[at] = readF64(this.sums, at) + 1;
    this.sums[at + 1] = (readF64(this.sums, at + 1) + mark) >>> 0;
  }

  /** Adds the sums to the counts of the values. */
  settle(): void {
    for (const [key, found] of this.keys.entries()) {
      for (const set of [0, 1] as const) {
        const at = key * SUMS + 2 * set;
        const count = this.sums[at] ?? 0;
        if (count > 0) for (const counted of found) addTo(counted, set, count, readF64(this.sums, at + 1));
      }
    }
    this.sums.fill(0);
  }

  private grow(past: number): void {
    const old = this.sums;
    this.sums = new Float64Array((past + SUMS) * 2);
    this.sums.set(old);
  }
}

const SUMS = 4;
const FIRST_ROOM = 1024;

function addTo(counted: ValueCounts, set: 0 | 1, count: number, mark: number): void {
  counted.counts[set] += count;
  counted.marks[set] = (counted.marks[set] + mark) >>> 0;
}
