import { readF64, readU8 } from "../bytes/elements.ts";
import { ITEM_COLUMNS } from "./activity-columns.ts";
import type { ActivityColumns } from "./activity-columns.ts";

/** To be raised when the bytes, or what is derived from documents, come to mean something else: older ones are made anew. */
export const ACTIVITY_VERSION = 1;

const HEADER_BYTES = 16;
const ALIGNMENT = 8;

/**
 * Activity of many traces as bytes, as it is kept on disk: columns, of which each has as wide numbers as it needs.
 *
 *     traces, items (u32 each) · of each column its bytes a number (u8), ten of them at most · items of each trace ·
 *     columns in the order of `ITEM_COLUMNS`
 *
 * A column begins at a multiple of 8. One of zeros alone has no bytes.
 */
export function encodeActivity(columns: ActivityColumns): Uint8Array<ArrayBuffer> {
  const { traces, length, ends } = columns;
  const counts = Float64Array.from({ length: traces }, (_, trace) => {
    const first = trace === 0 ? 0 : readF64(ends, trace - 1);
    return readF64(ends, trace) - first;
  });
  const all = [counts, ...ITEM_COLUMNS.map((name) => columns[name].subarray(0, length))];
  const packed = all.map(pack);
  const bytes = new Uint8Array(HEADER_BYTES + packed.reduce((sum, { data }) => sum + padded(data.length), 0));
  new Uint32Array(bytes.buffer, 0, 2).set([traces, length]);
  let at = HEADER_BYTES;
  for (const [number, { width, data }] of packed.entries()) {
    bytes[8 + number] = width;
    bytes.set(data, at);
    at += padded(data.length);
  }
  return bytes;
}

/** Reads them into `target`, in the place of what it held. Throws a RangeError for bytes that are none. */
export function decodeActivity(encoded: Uint8Array, target: ActivityColumns): void {
  // Views need a start that is a multiple of eight, which a Buffer out of a pool has not.
  const bytes = encoded.byteOffset % ALIGNMENT === 0 ? encoded : new Uint8Array(encoded);
  const [traces = 0, items = 0] = new Uint32Array(bytes.buffer, bytes.byteOffset, 2);
  target.reserveTraces(traces);
  target.reserve(items);
  let at = HEADER_BYTES;
  const unpack = (column: number, length: number, into: Float64Array): void => {
    const width = readU8(bytes, 8 + column);
    if (width === 0) into.fill(0, 0, length);
    else into.set(viewOf(width, bytes, at, length));
    at += padded(width * length);
  };
  unpack(0, traces, target.ends);
  let end = 0;
  for (let trace = 0; trace < traces; trace += 1) {
    end += readF64(target.ends, trace);
    target.ends[trace] = end;
  }
  for (const [column, name] of ITEM_COLUMNS.entries()) unpack(column + 1, items, target[name]);
  target.traces = traces;
  target.length = items;
}

function pack(column: Float64Array): { width: number; data: Uint8Array } {
  let most = 0;
  let isWhole = true;
  for (let at = 0; at < column.length; at += 1) {
    const value = readF64(column, at);
    if (value > most) most = value;
    if (value < 0 || !Number.isInteger(value)) isWhole = false;
  }
  if (!isWhole || most >= 2 ** 32) return { width: 8, data: bytesOf(Float64Array.from(column)) };
  if (most === 0) return { width: 0, data: new Uint8Array(0) };
  if (most < 2 ** 8) return { width: 1, data: Uint8Array.from(column) };
  if (most < 2 ** 16) return { width: 2, data: bytesOf(Uint16Array.from(column)) };
  return { width: 4, data: bytesOf(Uint32Array.from(column)) };
}

function viewOf(
  width: number,
  { buffer, byteOffset }: Uint8Array,
  at: number,
  length: number,
): ArrayLike<number> {
  const start = byteOffset + at;
  if (width === 1) return new Uint8Array(buffer, start, length);
  if (width === 2) return new Uint16Array(buffer, start, length);
  if (width === 4) return new Uint32Array(buffer, start, length);
  return new Float64Array(buffer, start, length);
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function padded(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}
