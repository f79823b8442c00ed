import { readF32, readF64, readI32, readU16, readU32, readU8 } from "../../bytes/elements.ts";
import { parseHttp, parseTopology } from "../chunk/chunk-columns.ts";
import type { ChunkColumns, TraceLabels } from "../chunk/chunk-columns.ts";
import type { StoredTopology } from "../chunk/topology-line.ts";
import type { RowPlace } from "../chunk/trace-history.ts";
import type { ActivityKinds } from "../../model/trace-activity.ts";
import type { HttpFacts } from "../../model/trace-facts.ts";
import { ChunkLines } from "./chunk-lines.ts";
import { IdTable } from "./id-table.ts";
import { allocateColumns, growColumns, NO_ACTIVITY, NO_TOPOLOGY } from "./index-columns.ts";
import type { IndexColumns } from "./index-columns.ts";
import { LineDictionary } from "./line-dictionary.ts";
import { copyPackedId, PACKED_ID_BYTES } from "../chunk/packed-id.ts";
import { MinuteMarks } from "./minute-marks.ts";
import type { Fingerprint } from "./minute-marks.ts";
import { createKindsParser } from "./shared-kinds.ts";
import { createLabelsParser } from "./shared-labels.ts";
import { toUpperBits } from "../../bytes/round-up.ts";
import { RowOrder } from "./row-order.ts";
import { RowPool } from "./row-pool.ts";
import type { TimeRange } from "../trace-store.ts";

// At most about 72 MB of text together (JSON nearly always takes one byte a character); the rest is read from the disk.
const MAX_HTTP_CHARS = 24 * 2 ** 20;
const MAX_TOPOLOGY_CHARS = 16 * 2 ** 20;
const MAX_LABEL_CHARS = 24 * 2 ** 20;
const MAX_ACTIVITY_CHARS = 12 * 2 ** 20;

// Reserves addresses, not memory: a page takes memory only when it is used. Room for as many traces as the usual cap
// holds, because growing needs the old and the new columns at once.
const INITIAL_ROWS = 2 ** 22;

/** All traces in memory, in the order of their starts; about 60 bytes each, and their dictionary lines. */
export class TraceIndex {
  columns: IndexColumns;
  readonly http = new LineDictionary<HttpFacts>(parseHttp, MAX_HTTP_CHARS);
  readonly topology = new LineDictionary<StoredTopology>(parseTopology, MAX_TOPOLOGY_CHARS, NO_TOPOLOGY);
  readonly labels = new LineDictionary<TraceLabels>(createLabelsParser(), MAX_LABEL_CHARS);
  readonly activity = new LineDictionary<ActivityKinds>(createKindsParser(), MAX_ACTIVITY_CHARS, NO_ACTIVITY);
  readonly order = new RowOrder((left, right) => this.compareRows(left, right));
  /** Of whole minutes. */
  readonly marks = new MinuteMarks((startSec, endSec) => this.fingerprint(startSec, endSec));
  private readonly table = new IdTable(() => this.columns.ids);
  private readonly pool = new RowPool();
  /** When each chunk was written, epoch seconds. */
  private readonly writtenSec = new Map<number, number>();

  /** Begins with room for this many traces, because growing leaves holes in the memory of the process. */
  constructor(expectedTraces = 0) {
    this.columns = allocateColumns(Math.max(INITIAL_ROWS, Math.ceil(expectedTraces)));
  }

  get size(): number {
    return this.order.length;
  }

  /** The row of a trace, or -1. */
  find(packedId: Uint8Array): number {
    return this.table.find(packedId, 0);
  }

  /**
   * Adds what a chunk brought. Returns the rows in the order of the chunk, and the previous starts of traces that were
   * there before.
   */
  add(
    chunk: number,
    writtenAtMs: number,
    source: ChunkColumns,
  ): { rows: number[]; formerStartsSec: number[] } {
    this.writtenSec.set(chunk, writtenAtMs / 1000);
    const lines = new ChunkLines(source.lines);
    const rows: number[] = [];
    const moved: number[] = [];
    const fresh: number[] = [];
    const formerStartsSec: number[] = [];
    for (let chunkRow = 0; chunkRow < source.count; chunkRow += 1) {
      const known = this.table.find(source.ids, chunkRow * PACKED_ID_BYTES);
      const row = known < 0 ? this.takeRow() : known;
      rows.push(row);
      if (known < 0) {
        fresh.push(row);
        continue;
      }
      const formerStartSec = readF64(this.columns.startSec, row);
      formerStartsSec.push(formerStartSec);
      this.marks.note(formerStartSec);
      if (formerStartSec !== source.startSec[chunkRow]) moved.push(row);
    }
    this.order.remove(moved);
    const changed = new Set(fresh);
    for (const [chunkRow, row] of rows.entries()) {
      if (!changed.has(row)) this.releaseLines(row);
      this.write(row, source, chunkRow, lines);
      this.marks.note(readF64(source.startSec, chunkRow));
      this.columns.chunk[row] = chunk;
      this.columns.chunkRow[row] = chunkRow;
      if (changed.has(row)) this.table.add(row);
    }
    this.order.insert([...moved, ...fresh]);
    return { rows, formerStartsSec };
  }

  /** The end of the last completed segment, epoch seconds; exact for times from 2004 to 2038. */
  endSec(row: number): number {
    return readF64(this.columns.startSec, row) + this.columns.durationSec.get(row);
  }

  /** Where the facts of the row lie on disk. */
  placeOf(row: number): RowPlace {
    return { chunk: readU32(this.columns.chunk, row), row: readU16(this.columns.chunkRow, row) };
  }

  /** Undefined when the dictionary had no room for it. */
  topologyOf(row: number): StoredTopology | undefined {
    return this.topology.value(this.topologyNumber(row));
  }

  /** Undefined when the dictionary had no room for it. */
  activityOf(row: number): ActivityKinds | undefined {
    return this.activity.value(this.activityNumber(row));
  }

  /** When the trace was last updated, epoch seconds. */
  updatedSec(row: number): number {
    return this.writtenSec.get(readU32(this.columns.chunk, row)) ?? 0;
  }

  /** Changes when a number of a dictionary is given to another line. */
  get numbersVersion(): number {
    return this.http.reused + this.topology.reused + this.labels.reused + this.activity.reused;
  }

  /** The first position in `order` that does not lie before this start and id. */
  positionOf(startSec: number, id: Uint8Array): number {
    return this.order.search((row) => {
      const difference = readF64(this.columns.startSec, row) - startSec;
      return difference < 0 || (difference === 0 && this.compareId(row, id, 0) < 0);
    });
  }

  /**
   * Removes the traces whose last update lies in this chunk or an older one. Returns where they were: one start for each
   * second in which some started.
   */
  expireThrough(chunk: number): number[] {
    const expired: number[] = [];
    const formerStartsSec: number[] = [];
    let second = Number.NaN;
    for (const row of this.order.between(0, this.order.length)) {
      if (readU32(this.columns.chunk, row) > chunk) continue;
      expired.push(row);
      const startSec = readF64(this.columns.startSec, row);
      if (Math.floor(startSec) === second) continue;
      second = Math.floor(startSec);
      formerStartsSec.push(startSec);
    }
    // Where nothing is left, as after clearing, none of them has to be found first.
    const isAll = expired.length === this.order.length;
    this.order.remove(expired);
    if (isAll) this.table.clear();
    for (const written of this.writtenSec.keys()) if (written <= chunk) this.writtenSec.delete(written);
    for (const row of expired) {
      if (!isAll) this.table.remove(row);
      this.releaseLines(row);
      // So that readers that still hold the row do not take its next trace for the old one.
      this.columns.chunk[row] = 0;
      this.pool.give(row);
    }
    for (const startSec of formerStartsSec) this.marks.note(startSec);
    return formerStartsSec;
  }

  /** As in `TraceStore`. */
  firstStartSec(fromSec: number): number | undefined {
    return this.startAt(this.firstFrom(fromSec));
  }

  /** As in `TraceStore`. */
  lastStartSec(beforeSec: number): number | undefined {
    return this.startAt(this.firstFrom(beforeSec) - 1);
  }

  /** How many traces start in the range. */
  count({ startSec, endSec }: TimeRange): number {
    return Math.max(0, this.firstFrom(endSec) - this.firstFrom(startSec));
  }

  /** Until it is let go, no row of a trace that goes is given to another. */
  hold(): () => void {
    return this.pool.hold();
  }

  /**
   * How many traces start in the range, and a mark of their facts: an unchanged mark means unchanged facts, but for a
   * chance of 2^-32.
   */
  private fingerprint(startSec: number, endSec: number): Fingerprint {
    const { chunk, chunkRow, ids } = this.columns;
    const words = new Uint32Array(ids.buffer);
    const first = this.firstFrom(startSec);
    const end = this.firstFrom(endSec);
    let mark = 0;
    const rows = this.order.between(first, end);
    for (let at = 0; at < rows.length; at += 1) {
      const row = readI32(rows, at);
      const id = readU32(words, row * (PACKED_ID_BYTES / 4) + 3);
      let hash = Math.imul(
        readU32(chunk, row) ^ Math.imul(readU16(chunkRow, row) + 1, 0x9e3779b1),
        0x85ebca6b,
      );
      hash = Math.imul(hash ^ (hash >>> 13) ^ id, 0xc2b2ae35);
      mark += (hash ^ (hash >>> 16)) >>> 0;
    }
    return { traces: Math.max(0, end - first), mark };
  }

  /** Orders by start, then by id. */
  compareRows(left: number, right: number): number {
    const { startSec } = this.columns;
    const difference = readF64(startSec, left) - readF64(startSec, right);
    return difference !== 0 ? difference : this.compareId(left, this.columns.ids, right * PACKED_ID_BYTES);
  }

  /** Orders the row's id against the one at `offset` of `ids`. */
  compareId(row: number, ids: Uint8Array, offset: number): number {
    for (let byte = 0; byte < PACKED_ID_BYTES; byte += 1) {
      const difference = readU8(this.columns.ids, row * PACKED_ID_BYTES + byte) - readU8(ids, offset + byte);
      if (difference !== 0) return difference;
    }
    return 0;
  }

  /** Undefined beyond either end. */
  private startAt(position: number): number | undefined {
    const isInside = position >= 0 && position < this.order.length;
    return isInside ? readF64(this.columns.startSec, this.order.at(position)) : undefined;
  }

  /** The position of the first trace that starts at that moment or later. */
  private firstFrom(sec: number): number {
    const { startSec } = this.columns;
    return this.order.search((row) => readF64(startSec, row) < sec);
  }

  private takeRow(): number {
    const row = this.pool.take();
    if (row === this.columns.flags.length) this.columns = growColumns(this.columns);
    return row;
  }

  private topologyNumber(row: number): number {
    const number = readU16(this.columns.topology, row);
    return number === NO_TOPOLOGY ? -1 : number;
  }

  private activityNumber(row: number): number {
    const number = readU16(this.columns.activity, row);
    return number === NO_ACTIVITY ? -1 : number;
  }

  private releaseLines(row: number): void {
    this.activity.release(this.activityNumber(row));
    this.http.release(readI32(this.columns.http, row));
    this.topology.release(this.topologyNumber(row));
    this.labels.release(readI32(this.columns.labels, row));
  }

  private write(row: number, source: ChunkColumns, from: number, lines: ChunkLines): void {
    const { columns } = this;
    columns.startSec[row] = readF64(source.startSec, from);
    columns.durationSec.set(row, readF64(source.endSec, from) - readF64(source.startSec, from));
    columns.responseTimeSec.set(row, readF64(source.responseTimeSec, from));
    columns.longestRequestSec[row] = toUpperBits(readF32(source.longestRequestSec, from));
    columns.revision.set(row, readU32(source.revision, from));
    columns.flags[row] = readU8(source.flags, from);
    columns.http[row] = lines.acquire(this.http, readU32(source.http, from));
    const topology = lines.acquire(this.topology, readU32(source.topology, from));
    columns.topology[row] = topology < 0 ? NO_TOPOLOGY : topology;
    columns.labels[row] = lines.acquire(this.labels, readU32(source.labels, from));
    const activity = lines.acquire(this.activity, readU32(source.activity, from));
    columns.activity[row] = activity < 0 ? NO_ACTIVITY : activity;
    copyPackedId(source.ids, from * PACKED_ID_BYTES, columns.ids, row * PACKED_ID_BYTES);
  }
}
