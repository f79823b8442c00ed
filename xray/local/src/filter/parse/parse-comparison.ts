import type { FilterExpression, Subject } from "../filter-expression.ts";
import { EQUALITY_OPERATORS, NUMBER_OPERATORS, STRING_OPERATORS } from "../keywords.ts";
import type {
  ComparisonOperator,
  EqualityOperator,
  FilterContext,
  KeywordType,
  NumberOperator,
  StringOperator,
} from "../keywords.ts";
import { unquoteString } from "./lex-filter.ts";
import { isInSeconds, rejectOtherUnit, rejectUnitBehind } from "./other-units.ts";
import type { TokenCursor } from "./token-cursor.ts";
import { listWords } from "./token-cursor.ts";

const ANY_OPERATORS: readonly ComparisonOperator[] = [
  ...NUMBER_OPERATORS,
  ...STRING_OPERATORS.filter((operator) => !isEquality(operator)),
];

/** An annotation has no type (`undefined`): the value that it is compared with decides. */
function operatorsOf(type: KeywordType | undefined): readonly ComparisonOperator[] {
  if (type === "boolean") return EQUALITY_OPERATORS;
  if (type === "number") return NUMBER_OPERATORS;
  return type === "string" ? STRING_OPERATORS : ANY_OPERATORS;
}

/** Parses the operator and the value after a subject, if there are any. */
export function parseComparison(
  cursor: TokenCursor,
  subject: Subject,
  type: KeywordType | undefined,
  context: FilterContext,
): FilterExpression {
  const operators = operatorsOf(type);
  cursor.expect({ kind: "operator", operators });
  const operator = ANY_OPERATORS.find((known) => cursor.isAtWord(known));
  if (!operator) {
    if (isValue(cursor)) cursor.fail(listWords(operators, "or"));
    return { kind: "presence", subject, start: subject.start, end: subject.end };
  }
  if (!operators.includes(operator)) {
    const name = subject.kind === "keyword" ? subject.name : "annotation";
    cursor.fail(`${listWords(operators, "or")} (${name} is a ${type ?? "value"})`);
  }
  cursor.take();
  cursor.expect({ kind: "value", subject, operator, context });
  return parseValue(cursor, subject, operator, type ?? typeOfValue(cursor, operator));
}

function isValue(cursor: TokenCursor): boolean {
  const kind = cursor.peek()?.kind;
  return kind === "string" || kind === "number" || kind === "boolean";
}

function typeOfValue(cursor: TokenCursor, operator: ComparisonOperator): KeywordType {
  const kind = cursor.peek()?.kind;
  if (isEquality(operator)) return kind === "number" || kind === "boolean" ? kind : "string";
  return isNumberOperator(operator) ? "number" : "string";
}

function parseValue(
  cursor: TokenCursor,
  subject: Subject,
  operator: ComparisonOperator,
  type: KeywordType,
): FilterExpression {
  const { start } = subject;
  if (type === "string" && isStringOperator(operator)) {
    const value = parseStringValue(cursor, subject.kind === "annotation" ? "a value" : undefined);
    return { kind: "string", subject, operator, value, start, end: cursor.endOfPrevious };
  }
  if (type === "boolean" && isEquality(operator)) {
    const value = parseBooleanValue(cursor);
    return { kind: "boolean", subject, operator, value, start, end: cursor.endOfPrevious };
  }
  if (!isNumberOperator(operator)) return cursor.fail("a number operator");
  if (isInSeconds(subject)) rejectOtherUnit(cursor);
  const value = parseNumberValue(cursor);
  if (isInSeconds(subject)) rejectUnitBehind(cursor, value);
  return { kind: "number", subject, operator, value, start, end: cursor.endOfPrevious };
}

/** Parses a string in double quotes or, as in one example on AWS's page, a bare word. */
export function parseStringValue(cursor: TokenCursor, expected = "a string in double quotes"): string {
  const token = cursor.peek();
  if (token?.kind === "string") {
    cursor.take();
    return unquoteString(token.text);
  }
  if (token?.kind !== "identifier" && token?.kind !== "number" && token?.kind !== "boolean") {
    return cursor.fail(expected);
  }
  cursor.take();
  return token.text;
}

/** AWS's page writes "the string true or false", so quoted ones are accepted too. */
function parseBooleanValue(cursor: TokenCursor): boolean {
  const token = cursor.peek();
  const text = token?.kind === "string" ? unquoteString(token.text) : token?.text;
  if (text === undefined || !/^(?:true|false)$/i.test(text)) return cursor.fail("true or false");
  cursor.take();
  return text.toLowerCase() === "true";
}

function parseNumberValue(cursor: TokenCursor): number {
  const token = cursor.peek();
  const value = token?.kind === "number" ? Number(token.text) : Number.NaN;
  if (!Number.isFinite(value)) return cursor.fail("a number");
  cursor.take();
  return value === 0 ? 0 : value;
}

/** Parses `=` or `!=`; one of them is required. */
export function parseEquality(cursor: TokenCursor): EqualityOperator {
  cursor.expect({ kind: "operator", operators: EQUALITY_OPERATORS });
  const operator = EQUALITY_OPERATORS.find((known) => cursor.isAt(known));
  if (!operator) return cursor.fail("= or !=");
  cursor.take();
  return operator;
}

function isEquality(operator: ComparisonOperator): operator is EqualityOperator {
  return operator === "=" || operator === "!=";
}

function isNumberOperator(operator: ComparisonOperator): operator is NumberOperator {
  return NUMBER_OPERATORS.some((known) => known === operator);
}

function isStringOperator(operator: ComparisonOperator): operator is StringOperator {
  return STRING_OPERATORS.some((known) => known === operator);
}
