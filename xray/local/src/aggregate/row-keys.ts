import { readI32, readU8 } from "../bytes/elements.ts";
import type { FigureField, FigureSubject } from "../console-wire/figures.ts";
import { SHARED_PARTS } from "../model/trace-rows.ts";
import type { SharedPart, TraceRows } from "../model/trace-rows.ts";
import { partOf } from "./field-parts.ts";
import { countPlaces } from "./figure-item.ts";
import type { FigureItem } from "./figure-item.ts";
import type { ItemBlock } from "./item-block.ts";

/** More than dictionaries have lines. */
const NUMBERS = 2 ** 24;
const OUTCOMES = 4;
const FIRST_ROOM = 1024;
/** Where a part has no number. */
const UNNUMBERED = -1;

/**
 * Small numbers, from 0 on, for what is the same of all items whose parts have the same numbers: looking at the values
 * of each of a million traces takes seconds, looking at its numbers does not. What a key stands for is made once, when it
 * is first met.
 */
export class RowKeys<Value> {
  /** By key. */
  private values: (Value | undefined)[] = [];
  private readonly subject: FigureSubject;
  private readonly isByPlace: boolean;
  private readonly parts: readonly SharedPart[];
  private readonly outcomes: number;
  private readonly make: (item: FigureItem) => Value;
  private readonly forget: () => void;
  private rows: TraceRows | undefined;
  private version = -1;
  /** Of the part, where there is only one. */
  private column: Int32Array | undefined;
  /** Whether numbers are keys themselves. */
  private readonly isDirect: boolean;
  /** Of numbers that are keys: 1 for those that were met. */
  private known = new Uint8Array(FIRST_ROOM);
  private ofBlock = new Int32Array(0);
  /** From numbers to where their keys begin, and the keys, each from 1. */
  private starts = new Int32Array(FIRST_ROOM);
  private keys = new Int32Array(FIRST_ROOM);
  private usedKeys = 0;
  /** Numbers of several parts as one. */
  private folded = new Map<number, number>();

  /** `forget` is called before keys come to stand for something else. */
  constructor(
    subject: FigureSubject,
    fields: readonly FigureField[],
    make: (item: FigureItem) => Value,
    forget: () => void = () => {},
  ) {
    this.forget = forget;
    this.subject = subject;
    this.isByPlace = subject !== "traces";
    this.parts = neededParts(subject, fields);
    this.outcomes = fields.includes("outcome") ? OUTCOMES : 1;
    this.isDirect = this.outcomes === 1 && !this.isByPlace;
    this.make = make;
  }

  /** -1 where a part has no number: what it stands for is to be looked up in the item. */
  keyOf(item: FigureItem): number {
    const { rows, row } = item;
    if (rows !== this.rows || rows.version !== this.version) this.moveTo(rows);
    const number = this.column === undefined ? this.fold(rows, row) : readI32(this.column, row);
    if (number < 0) return UNNUMBERED;
    if (this.isDirect) {
      if (this.values[number] === undefined) this.values[number] = this.make(item);
      return number;
    }
    const start = number < this.starts.length ? readI32(this.starts, number) : 0;
    const place = this.isByPlace ? item.place * this.outcomes : 0;
    const offset = place + (this.outcomes === 1 ? 0 : item.outcomeNumber);
    const at = (start === 0 ? this.begin(number, item) : start) - 1 + offset;
    const key = readI32(this.keys, at);
    return key === 0 ? this.resolve(at, item) : key - 1;
  }

  /** Undefined for a key that was not met. */
  valueAt(key: number): Value | undefined {
    return this.values[key];
  }

  /** Keys that were met, with what they stand for. */
  *entries(): Generator<[number, Value]> {
    for (let key = 0; key < this.values.length; key += 1) {
      const value = this.values[key];
      if (value !== undefined) yield [key, value];
    }
  }

  /** Above all keys. */
  get end(): number {
    return this.values.length;
  }

  /** The column of numbers, where these are keys themselves, whether they were met or not. */
  directKeys(rows: TraceRows): Int32Array | undefined {
    if (rows !== this.rows || rows.version !== this.version) this.moveTo(rows);
    return this.isDirect ? this.column : undefined;
  }

  /** The same of all items of a block, to be read before it is asked for others. */
  keysOf(block: ItemBlock): Int32Array {
    const { rows, row, count } = block;
    this.ofBlock = withRoom(this.ofBlock, count);
    const { ofBlock } = this;
    if (rows !== this.rows || rows.version !== this.version) this.moveTo(rows);
    const { column, isDirect } = this;
    for (let at = 0; at < count; at += 1) {
      const number = column === undefined ? UNNUMBERED : readI32(column, readI32(row, at));
      const isKnown = isDirect && number >= 0 && number < this.known.length && this.known[number] === 1;
      ofBlock[at] = isKnown ? number : this.knownKeyOf(block, at, number);
    }
    return ofBlock;
  }

  /** What the item's key stands for. */
  valueOf(item: FigureItem): Value {
    const key = this.keyOf(item);
    return key < 0 ? this.make(item) : (this.values[key] ?? this.make(item));
  }

  private moveTo(rows: TraceRows): void {
    this.rows = rows;
    const [part] = this.parts;
    this.column = part !== undefined && this.parts.length === 1 ? rows.numbers[part] : undefined;
    if (rows.version === this.version) return;
    this.forget();
    this.version = rows.version;
    this.values = [];
    this.known.fill(0);
    this.starts.fill(0);
    this.keys.fill(0);
    this.usedKeys = 0;
    this.folded = new Map();
  }

  private fold({ numbers }: TraceRows, row: number): number {
    let one = 0;
    for (const part of this.parts) {
      const number = readI32(numbers[part], row);
      if (number < 0) return UNNUMBERED;
      const both = one * NUMBERS + number;
      one = this.folded.get(both) ?? this.folded.size + 1;
      if (one > this.folded.size) this.folded.set(both, one);
    }
    return one;
  }

  /** Makes room for the keys of a number. */
  private begin(number: number, item: FigureItem): number {
    this.starts = withRoom(this.starts, number + 1);
    const start = this.usedKeys + 1;
    this.starts[number] = start;
    this.usedKeys += countPlaces(this.subject, item) * this.outcomes;
    this.keys = withRoom(this.keys, this.usedKeys);
    return start;
  }

  private knownKeyOf(block: ItemBlock, at: number, number: number): number {
    if (!this.isDirect && number >= 0 && number < this.starts.length) {
      const place = this.isByPlace ? readI32(block.place, at) * this.outcomes : 0;
      const offset = place + (this.outcomes === 1 ? 0 : readU8(block.outcome, at));
      const start = readI32(this.starts, number);
      const key = start === 0 ? 0 : readI32(this.keys, start - 1 + offset);
      if (key !== 0) return key - 1;
    }
    const key = this.keyOf(block.itemAt(at));
    if (key >= 0 && this.isDirect) {
      if (key >= this.known.length) this.lengthenKnown(key + 1);
      this.known[key] = 1;
    }
    return key;
  }

  private lengthenKnown(length: number): void {
    const old = this.known;
    this.known = new Uint8Array(Math.max(length, old.length * 2));
    this.known.set(old);
  }

  private resolve(at: number, item: FigureItem): number {
    this.values.push(this.make(item));
    this.keys[at] = this.values.length;
    return this.values.length - 1;
  }
}

/** All that a request, call or exception has is told by the trace's activity. */
function neededParts(subject: FigureSubject, fields: readonly FigureField[]): readonly SharedPart[] {
  if (subject !== "traces") return ["activity"];
  const needed = new Set(fields.map(partOf));
  return SHARED_PARTS.filter((part) => needed.has(part));
}

function withRoom(old: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  if (length <= old.length) return old;
  const grown = new Int32Array(Math.max(length, old.length * 2));
  grown.set(old);
  return grown;
}
