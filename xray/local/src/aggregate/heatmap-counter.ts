import { readF64, readI32, readU8 } from "../bytes/elements.ts";
import type { Heatmap } from "../console-wire/figures.ts";
import type { ColumnFrame } from "./column-frame.ts";
import type { ItemBlock } from "./item-block.ts";
import { BUCKETS, firstOf } from "./lengths/length-counter.ts";

/** Chosen so that a cell of the heatmap is about as high as wide; each row is a quarter longer than the one below. */
const ROWS_PER_DECADE = 10;
/** Up to 10^13 µs, a hundred days. */
const ROWS = 13 * ROWS_PER_DECADE;
const OUTCOMES = 4;

/** For each bucket of length-counter.ts the row that holds all of it, or -1. */
const ROW_OF_BUCKET = Int32Array.from({ length: BUCKETS }, (_, bucket) => {
  const row = toRow(firstOf(bucket));
  return bucket < BUCKETS - 1 && toRow(firstOf(bucket + 1) - 1) === row ? row : -1;
});

/** Counts by column, duration and outcome, in one block of memory. */
export class HeatmapCounter {
  private readonly frame: ColumnFrame;
  private readonly counts: Uint32Array;

  constructor(frame: ColumnFrame) {
    this.frame = frame;
    this.counts = new Uint32Array(frame.columns * ROWS * OUTCOMES);
  }

  /** Adds all items of a block, which are placed in columns. */
  addBlock({ durationUs, bucket, column, outcome, count }: ItemBlock): void {
    for (let at = 0; at < count; at += 1) {
      this.count(readI32(column, at), readI32(bucket, at), readF64(durationUs, at), readU8(outcome, at));
    }
  }

  private count(column: number, bucket: number, durationUs: number, outcomeNumber: number): void {
    const known = readI32(ROW_OF_BUCKET, bucket);
    const row = known < 0 ? toRow(durationUs) : known;
    const at = (column * ROWS + row) * OUTCOMES + outcomeNumber;
    this.counts[at] = (this.counts[at] ?? 0) + 1;
  }

  heatmap(): Heatmap {
    const cells: Heatmap["cells"][number][] = [];
    for (let cell = 0; cell < this.frame.columns * ROWS; cell += 1) {
      const [ok = 0, error = 0, throttle = 0, fault = 0] = this.counts.subarray(cell * 4, cell * 4 + 4);
      if (ok + error + throttle + fault === 0) continue;
      cells.push([Math.floor(cell / ROWS), cell % ROWS, ok, error, throttle, fault]);
    }
    return { rowsPerDecade: ROWS_PER_DECADE, cells };
  }
}

/** Row 0 holds durations of a microsecond and less. */
function toRow(durationUs: number): number {
  return Math.min(ROWS - 1, Math.floor(Math.log10(Math.max(1, durationUs)) * ROWS_PER_DECADE));
}
