import { readF64, readU8 } from "../bytes/elements.ts";
import { IS_FIRST, IS_PARTIAL, OUTCOME_BITS } from "../model/trace-rows.ts";
import type { ActivityItems, TraceRows } from "../model/trace-rows.ts";
import { toColumn } from "./column-frame.ts";
import type { ColumnFrame } from "./column-frame.ts";
import { FigureItem } from "./figure-item.ts";
import { toBucket } from "./lengths/length-counter.ts";

const FIRST_ROOM = 512;

/** Some items, which are counted, as columns: for loops that count one thing of all of them at once. */
export class ItemBlock {
  /** Those that the traces of the items are among. */
  rows: TraceRows;
  count = 0;
  row = new Int32Array(FIRST_ROOM);
  /** As in `FigureItem`; all that follows too. */
  place = new Int32Array(FIRST_ROOM);
  trace = new Float64Array(FIRST_ROOM);
  atSec = new Float64Array(FIRST_ROOM);
  durationUs = new Float64Array(FIRST_ROOM);
  bucket = new Int32Array(FIRST_ROOM);
  outcome = new Uint8Array(FIRST_ROOM);
  partial = new Uint8Array(FIRST_ROOM);
  /** 0 of all but the first call of a kind of a request. */
  calls = new Int32Array(FIRST_ROOM);
  inARow = new Int32Array(FIRST_ROOM);
  retries = new Int32Array(FIRST_ROOM);
  /** Their places as they came: an order in which loops may take them. */
  asTheyCame = ascending(FIRST_ROOM);
  /** Of a frame, after `placeInColumns`. */
  column = new Int32Array(FIRST_ROOM);
  /** Whether any of them is a first call. */
  hasRepeats = false;
  private traces = 0;
  private readonly item: FigureItem;

  constructor(rows: TraceRows) {
    this.rows = rows;
    this.item = new FigureItem(rows);
  }

  /** Begins with other rows, and without items. */
  clear(rows: TraceRows): void {
    this.rows = rows;
    this.count = 0;
    this.hasRepeats = false;
  }

  /** Adds all traces of the rows. */
  addTraces(): void {
    const { rows, count } = this;
    const end = count + rows.count;
    while (this.row.length < end) this.grow();
    const { row, trace, atSec, durationUs, bucket, outcome, partial } = this;
    for (let at = count; at < end; at += 1) {
      const from = at - count;
      const lengthUs = readF64(rows.durationUs, from);
      row[at] = from;
      trace[at] = this.traces + from;
      atSec[at] = readF64(rows.startSec, from);
      durationUs[at] = lengthUs;
      bucket[at] = toBucket(lengthUs);
      outcome[at] = readU8(rows.outcome, from);
      partial[at] = readU8(rows.partial, from);
    }
    this.traces += rows.count;
    this.count = end;
  }

  /** Adds a trace itself. */
  addTrace(row: number): void {
    const at = this.count;
    if (at === this.row.length) this.grow();
    const { rows } = this;
    const durationUs = readF64(rows.durationUs, row);
    this.row[at] = row;
    this.trace[at] = this.traces;
    this.atSec[at] = readF64(rows.startSec, row);
    this.durationUs[at] = durationUs;
    this.bucket[at] = toBucket(durationUs);
    this.outcome[at] = readU8(rows.outcome, row);
    this.partial[at] = readU8(rows.partial, row);
    this.traces += 1;
    this.count += 1;
  }

  /** From here on what is added is of another trace. */
  beginTrace(): void {
    this.traces += 1;
  }

  /** Adds one of the things that the trace of a row did. */
  addItem(row: number, items: ActivityItems, from: number): void {
    const at = this.count;
    if (at === this.row.length) this.grow();
    const durationUs = readF64(items.durationUs, from);
    const flags = readF64(items.flags, from);
    const isFirst = (flags & IS_FIRST) !== 0;
    if (isFirst) this.hasRepeats = true;
    this.row[at] = row;
    this.trace[at] = this.traces;
    this.place[at] = readF64(items.place, from);
    this.atSec[at] = readF64(this.rows.startSec, row) + readF64(items.startUs, from) / 1e6;
    this.durationUs[at] = durationUs;
    this.bucket[at] = toBucket(durationUs);
    this.outcome[at] = flags & OUTCOME_BITS;
    this.partial[at] = (flags & IS_PARTIAL) === 0 ? 0 : 1;
    this.calls[at] = isFirst ? readF64(items.calls, from) : 0;
    this.inARow[at] = isFirst ? readF64(items.inARow, from) : 0;
    this.retries[at] = isFirst ? readF64(items.retries, from) : 0;
    this.count += 1;
  }

  placeInColumns(frame: ColumnFrame): void {
    const { column, atSec, count } = this;
    for (let at = 0; at < count; at += 1) column[at] = toColumn(frame, readF64(atSec, at));
  }

  /** One of them, as the one object that is moved from item to item. */
  itemAt(at: number): FigureItem {
    this.item.moveToBlock(this, at);
    return this.item;
  }

  private grow(): void {
    const room = this.row.length * 2;
    this.row = grownInts(this.row, room);
    this.place = grownInts(this.place, room);
    this.bucket = grownInts(this.bucket, room);
    this.calls = grownInts(this.calls, room);
    this.inARow = grownInts(this.inARow, room);
    this.retries = grownInts(this.retries, room);
    this.column = grownInts(this.column, room);
    this.asTheyCame = ascending(room);
    this.trace = grownFloats(this.trace, room);
    this.atSec = grownFloats(this.atSec, room);
    this.durationUs = grownFloats(this.durationUs, room);
    this.outcome = grownBytes(this.outcome, room);
    this.partial = grownBytes(this.partial, room);
  }
}

function ascending(length: number): Int32Array<ArrayBuffer> {
  return Int32Array.from({ length }, (_, at) => at);
}

function grownInts(old: Int32Array<ArrayBuffer>, room: number): Int32Array<ArrayBuffer> {
  const column = new Int32Array(room);
  column.set(old);
  return column;
}

function grownFloats(old: Float64Array<ArrayBuffer>, room: number): Float64Array<ArrayBuffer> {
  const column = new Float64Array(room);
  column.set(old);
  return column;
}

function grownBytes(old: Uint8Array<ArrayBuffer>, room: number): Uint8Array<ArrayBuffer> {
  const column = new Uint8Array(room);
  column.set(old);
  return column;
}
