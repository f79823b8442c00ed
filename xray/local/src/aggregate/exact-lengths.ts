import { fromBucket, toBucket } from "./length-counter.ts";
import type { LengthCounter } from "./length-counter.ts";

const BLOCK = 2 ** 16;

/** Keeps lengths in microseconds as they are, eight bytes each, for percentiles that are exact. */
export class ExactLengths {
  private readonly blocks: Float64Array[] = [];
  private used = BLOCK;

  add(lengthUs: number): void {
    if (this.used === BLOCK) {
      this.blocks.push(new Float64Array(BLOCK));
      this.used = 0;
    }
    const block = this.blocks.at(-1);
    if (block !== undefined) block[this.used] = lengthUs;
    this.used += 1;
  }

  /** Seconds by nearest rank; 0 where there is none. `buckets` has counted the same lengths. */
  percentile(share: number, buckets: LengthCounter): number {
    const { below, bucket, total } = buckets.rankOf(share);
    if (total === 0) return 0;
    const inside: number[] = [];
    for (const [index, block] of this.blocks.entries()) {
      const end = index === this.blocks.length - 1 ? this.used : BLOCK;
      for (let at = 0; at < end; at += 1) {
        const length = block[at] ?? 0;
        if (toBucket(length) === bucket) inside.push(length);
      }
    }
    inside.sort((a, b) => a - b);
    const rank = Math.max(1, Math.ceil(share * total));
    return (inside[rank - below - 1] ?? fromBucket(bucket)) / 1e6;
  }
}
