/** The text is not a filter expression. `message` is a sentence for its author. */
export class FilterSyntaxError extends Error {
  override readonly name = "FilterSyntaxError";
  /** 0-based offset of the mistake; where something is missing at the end, the place after the last token. */
  readonly position: number;
  /** The offset after the mistake, for an underline. */
  readonly end: number;
  /** What would be right there, in words: `a condition and }`. */
  readonly expected: string;

  /** The message is `problem` after its column (from 1). */
  constructor(place: { start: number; end: number }, expected: string, problem: string) {
    super(`Column ${place.start + 1}: ${problem}`);
    this.position = place.start;
    this.end = place.end;
    this.expected = expected;
  }
}
