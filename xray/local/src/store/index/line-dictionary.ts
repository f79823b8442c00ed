import { itemAt } from "../../bytes/elements.ts";
/**
 * Keeps lines (JSON that repeats from trace to trace) once in memory while traces use them, with what they parse to. It
 * is bounded: beyond `capacityChars` or `maxLines` a new line gets no number, and is read from the disk.
 */
export class LineDictionary<Value> {
  private readonly numbers = new Map<string, number>();
  private readonly lines: (string | undefined)[] = [];
  private readonly values: (Value | undefined)[] = [];
  private readonly uses: number[] = [];
  private readonly free: number[] = [];
  private readonly parse: (line: string) => Value;
  private readonly capacityChars: number;
  private readonly maxLines: number;
  private chars = 0;
  /** How often a number was given to another line. */
  reused = 0;

  constructor(parse: (line: string) => Value, capacityChars: number, maxLines = Infinity) {
    this.parse = parse;
    this.capacityChars = capacityChars;
    this.maxLines = maxLines;
  }

  /** Adds one use of the line; returns its number, or -1 when the dictionary is full. */
  acquire(line: string): number {
    const known = this.numbers.get(line);
    if (known !== undefined) return this.acquireAgain(known);
    if (this.chars + line.length > this.capacityChars || this.numbers.size === this.maxLines) return -1;
    const freed = this.free.pop();
    if (freed !== undefined) this.reused += 1;
    const number = freed ?? this.lines.length;
    const own = copyText(line);
    this.numbers.set(own, number);
    this.lines[number] = own;
    this.values[number] = undefined;
    this.uses[number] = 1;
    this.chars += line.length;
    return number;
  }

  /** Adds one use of a line that is in use. */
  acquireAgain(number: number): number {
    this.uses[number] = itemAt(this.uses, number) + 1;
    return number;
  }

  /** Removes one use; -1 is fine. */
  release(number: number): void {
    const line = this.lines[number];
    if (line === undefined) return;
    const uses = itemAt(this.uses, number) - 1;
    this.uses[number] = uses;
    if (uses > 0) return;
    this.numbers.delete(line);
    this.lines[number] = undefined;
    this.values[number] = undefined;
    this.free.push(number);
    this.chars -= line.length;
  }

  /** What the line parses to, the same object for all users; undefined for -1. */
  value(number: number): Value | undefined {
    const known = this.values[number];
    if (known !== undefined) return known;
    const line = this.lines[number];
    if (line === undefined) return undefined;
    const value = this.parse(line);
    this.values[number] = value;
    return value;
  }

  get size(): number {
    return this.numbers.size;
  }
}

/** Copies the text: V8 keeps the whole text alive for a substring of it. */
function copyText(text: string): string {
  return Buffer.from(text, "utf8").toString("utf8");
}
