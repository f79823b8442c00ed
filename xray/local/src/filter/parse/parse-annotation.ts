import type { AnnotationSubject, FilterExpression } from "../filter-expression.ts";
import { unquoteString } from "./lex-filter.ts";
import type { Token } from "./lex-filter.ts";
import { parseComparison } from "./parse-comparison.ts";
import type { TokenCursor } from "./token-cursor.ts";

const PREFIX = "annotation.";

/** Parses what follows `annotation.key`, or `annotation` where `[key]` follows. */
export function parseAnnotation(cursor: TokenCursor, token: Token): FilterExpression {
  if (token.text.length === PREFIX.length) return cursor.fail("an annotation key");
  const key = token.text.length > PREFIX.length ? token.text.slice(PREFIX.length) : parseBracketKey(cursor);
  const subject: AnnotationSubject = {
    kind: "annotation",
    key,
    start: token.start,
    end: cursor.endOfPrevious,
  };
  return parseComparison(cursor, subject, undefined, "trace");
}

function parseBracketKey(cursor: TokenCursor): string {
  cursor.expect({ kind: "punctuation", text: "[" });
  if (!cursor.isAt("[")) cursor.fail(".key or [key]");
  return cursor.enclosed("[", "]", () => {
    cursor.expect({ kind: "annotation key" });
    const token = cursor.peek();
    if (!token || token.kind === "punctuation" || token.kind === "error")
      return cursor.fail("an annotation key");
    cursor.take();
    return token.kind === "string" ? unquoteString(token.text) : token.text;
  });
}
