import type { FigureField } from "../console-wire/figures.ts";
import { SHARED_PARTS } from "../model/trace-rows.ts";
import type { SharedPart } from "../model/trace-rows.ts";
import { partOf } from "./field-parts.ts";
import type { RowItem } from "./row-item.ts";

/** More than dictionaries have lines. */
const NUMBERS = 2 ** 24;

/**
 * What is the same for all traces whose parts have the same numbers, made once: looking at the values of each of a
 * million traces takes seconds, looking at its numbers does not.
 */
export class RowCache<Value> {
  private readonly parts: readonly SharedPart[];
  private readonly byOutcome: boolean;
  private readonly make: (item: RowItem) => Value;
  private version = -1;
  private known = new Map<number | string, Value>();

  constructor(fields: readonly FigureField[], make: (item: RowItem) => Value) {
    const needed = new Set(fields.map(partOf));
    this.parts = SHARED_PARTS.filter((part) => needed.has(part));
    this.byOutcome = fields.includes("outcome");
    this.make = make;
  }

  get(item: RowItem): Value {
    const key = this.keyOf(item);
    if (key === undefined) return this.make(item);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const made = this.make(item);
    this.known.set(key, made);
    return made;
  }

  /** Undefined where a part has no number. */
  private keyOf({ rows, row, outcomeNumber }: RowItem): number | string | undefined {
    if (rows === undefined) return undefined;
    if (rows.version !== this.version) {
      this.version = rows.version;
      this.known = new Map();
    }
    const [one, other, ...more] = this.parts;
    const first = one === undefined ? 0 : (rows.numbers[one][row] ?? -1);
    const second = other === undefined ? 0 : (rows.numbers[other][row] ?? -1);
    if (first < 0 || second < 0) return undefined;
    const outcome = this.byOutcome ? outcomeNumber : 0;
    // Of one part a small number, which maps find fastest; two and an outcome take 50 bits.
    const key = ((other === undefined ? 0 : (second + 1) * NUMBERS) + first) * 4 + outcome;
    if (more.length === 0) return key;
    const rest = more.map((part) => rows.numbers[part][row] ?? -1);
    return rest.some((number) => number < 0) ? undefined : `${key} ${rest.join(" ")}`;
  }
}
