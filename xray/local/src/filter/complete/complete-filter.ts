import { candidatesFor } from "./completion-candidates.ts";
import type { Candidate, CompletionKind } from "./completion-candidates.ts";
import { FilterSyntaxError } from "../parse/filter-syntax-error.ts";
import { lexFilter, unquoteString } from "../parse/lex-filter.ts";
import type { Token } from "../parse/lex-filter.ts";
import { parseFilterTokens } from "../parse/parse-filter.ts";
import { TokenCursor } from "../parse/token-cursor.ts";
import type { Expectation } from "../parse/token-cursor.ts";
import type { FilterVocabulary } from "./vocabulary.ts";

export interface Completions {
  /** The part of the text that an item replaces: the word at the caret, or nothing. */
  replace: readonly [start: number, end: number];
  items: readonly Completion[];
}

export interface Completion {
  text: string;
  /** What it is, and in how many traces it occurs. */
  detail: string;
  kind: CompletionKind;
  /** Offsets in `text` of the typed part, for emphasis. */
  match?: readonly [start: number, end: number];
}

/** More than anyone reads; the box shows a few and scrolls. */
const MAX_ITEMS = 50;

/**
 * What can stand at the caret: only what the grammar allows there, best match first, then by the number of traces with
 * it. Nothing when the text before the caret is already wrong.
 *
 *     completionsAt("fault AND annotation.r", 22, …)  ->  replace [10, 22], items annotation.rows, …, responsetime
 */
export function completionsAt(text: string, caret: number, vocabulary: FilterVocabulary): Completions {
  const at = Math.min(Math.max(caret, 0), text.length);
  const word = wordAt(text, at);
  const start = word?.start ?? at;
  const typed = word ? text.slice(start, at) : "";
  const candidates = expectationsBehind(text.slice(0, start)).flatMap((expectation) =>
    candidatesFor(expectation, vocabulary),
  );
  const items = rank(candidates, stemOf(typed)).filter((item) => item.text !== word?.text);
  return { replace: [start, endOfReplaced(text, at, word)], items: items.slice(0, MAX_ITEMS) };
}

function expectationsBehind(text: string): readonly Expectation[] {
  const cursor = new TokenCursor(text);
  try {
    parseFilterTokens(cursor);
  } catch (error) {
    if (!(error instanceof FilterSyntaxError)) throw error;
  }
  return cursor.expectations;
}

/** The token that the caret is in or directly after, unless nothing can be added to it. */
function wordAt(text: string, caret: number): Token | undefined {
  const token = lexFilter(text).find(({ start, end }) => start < caret && caret <= end);
  if (!token || token.kind === "punctuation" || token.text === "!") return undefined;
  if (token.kind === "string") return caret < token.end ? token : undefined;
  return token.kind === "error" && !token.text.startsWith('"') ? undefined : token;
}

/** A string without an end reaches to the end of the text; only the part up to the caret is replaced. */
function endOfReplaced(text: string, caret: number, word: Token | undefined): number {
  if (!word || word.kind === "error") return caret;
  return word.end;
}

function stemOf(typed: string): string {
  return (typed.startsWith('"') ? unquoteString(`${typed}"`) : typed).toLowerCase();
}

/** Best match first; equal matches keep the order of the candidates, which are sorted by number of traces. */
function rank(candidates: readonly Candidate[], stem: string): readonly Completion[] {
  const ranked = candidates.flatMap((candidate) => {
    const found = match(candidate.search.toLowerCase(), stem);
    return found && (stem !== "" || !candidate.onlyWhenTyped) ? [{ candidate, found }] : [];
  });
  ranked.sort((left, right) => left.found.tier - right.found.tier);
  return ranked.map(({ candidate, found }) => toCompletion(candidate, found));
}

interface Match {
  /** 0 is best. */
  tier: number;
  start: number;
  length: number;
}

/**
 * How a name matches the typed text: the name begins with it, a part of the name does, or the name contains it. After a
 * dot, names of the same family come first; then others match by the text after the dot: `annotation.r` also finds
 * `responsetime`.
 */
function match(name: string, stem: string): Match | undefined {
  if (name.startsWith(stem)) return { tier: 0, start: 0, length: stem.length };
  const dot = stem.lastIndexOf(".") + 1;
  const tail = stem.slice(dot);
  if (tail === "") return undefined;
  const within = dot > 0 && name.startsWith(stem.slice(0, dot)) ? name.indexOf(tail, dot) : -1;
  if (within >= 0) return { tier: 1, start: within, length: tail.length };
  const part = startOfPart(name, tail);
  if (part !== undefined) return { tier: 2, start: part, length: tail.length };
  const anywhere = dot > 0 ? -1 : name.indexOf(tail);
  return anywhere < 0 ? undefined : { tier: 3, start: anywhere, length: tail.length };
}

function startOfPart(name: string, tail: string): number | undefined {
  for (let at = name.indexOf(tail); at >= 0; at = name.indexOf(tail, at + 1)) {
    if (at === 0 || /[^\p{L}\p{N}]/u.test(name[at - 1] ?? "")) return at;
  }
  return undefined;
}

function toCompletion({ text, detail, kind, search, searchStart }: Candidate, found: Match): Completion {
  const start = searchStart + found.start;
  const isVerbatim = text.startsWith(search.slice(found.start, found.start + found.length), start);
  const isShown = found.length > 0 && isVerbatim;
  return { text, detail, kind, ...(isShown && { match: [start, start + found.length] as const }) };
}
