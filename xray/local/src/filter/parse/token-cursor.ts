import type { Subject } from "../filter-expression.ts";
import { FilterSyntaxError } from "./filter-syntax-error.ts";
import type { ComparisonOperator, FilterContext, IdPart } from "../keywords.ts";
import { lexFilter } from "./lex-filter.ts";
import type { Token } from "./lex-filter.ts";

/** What may come next; completion offers these. */
export type Expectation =
  | { kind: "condition"; context: FilterContext }
  | { kind: "conjunction" }
  | { kind: "operator"; operators: readonly ComparisonOperator[] }
  | { kind: "value"; subject: Subject; operator: ComparisonOperator; context: FilterContext }
  | { kind: "node" }
  | { kind: "id part"; left: readonly IdPart[] }
  | { kind: "id value"; part: IdPart }
  | { kind: "group"; by: "name" | "arn" }
  | { kind: "annotation key" }
  | { kind: "punctuation"; text: string };

/** AWS states no limit. Nobody nests this deep by hand, and the stack holds a hundred times as much. */
const MAX_DEPTH = 100;

const MAX_LISTED_CLOSERS = 3;

/** Moves over the tokens of a text, and knows which brackets are open and what may come at the end. */
export class TokenCursor {
  readonly text: string;
  readonly #tokens: readonly Token[];
  readonly #closers: string[] = [];
  readonly #expectations: Expectation[] = [];
  #next = 0;
  #depth = 0;

  constructor(text: string) {
    this.text = text;
    this.#tokens = lexFilter(text);
  }

  peek(): Token | undefined {
    return this.#tokens[this.#next];
  }

  previous(): Token | undefined {
    return this.#tokens[this.#next - 1];
  }

  take(): Token | undefined {
    const token = this.peek();
    if (token) this.#next += 1;
    return token;
  }

  /** The offset after the previous token. */
  get endOfPrevious(): number {
    return this.previous()?.end ?? 0;
  }

  /** Records what may come next if the text ends here. */
  expect(...expectations: readonly Expectation[]): void {
    if (this.peek() === undefined) this.#expectations.push(...expectations);
  }

  /** What may come after the text; empty when the text is wrong before its end. */
  get expectations(): readonly Expectation[] {
    return this.#expectations;
  }

  isAt(text: string): boolean {
    const token = this.peek();
    return token !== undefined && token.kind !== "string" && token.text === text;
  }

  isAtWord(...upperCaseWords: readonly string[]): boolean {
    const token = this.peek();
    return (
      token !== undefined && token.kind !== "string" && upperCaseWords.includes(token.text.toUpperCase())
    );
  }

  takeIf(text: string): Token | undefined {
    this.expect({ kind: "punctuation", text });
    return this.isAt(text) ? this.take() : undefined;
  }

  require(text: string, expected: string = text): Token {
    return this.takeIf(text) ?? this.fail(expected);
  }

  /** Parses `opener`, `inside` and `closer`; names the open brackets when the text ends before. */
  enclosed<T>(opener: string, closer: string, inside: () => T): T {
    this.require(opener);
    this.#closers.push(closer);
    const result = this.nested(inside);
    this.#closers.pop();
    this.require(closer);
    return result;
  }

  /** Goes one level deeper; rejects what is too deep. */
  nested<T>(inside: () => T): T {
    if (this.#depth === MAX_DEPTH) {
      throw new FilterSyntaxError(
        this.#place(),
        `at most ${MAX_DEPTH} levels`,
        `more than ${MAX_DEPTH} levels of parentheses, blocks and !`,
      );
    }
    this.#depth += 1;
    const result = inside();
    this.#depth -= 1;
    return result;
  }

  /** Rejects the current token, or the end of the text. */
  fail(expected: string): never {
    const found = this.peek();
    const previous = this.previous();
    const where = previous ? ` after ${describe(previous)}` : "";
    if (found) {
      throw new FilterSyntaxError(found, expected, `${expected} expected${where}, not ${describe(found)}`);
    }
    const wanted = listWords([expected, ...this.#closers.toReversed().slice(0, MAX_LISTED_CLOSERS)]);
    throw new FilterSyntaxError(this.#place(), wanted, `${wanted} expected${where}`);
  }

  /** Rejects a part that was already parsed. */
  reject(place: { start: number; end: number }, expected: string, problem: string): never {
    throw new FilterSyntaxError(place, expected, problem);
  }

  /** The place of the current token; at the end of the text, the place after it. */
  #place(): { start: number; end: number } {
    const end = this.endOfPrevious;
    return this.peek() ?? { start: end, end: end + 1 };
  }
}

function describe(token: Token): string {
  if (token.text === ",") return "a comma";
  if (token.kind !== "error") return shorten(token.text);
  if (token.text.startsWith('"')) return `a string without closing "`;
  return token.text === "'" ? `' (strings stand in double quotes)` : token.text;
}

const LONGEST_QUOTE = 40;

function shorten(text: string): string {
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
}

/** ["a", "b", "c"] → "a, b and c" */
export function listWords(words: readonly string[], conjunction: "and" | "or" = "and"): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} ${conjunction} ${last}`;
}
