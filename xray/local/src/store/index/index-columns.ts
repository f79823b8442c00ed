import { CountColumn } from "../../bytes/count-column.ts";
import { PACKED_ID_BYTES } from "../chunk/packed-id.ts";
import { CLOCK_TICKS_A_SECOND, TickColumn } from "../../bytes/tick-column.ts";

/** Response times are rounded to microseconds (trace/trace-step.ts). */
const RESPONSE_TICKS_A_SECOND = 1e6;

/** Stands for a topology beyond this many, which is read from the disk: with so many, each is seldom asked for. */
export const NO_TOPOLOGY = 0xffff;
/** The same for kinds of activity. */
export const NO_ACTIVITY = 0xffff;

/** The numbers of the traces, a row each; see `ChunkColumns`. */
export interface IndexColumns {
  startSec: Float64Array;
  /** From the start to the end. */
  durationSec: TickColumn;
  /** NaN where there is no response. */
  responseTimeSec: TickColumn;
  /** Rounded up to its upper bits; see `toUpperBits`. */
  longestRequestSec: Uint16Array;
  revision: CountColumn;
  /** Numbers in the dictionaries; -1 (in two bytes `NO_TOPOLOGY`, `NO_ACTIVITY`) where a dictionary was full. */
  http: Int32Array;
  topology: Uint16Array;
  labels: Int32Array;
  activity: Uint16Array;
  flags: Uint8Array;
  /** Where the facts lie on disk: a chunk, and the row in it. */
  chunk: Uint32Array;
  chunkRow: Uint16Array;
  ids: Uint8Array;
}

export function allocateColumns(rows: number): IndexColumns {
  return {
    startSec: new Float64Array(rows),
    durationSec: new TickColumn(CLOCK_TICKS_A_SECOND, rows),
    responseTimeSec: new TickColumn(RESPONSE_TICKS_A_SECOND, rows),
    longestRequestSec: new Uint16Array(rows),
    revision: new CountColumn(rows),
    http: new Int32Array(rows),
    topology: new Uint16Array(rows),
    labels: new Int32Array(rows),
    activity: new Uint16Array(rows),
    flags: new Uint8Array(rows),
    chunk: new Uint32Array(rows),
    chunkRow: new Uint16Array(rows),
    ids: new Uint8Array(rows * PACKED_ID_BYTES),
  };
}

/** Copies the columns into twice the room. */
export function growColumns(old: IndexColumns): IndexColumns {
  const rows = old.flags.length * 2;
  const { durationSec, responseTimeSec, revision } = old;
  for (const column of [durationSec, responseTimeSec, revision]) column.grow(rows);
  const columns = { ...allocateColumns(rows), durationSec, responseTimeSec, revision };
  columns.startSec.set(old.startSec);
  columns.longestRequestSec.set(old.longestRequestSec);
  columns.http.set(old.http);
  columns.topology.set(old.topology);
  columns.labels.set(old.labels);
  columns.activity.set(old.activity);
  columns.flags.set(old.flags);
  columns.chunk.set(old.chunk);
  columns.chunkRow.set(old.chunkRow);
  columns.ids.set(old.ids);
  return columns;
}
