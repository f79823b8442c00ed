// At most some 10 MB of short lines; one of 2,000 characters is rare.
const MAX_KNOWN = 8192;
const MAX_LINE_CHARS = 2000;

/**
 * Values as lines of JSON. Those of an application's traces come again and again, and finding one takes a fraction of the
 * time of writing it. The same text is the same string, which a StringTable finds without reading it.
 */
export class KnownLines<Value> {
  private readonly known = new Map<string, { value: Value; line: string }>();
  private readonly parts: { keyOf: (value: Value) => string; isSame: (left: Value, right: Value) => boolean };

  /** `keyOf` is quick and tells most values apart; of those with one key the last is known. */
  constructor(parts: { keyOf: (value: Value) => string; isSame: (left: Value, right: Value) => boolean }) {
    this.parts = parts;
  }

  line(value: Value): string {
    const { keyOf, isSame } = this.parts;
    const key = keyOf(value);
    const found = this.known.get(key);
    if (found !== undefined && isSame(found.value, value)) return found.line;
    const line = JSON.stringify(value);
    if (line.length > MAX_LINE_CHARS) return line;
    if (this.known.size >= MAX_KNOWN) this.known.clear();
    this.known.set(key, { value, line });
    return line;
  }
}
