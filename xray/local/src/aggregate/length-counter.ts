/** Of an octave: so a bucket is at most 1/64 wide, and its middle less than 1 % away from what it holds. */
const STEPS = 64;
const STEP_BITS = 6;

/** Counts lengths in microseconds, in buckets that widen with the length; never negative, up to any length. */
export class LengthCounter {
  private readonly counts = new Map<number, number>();
  private total = 0;

  add(lengthUs: number, count = 1): void {
    const bucket = toBucket(lengthUs);
    this.counts.set(bucket, (this.counts.get(bucket) ?? 0) + count);
    this.total += count;
  }

  addAll(other: LengthCounter): void {
    for (const [bucket, count] of other.counts) {
      this.counts.set(bucket, (this.counts.get(bucket) ?? 0) + count);
    }
    this.total += other.total;
  }

  /** Where the thing of a share's nearest rank lies: how many are shorter than its bucket, and the bucket's middle. */
  rankOf(share: number): { total: number; below: number; middleSec: number } {
    const rank = Math.max(1, Math.ceil(share * this.total));
    let below = 0;
    for (const [bucket, count] of [...this.counts].sort(([a], [b]) => a - b)) {
      if (below + count >= rank) return { total: this.total, below, middleSec: fromBucket(bucket) / 1e6 };
      below += count;
    }
    return { total: this.total, below, middleSec: 0 };
  }

  /** Seconds by nearest rank, for ascending shares from 0 to 1; zeros where nothing was counted. */
  percentiles(shares: readonly number[]): number[] {
    const sorted = [...this.counts].sort(([a], [b]) => a - b);
    let at = 0;
    let below = 0;
    return shares.map((share) => {
      const rank = Math.max(1, Math.ceil(share * this.total));
      for (; at < sorted.length - 1; at += 1) {
        const count = sorted[at]?.[1] ?? 0;
        if (below + count >= rank) break;
        below += count;
      }
      return this.total === 0 ? 0 : fromBucket(sorted[at]?.[0] ?? 0) / 1e6;
    });
  }
}

/** Below 64 µs each length is a bucket of its own, above each octave has 64. */
export function toBucket(lengthUs: number): number {
  const length = Math.max(0, Math.round(lengthUs));
  if (length < STEPS) return length;
  const octave = Math.floor(Math.log2(length)) - STEP_BITS;
  return octave * STEPS + Math.floor(length / 2 ** octave);
}

/** The middle of a bucket. */
export function fromBucket(bucket: number): number {
  if (bucket < 2 * STEPS) return bucket;
  const octave = Math.floor(bucket / STEPS) - 1;
  const first = (bucket - octave * STEPS) * 2 ** octave;
  return first + (2 ** octave - 1) / 2;
}
