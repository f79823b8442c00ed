import { readF64, readU32 } from "../../bytes/elements.ts";
import { fromBucket, toBucket } from "./length-counter.ts";
import type { ItemBlock } from "../item-block.ts";
import type { LengthCounter } from "./length-counter.ts";

const BLOCK = 2 ** 16;
const MAX_LENGTH_US = 2 ** 32 - 1;

/** Keeps lengths in whole microseconds as they are, for percentiles that are exact: four bytes each, up to 71 minutes. */
export class ExactLengths {
  private readonly blocks: Uint32Array[] = [];
  private block = new Uint32Array(0);
  private used = 0;
  private readonly longer: number[] = [];

  addBlock({ durationUs, count }: ItemBlock): void {
    for (let at = 0; at < count; at += 1) this.add(readF64(durationUs, at));
  }

  private add(lengthUs: number): void {
    if (lengthUs > MAX_LENGTH_US) {
      this.longer.push(lengthUs);
      return;
    }
    if (this.used === this.block.length) {
      this.block = new Uint32Array(BLOCK);
      this.blocks.push(this.block);
      this.used = 0;
    }
    this.block[this.used] = lengthUs;
    this.used += 1;
  }

  /** Seconds by nearest rank, for each share; 0 where there is none. `buckets` has counted the same lengths. */
  percentiles(shares: readonly number[], buckets: LengthCounter): number[] {
    const ranks = shares.map((share) => ({ share, ...buckets.rankOf(share) }));
    const inside = new Map<number, number[]>(ranks.map(({ bucket }) => [bucket, []]));
    for (const block of this.blocks) {
      const end = block === this.block ? this.used : block.length;
      for (let at = 0; at < end; at += 1) {
        const length = readU32(block, at);
        inside.get(toBucket(length))?.push(length);
      }
    }
    for (const length of this.longer) inside.get(toBucket(length))?.push(length);
    for (const lengths of inside.values()) lengths.sort((a, b) => a - b);
    return ranks.map(({ share, total, below, bucket }) => {
      const rank = Math.max(1, Math.ceil(share * total));
      return total === 0 ? 0 : (inside.get(bucket)?.[rank - below - 1] ?? fromBucket(bucket)) / 1e6;
    });
  }
}
