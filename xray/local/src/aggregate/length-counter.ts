/** Of an octave: so a bucket is at most 1/64 wide, and its middle less than 1 % away from what it holds. */
const STEPS = 64;
const STEP_BITS = 6;

/** With more different buckets than that, a place for each of all is less than what a map costs. */
const MAX_SPARSE = 128;
/** Up to 2^45 µs, a year; what is longer counts as that. */
const BUCKETS = 41 * STEPS;

/** Counts lengths in microseconds, in buckets that widen with the length; never negative. */
export class LengthCounter {
  private sparse: Map<number, number> | undefined = new Map();
  private dense: Uint32Array | undefined;
  private total = 0;

  add(lengthUs: number): void {
    this.addTo(toBucket(lengthUs), 1);
  }

  /** Of a bucket that is known already. */
  addTo(bucket: number, count: number): void {
    const { dense, sparse } = this;
    this.total += count;
    if (dense !== undefined) {
      dense[bucket] = (dense[bucket] ?? 0) + count;
      return;
    }
    if (sparse === undefined) return;
    sparse.set(bucket, (sparse.get(bucket) ?? 0) + count);
    if (sparse.size > MAX_SPARSE) this.makeDense(sparse);
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
    const { sparse, dense } = this;
    if (sparse !== undefined) return [...sparse].sort(([a], [b]) => a - b);
    const found: (readonly [number, number])[] = [];
    for (const [bucket, count] of dense?.entries() ?? []) if (count > 0) found.push([bucket, count]);
    return found;
  }

  private makeDense(sparse: ReadonlyMap<number, number>): void {
    const dense = new Uint32Array(BUCKETS);
    for (const [bucket, count] of sparse) dense[bucket] = count;
    this.dense = dense;
    this.sparse = undefined;
  }
}

/** Below 64 µs each length is a bucket of its own, above each octave has 64. */
export function toBucket(lengthUs: number): number {
  const length = Math.max(0, Math.round(lengthUs));
  if (length < STEPS) return length;
  const octave = (length < 2 ** 31 ? 31 - Math.clz32(length) : Math.floor(Math.log2(length))) - STEP_BITS;
  return Math.min(BUCKETS - 1, octave * STEPS + Math.floor(length / 2 ** octave));
}

/** The middle of a bucket. */
export function fromBucket(bucket: number): number {
  if (bucket < 2 * STEPS) return bucket;
  const octave = Math.floor(bucket / STEPS) - 1;
  const first = (bucket - octave * STEPS) * 2 ** octave;
  return first + (2 ** octave - 1) / 2;
}
