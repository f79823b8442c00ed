import { lexFilter } from "xray-local/filter/parse/lex-filter.ts";
import type { TokenKind } from "xray-local/filter/parse/lex-filter.ts";

/** A run of the filter's text in one colour. `kind` is undefined for space. */
export interface Paint {
  text: string;
  start: number;
  kind: TokenKind | "word-operator" | undefined;
  /** Whether it is underlined as wrong. */
  wrong: boolean;
}

/** The whole text in runs, to be drawn under the input character by character. */
export function paintFilter(text: string, wrong?: { position: number; end: number }): readonly Paint[] {
  const runs: Paint[] = [];
  let at = 0;
  const push = (start: number, end: number, kind: Paint["kind"]) => {
    if (end <= start) return;
    const isWrong = wrong !== undefined && start < wrong.end && end > wrong.position && kind !== undefined;
    runs.push({ text: text.slice(start, end), start, kind, wrong: isWrong });
  };
  for (const token of lexFilter(text)) {
    push(at, token.start, undefined);
    const word = token.kind === "operator" && /^[a-z]/i.test(token.text);
    push(token.start, token.end, word ? "word-operator" : token.kind);
    at = token.end;
  }
  push(at, text.length, undefined);
  // What is missing at the end is shown as a blank, for the wavy line to lie under.
  const isMissing = wrong !== undefined && text.slice(wrong.position).trim() === "" && text !== "";
  return isMissing ? withMissing(text, wrong.position, runs) : runs;
}

function withMissing(text: string, position: number, runs: readonly Paint[]): readonly Paint[] {
  const before = runs.filter(({ start }) => start < position);
  const behind = text.slice(position + 1);
  const missing: readonly Paint[] = [{ text: " ", start: position, kind: undefined, wrong: true }];
  return behind === ""
    ? [...before, ...missing]
    : [...before, ...missing, { text: behind, start: position + 1, kind: undefined, wrong: false }];
}
