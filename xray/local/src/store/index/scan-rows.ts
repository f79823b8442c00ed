import { readF64, readI32, readU32 } from "../../bytes/elements.ts";
import type { TraceRows } from "../../model/trace-rows.ts";
import { copyPackedId, PACKED_ID_BYTES } from "../chunk/packed-id.ts";
import type { TimeRange } from "../trace-store.ts";
import { ROWS } from "./row-block.ts";
import type { RowBlock } from "./row-block.ts";
import type { TraceIndex } from "./trace-index.ts";

/**
 * Reads the traces that start in the range as rows, newest first. As in `scanTraces`, traces may come and go between
 * two steps.
 */
export function* scanRows(
  index: TraceIndex,
  rows: RowBlock,
  { startSec, endSec }: TimeRange,
): Generator<TraceRows> {
  const last = new Uint8Array(PACKED_ID_BYTES);
  let position = index.order.search((row) => readF64(index.columns.startSec, row) < endSec) - 1;
  while (position >= 0) {
    const first = index.order.search((row) => readF64(index.columns.startSec, row) < startSec);
    rows.count = Math.min(ROWS, position - first + 1);
    if (rows.count <= 0) return;
    for (let at = 0; at < rows.count; at += 1) rows.places[at] = index.order.at(position - at);
    rows.fill();
    const lastRow = readI32(rows.places, rows.count - 1);
    const lastStartSec = readF64(index.columns.startSec, lastRow);
    copyPackedId(index.columns.ids, lastRow * PACKED_ID_BYTES, last, 0);
    const { version } = index.order;
    yield rows;
    position -= rows.count;
    if (version !== index.order.version) position = index.positionOf(lastStartSec, last) - 1;
  }
}

/** The traces at these places, as they are now, without those that went meanwhile. */
export function* scanAgain(
  index: TraceIndex,
  rows: RowBlock,
  blocks: Iterable<Int32Array>,
): Generator<TraceRows> {
  for (const places of blocks) {
    for (let first = 0; first < places.length; first += ROWS) {
      rows.count = 0;
      for (let at = first; at < Math.min(places.length, first + ROWS); at += 1) {
        const row = readI32(places, at);
        if (readU32(index.columns.chunk, row) === 0) continue;
        rows.places[rows.count] = row;
        rows.count += 1;
      }
      rows.fill();
      yield rows;
    }
  }
}
