import { readU32 } from "../../bytes/elements.ts";

/** Buckets in each octave: a bucket is then at most 1/64 wide, and its middle less than 1 % away from what it holds. */
const STEPS = 64;
const STEP_BITS = 6;

/** Up to 2^45 µs, a year; longer durations count as that. */
export const BUCKETS = 41 * STEPS;

const FIRST_CELLS = 8;
/** With more cells, an array with a place for each bucket is hardly larger. */
const MAX_CELLS = 512;
/** A cell has the count in its lower bits, and above them the bucket, from 1. */
const COUNT_BITS = 20;
const MAX_COUNT = 2 ** COUNT_BITS - 1;

/** Counts durations in microseconds, in buckets that widen with the duration; never negative. */
export class LengthCounter {
  /** A hash table with at least half of its cells empty; when it is dense, an array with the count of each bucket. */
  private cells = new Uint32Array(FIRST_CELLS);
  private used = 0;
  private isDense = false;
  private total = 0;

  add(lengthUs: number): void {
    this.addTo(toBucket(lengthUs), 1);
  }

  /** Adds to a bucket that is already known. */
  addTo(bucket: number, count: number): void {
    this.total += count;
    if (this.isDense || !this.addToCell(bucket, count)) this.addToDense(bucket, count);
  }

  addAll(other: LengthCounter): void {
    for (const [bucket, count] of other.counts()) this.addTo(bucket, count);
  }

  /** Where the thing of a share's nearest rank lies: how many are shorter than its bucket, and the bucket. */
  rankOf(share: number): { total: number; below: number; bucket: number } {
    const rank = Math.max(1, Math.ceil(share * this.total));
    let below = 0;
    for (const [bucket, count] of this.counts()) {
      if (below + count >= rank) return { total: this.total, below, bucket };
      below += count;
    }
    return { total: this.total, below, bucket: 0 };
  }

  /** Seconds by nearest rank, for ascending shares from 0 to 1; zeros where nothing was counted. */
  percentiles(shares: readonly number[]): number[] {
    const counts = this.counts();
    let at = 0;
    let below = 0;
    return shares.map((share) => {
      const rank = Math.max(1, Math.ceil(share * this.total));
      for (; at < counts.length - 1; at += 1) {
        const count = counts[at]?.[1] ?? 0;
        if (below + count >= rank) break;
        below += count;
      }
      return this.total === 0 ? 0 : fromBucket(counts[at]?.[0] ?? 0) / 1e6;
    });
  }

  /** Buckets that hold anything, ascending, and how many each. */
  counts(): (readonly [number, number])[] {
    const found: (readonly [number, number])[] = [];
    const { cells, isDense } = this;
    for (let at = 0; at < cells.length; at += 1) {
      const cell = readU32(cells, at);
      if (cell !== 0) found.push(isDense ? [at, cell] : [(cell >>> COUNT_BITS) - 1, cell & MAX_COUNT]);
    }
    return isDense ? found : found.sort(([a], [b]) => a - b);
  }

  /** False when the table has no room for it. */
  private addToCell(bucket: number, count: number): boolean {
    const { cells } = this;
    const mask = cells.length - 1;
    let at = bucket & mask;
    for (;;) {
      const cell = readU32(cells, at);
      if (cell === 0) break;
      if (cell >>> COUNT_BITS === bucket + 1) {
        if ((cell & MAX_COUNT) + count > MAX_COUNT) return false;
        cells[at] = cell + count;
        return true;
      }
      at = (at + 1) & mask;
    }
    if (count > MAX_COUNT) return false;
    if ((this.used + 1) * 2 > cells.length) return this.grow() && this.addToCell(bucket, count);
    cells[at] = (((bucket + 1) << COUNT_BITS) | count) >>> 0;
    this.used += 1;
    return true;
  }

  /** False when it would be as large as a dense one. */
  private grow(): boolean {
    const old = this.cells;
    if (old.length >= MAX_CELLS) return false;
    this.cells = new Uint32Array(old.length * 2);
    this.used = 0;
    for (const cell of old) if (cell !== 0) this.addToCell((cell >>> COUNT_BITS) - 1, cell & MAX_COUNT);
    return true;
  }

  private addToDense(bucket: number, count: number): void {
    if (!this.isDense) {
      const dense = new Uint32Array(BUCKETS);
      for (const [known, many] of this.counts()) dense[known] = many;
      this.cells = dense;
      this.isDense = true;
    }
    this.cells[bucket] = readU32(this.cells, bucket) + count;
  }
}

/** Below 64 µs each length is a bucket of its own, above each octave has 64. */
export function toBucket(lengthUs: number): number {
  const length = Math.max(0, Math.round(lengthUs));
  if (length < STEPS) return length;
  if (length < 2 ** 31) {
    const octave = 31 - Math.clz32(length) - STEP_BITS;
    return octave * STEPS + (length >>> octave);
  }
  const octave = Math.floor(Math.log2(length)) - STEP_BITS;
  return Math.min(BUCKETS - 1, octave * STEPS + Math.floor(length / 2 ** octave));
}

/** The middle of a bucket. */
export function fromBucket(bucket: number): number {
  if (bucket < 2 * STEPS) return bucket;
  const octave = Math.floor(bucket / STEPS) - 1;
  return firstOf(bucket) + (2 ** octave - 1) / 2;
}

/** The shortest length in a bucket, microseconds. */
export function firstOf(bucket: number): number {
  if (bucket < 2 * STEPS) return bucket;
  const octave = Math.floor(bucket / STEPS) - 1;
  return (bucket - octave * STEPS) * 2 ** octave;
}
