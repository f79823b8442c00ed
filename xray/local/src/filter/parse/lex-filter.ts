import { isKeywordWord, STRING_OPERATORS } from "../keywords.ts";

export type TokenKind =
  | "keyword"
  | "operator"
  | "string"
  | "number"
  | "boolean"
  | "identifier"
  | "punctuation"
  | "error";

/** A piece of a filter's text: `text` is `source.slice(start, end)`. */
export interface Token {
  kind: TokenKind;
  start: number;
  end: number;
  text: string;
}

// A word may contain "::", so that a type (AWS::Lambda::Function) is one word, but not the ":" of id(name: …).
const SPACE = /\s+/y;
const WORD = /(?:[\p{L}\p{N}_.-]|::)+/uy;
const NUMBER = /-?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?(?![\p{L}\p{N}_.-]|::)/iuy;
const OPERATOR = /[<>!]=?|=/y;
const PUNCTUATION = /[(){}[\],:#]/y;
/** What may be in `annotation[key]` without quotes. */
const BRACKET_KEY = /[^\][{}()"=<>!]+/y;

/**
 * Splits a filter into tokens. Accepts any text and never throws: what is not part of the language becomes a token of
 * kind `error`. Only white space is between tokens.
 */
export function lexFilter(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let start = endOf(SPACE, text, 0) ?? 0;
  while (start < text.length) {
    const token = nextToken(text, start, tokens);
    tokens.push(token);
    start = endOf(SPACE, text, token.end) ?? token.end;
  }
  return tokens;
}

function nextToken(text: string, start: number, before: readonly Token[]): Token {
  const make = (kind: TokenKind, end: number): Token => ({ kind, start, end, text: text.slice(start, end) });
  if (text[start] === '"') {
    const end = endOfString(text, start);
    return end === undefined ? make("error", text.length) : make("string", end);
  }
  const keyEnd = isInAnnotationBracket(before) ? endOfBracketKey(text, start) : undefined;
  if (keyEnd !== undefined) return make("identifier", keyEnd);
  const numberEnd = endOf(NUMBER, text, start);
  if (numberEnd !== undefined) return make("number", numberEnd);
  const wordEnd = endOf(WORD, text, start);
  if (wordEnd !== undefined) return make(kindOfWord(text.slice(start, wordEnd), before.at(-1)), wordEnd);
  const operatorEnd = endOf(OPERATOR, text, start);
  if (operatorEnd !== undefined) return make("operator", operatorEnd);
  const punctuationEnd = endOf(PUNCTUATION, text, start);
  if (punctuationEnd !== undefined) return make("punctuation", punctuationEnd);
  return make("error", start + ((text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1));
}

function endOf(pattern: RegExp, text: string, start: number): number | undefined {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** A loop, because a backtracking regular expression overflows on a string of megabytes. */
function endOfString(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return undefined;
}

function endOfBracketKey(text: string, start: number): number | undefined {
  const end = endOf(BRACKET_KEY, text, start);
  return end !== undefined && text[end] === "]" ? text.slice(0, end).trimEnd().length : undefined;
}

function isInAnnotationBracket(before: readonly Token[]): boolean {
  return before.at(-1)?.text === "[" && before.at(-2)?.text.toLowerCase() === "annotation";
}

function kindOfWord(word: string, previous: Token | undefined): TokenKind {
  const upper = word.toUpperCase();
  if (upper === "AND" || upper === "OR") return "operator";
  if (upper !== "=" && upper !== "!=" && STRING_OPERATORS.some((operator) => operator === upper))
    return "operator";
  if (upper === "TRUE" || upper === "FALSE") return "boolean";
  return isComparison(previous) || !isKeywordWord(word) ? "identifier" : "keyword";
}

/** A comparison is followed by a value, so `name = error` compares with the word "error". */
function isComparison(token: Token | undefined): boolean {
  return token?.kind === "operator" && token.text !== "!" && !/^(?:and|or)$/i.test(token.text);
}

/** What a string token stands for: `\"` and `\\` are escapes, any other backslash is itself. */
export function unquoteString(quoted: string): string {
  return quoted.slice(1, -1).replaceAll(/\\(["\\])/g, "$1");
}
