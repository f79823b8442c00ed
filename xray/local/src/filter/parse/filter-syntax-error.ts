/** A text that is no filter expression. `message` is a sentence for the person who wrote it. */
export class FilterSyntaxError extends Error {
  override readonly name = "FilterSyntaxError";
  /** 0-based offset of what is wrong; where something is missing at the end, the place behind the last token. */
  readonly position: number;
  /** Offset behind what is wrong, for an underline. */
  readonly end: number;
  /** What would have been right there, in words: `a condition and }`. */
  readonly expected: string;

  /** The message is `problem` with its column (from 1) in front. */
  constructor(place: { start: number; end: number }, expected: string, problem: string) {
    super(`Column ${place.start + 1}: ${problem}`);
    this.position = place.start;
    this.end = place.end;
    this.expected = expected;
  }
}
