/** Characters that are parsed at once: they take a fraction of a millisecond, and nearly all spans are shorter. */
const SLICE_LENGTH = 32_768;

/**
 * Attributes of spans are nine deep in OTLP. A value that is deeper than this is parsed at once, even when it is larger
 * than a slice.
 */
const MAX_DEPTH = 12;

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Does what JSON.parse does, in short steps: walks arrays and objects that are larger than a slice, and leaves smaller
 * ones to JSON.parse. Throws SyntaxError where JSON.parse does.
 */
export function* parseJsonInSlices(text: string): Generator<void, unknown, void> {
  const walk = new Walk(text);
  const value = yield* walk.value(0);
  if (walk.peek() !== undefined) throw walk.unexpected();
  return value;
}

class Walk {
  private readonly text: string;
  private position = 0;

  constructor(text: string) {
    this.text = text;
  }

  *value(depth: number): Generator<void, unknown, void> {
    const first = this.peek();
    const end = endOfValue(this.text, this.position, this.position + SLICE_LENGTH);
    if (end !== undefined) return this.parseUntil(end);
    yield;
    if (depth < MAX_DEPTH && first === OPEN_ARRAY) return yield* this.array(depth + 1);
    if (depth < MAX_DEPTH && first === OPEN_OBJECT) return yield* this.object(depth + 1);
    return this.parseUntil(endOfValue(this.text, this.position, this.text.length + 1));
  }

  /** The code of the next character that is not white space; undefined at the end. */
  peek(): number | undefined {
    for (; this.position < this.text.length; this.position += 1) {
      const code = this.text.charCodeAt(this.position);
      if (!isSpace(code)) return code;
    }
    return undefined;
  }

  unexpected(): SyntaxError {
    return new SyntaxError(`Unexpected character at ${this.position}`);
  }

  private *array(depth: number): Generator<void, unknown[], void> {
    const items: unknown[] = [];
    this.position += 1;
    if (this.takes(CLOSE_ARRAY)) return items;
    for (;;) {
      items.push(yield* this.value(depth));
      yield;
      if (this.takes(CLOSE_ARRAY)) return items;
      this.take(COMMA);
    }
  }

  private *object(depth: number): Generator<void, object, void> {
    // The last of members with the same name counts, as with JSON.parse.
    const members = new Map<string, unknown>();
    this.position += 1;
    if (this.takes(CLOSE_OBJECT)) return {};
    for (;;) {
      const name = this.name();
      this.take(COLON);
      members.set(name, yield* this.value(depth));
      yield;
      if (this.takes(CLOSE_OBJECT)) return Object.fromEntries(members);
      this.take(COMMA);
    }
  }

  private name(): string {
    if (this.peek() !== QUOTE) throw this.unexpected();
    return String(this.parseUntil(endOfString(this.text, this.position, this.text.length)));
  }

  private parseUntil(end: number | undefined): unknown {
    if (end === undefined) throw this.unexpected();
    const value: unknown = JSON.parse(this.text.slice(this.position, end));
    this.position = end;
    return value;
  }

  private takes(code: number): boolean {
    if (this.peek() !== code) return false;
    this.position += 1;
    return true;
  }

  private take(code: number): void {
    if (!this.takes(code)) throw this.unexpected();
  }
}

/**
 * Where the value that starts here ends, if that is before `limit`. Only counts brackets: JSON.parse checks that they
 * match.
 */
function endOfValue(text: string, start: number, limit: number): number | undefined {
  const first = text.charCodeAt(start);
  if (first === QUOTE) return endOfString(text, start, limit);
  if (first !== OPEN_ARRAY && first !== OPEN_OBJECT) return endOfWord(text, start, limit);
  const last = Math.min(limit, text.length);
  let depth = 0;
  for (let index = start; index < last; index += 1) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) {
      const end = endOfString(text, index, last);
      if (end === undefined) return undefined;
      index = end - 1;
    } else if (code === OPEN_ARRAY || code === OPEN_OBJECT) depth += 1;
    else if (code === CLOSE_ARRAY || code === CLOSE_OBJECT) {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return undefined;
}

function endOfString(text: string, start: number, limit: number): number | undefined {
  for (let index = start + 1; ; index += 1) {
    index = text.indexOf('"', index);
    if (index === -1 || index >= limit) return undefined;
    if (!isEscaped(text, index)) return index + 1;
  }
}

/** Whether an odd number of backslashes stands before it. */
function isEscaped(text: string, index: number): boolean {
  let before = index - 1;
  while (text.charCodeAt(before) === BACKSLASH) before -= 1;
  return (index - before) % 2 === 0;
}

/** The end of a number, `true`, `false` or `null`. */
function endOfWord(text: string, start: number, limit: number): number | undefined {
  for (let index = start; index < limit; index += 1) {
    if (index >= text.length || isDelimiter(text.charCodeAt(index))) return index;
  }
  return undefined;
}

function isDelimiter(code: number): boolean {
  return code === COMMA || code === CLOSE_ARRAY || code === CLOSE_OBJECT || isSpace(code);
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
