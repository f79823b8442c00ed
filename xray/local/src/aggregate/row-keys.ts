import { readI32 } from "../bytes/elements.ts";
import type { FigureField, FigureSubject } from "../console-wire/figures.ts";
import { SHARED_PARTS } from "../model/trace-rows.ts";
import type { SharedPart, TraceRows } from "../model/trace-rows.ts";
import { partOf } from "./field-parts.ts";
import { countPlaces } from "./figure-item.ts";
import type { FigureItem } from "./figure-item.ts";

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
  readonly values: Value[] = [];
  private readonly subject: FigureSubject;
  private readonly isByPlace: boolean;
  private readonly parts: readonly SharedPart[];
  private readonly outcomes: number;
  private readonly make: (item: FigureItem) => Value;
  private rows: TraceRows | undefined;
  private version = -1;
  /** Of the part, where there is only one. */
  private column: Int32Array | undefined;
  /** From numbers to where their keys begin, and the keys, each from 1. */
  private starts = new Int32Array(FIRST_ROOM);
  private keys = new Int32Array(FIRST_ROOM);
  private usedKeys = 0;
  /** Numbers of several parts as one. */
  private folded = new Map<number, number>();

  constructor(subject: FigureSubject, fields: readonly FigureField[], make: (item: FigureItem) => Value) {
    this.subject = subject;
    this.isByPlace = subject !== "traces";
    this.parts = neededParts(subject, fields);
    this.outcomes = fields.includes("outcome") ? OUTCOMES : 1;
    this.make = make;
  }

  /** -1 where a part has no number: what it stands for is to be looked up in the item. */
  keyOf(item: FigureItem): number {
    const { rows, row } = item;
    if (rows !== this.rows || rows.version !== this.version) this.moveTo(rows);
    const number = this.column === undefined ? this.fold(rows, row) : readI32(this.column, row);
    if (number < 0) return UNNUMBERED;
    const start = number < this.starts.length ? readI32(this.starts, number) : 0;
    const place = this.isByPlace ? item.place * this.outcomes : 0;
    const offset = place + (this.outcomes === 1 ? 0 : item.outcomeNumber);
    const at = (start === 0 ? this.begin(number, item) : start) - 1 + offset;
    const key = readI32(this.keys, at);
    return key === 0 ? this.resolve(at, item) : key - 1;
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
    this.version = rows.version;
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
