import type { FilterExpression } from "../filter-expression.ts";
import type { FilterContext } from "../keywords.ts";
import { parseCondition } from "./parse-condition.ts";
import { TokenCursor } from "./token-cursor.ts";

export { FilterSyntaxError } from "./filter-syntax-error.ts";

/**
 * Parses a filter expression; an empty text is the filter that every trace matches. AND binds tighter than OR, and
 * conditions side by side are joined by AND. Throws FilterSyntaxError.
 */
export function parseFilter(text: string): FilterExpression {
  return parseFilterTokens(new TokenCursor(text));
}

/** Like `parseFilter`, for callers that then ask the cursor what could have come next. */
export function parseFilterTokens(cursor: TokenCursor): FilterExpression {
  if (cursor.peek() === undefined) {
    cursor.expect({ kind: "condition", context: "trace" });
    return { kind: "everything", start: 0, end: cursor.text.length };
  }
  const expression = parseOr(cursor, "trace");
  if (cursor.peek() !== undefined) cursor.fail("AND, OR or the end");
  return expression;
}

function parseOr(cursor: TokenCursor, context: FilterContext): FilterExpression {
  const operands = [parseAnd(cursor, context)];
  while (cursor.isAtWord("OR")) {
    cursor.take();
    operands.push(parseAnd(cursor, context));
  }
  return join("or", operands);
}

function parseAnd(cursor: TokenCursor, context: FilterContext): FilterExpression {
  const operands = [parseUnary(cursor, context)];
  for (;;) {
    cursor.expect({ kind: "conjunction" });
    if (cursor.isAtWord("AND")) cursor.take();
    else if (!startsCondition(cursor)) return join("and", operands);
    operands.push(parseUnary(cursor, context));
  }
}

/** Conditions may be side by side: `ok !partial duration <3`. */
function startsCondition(cursor: TokenCursor): boolean {
  const kind = cursor.peek()?.kind;
  return kind === "keyword" || kind === "identifier" || cursor.isAt("!") || cursor.isAt("(");
}

function parseUnary(cursor: TokenCursor, context: FilterContext): FilterExpression {
  cursor.expect({ kind: "condition", context });
  const start = cursor.peek()?.start ?? 0;
  if (cursor.isAt("!")) {
    cursor.take();
    const operand = cursor.nested(() => parseUnary(cursor, context));
    return { kind: "not", operand, start, end: cursor.endOfPrevious };
  }
  if (cursor.isAt("(")) {
    const inner = cursor.enclosed("(", ")", () => parseOr(cursor, context));
    return { ...inner, start, end: cursor.endOfPrevious };
  }
  return parseCondition(cursor, context, parseOr);
}

function join(kind: "and" | "or", operands: readonly FilterExpression[]): FilterExpression {
  const [first] = operands;
  const last = operands.at(-1);
  if (!first || !last || first === last) return first ?? { kind: "everything", start: 0, end: 0 };
  return { kind, operands, start: first.start, end: last.end };
}
