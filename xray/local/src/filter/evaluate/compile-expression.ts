import type { AnnotationValue } from "../../protocol/segment-document.ts";
import type { Comparison, Condition, FilterExpression } from "../filter-expression.ts";
import type { KeywordName, NumberOperator, StringOperator } from "../keywords.ts";

/** A condition compiled to a function, with its cost relative to others. */
export interface Compiled<S> {
  cost: number;
  test: (subject: S) => boolean;
}

/** How to read the value of a keyword; undefined when it is not set. With `strings`, one matching value is enough. */
type Column<S> =
  | { type: "boolean"; cost: number; read: (subject: S) => boolean }
  | { type: "number"; cost: number; read: (subject: S) => number | undefined }
  | { type: "string"; cost: number; read: (subject: S) => string | undefined }
  | { type: "strings"; cost: number; read: (subject: S) => readonly string[] };

export type Columns<S> = Readonly<Partial<Record<KeywordName, Column<S>>>>;

/** Compiles AND, OR, ! (cheapest operands first) and keywords; `compileOther` compiles the rest. */
export function compileExpression<S>(
  expression: FilterExpression,
  columns: Columns<S>,
  compileOther: (condition: Condition) => Compiled<S>,
): Compiled<S> {
  const compile = (inner: FilterExpression): Compiled<S> => compileExpression(inner, columns, compileOther);
  if (expression.kind === "everything") return { cost: 0, test: () => true };
  if (expression.kind === "and") return compileAnd(expression.operands.map(compile));
  if (expression.kind === "or") return compileOr(expression.operands.map(compile));
  if (expression.kind === "not") {
    const { cost, test } = compile(expression.operand);
    return { cost, test: (subject) => !test(subject) };
  }
  if ("subject" in expression && expression.subject.kind === "keyword") {
    return compileKeyword(expression, columns[expression.subject.name]);
  }
  return compileOther(expression);
}

function compileAnd<S>(operands: readonly Compiled<S>[]): Compiled<S> {
  const { cost, tests } = cheapestFirst(operands);
  const [first, second] = tests;
  if (first && second && tests.length === 2) {
    return { cost, test: (subject) => first(subject) && second(subject) };
  }
  return { cost, test: (subject) => tests.every((test) => test(subject)) };
}

function compileOr<S>(operands: readonly Compiled<S>[]): Compiled<S> {
  const { cost, tests } = cheapestFirst(operands);
  return { cost, test: (subject) => tests.some((test) => test(subject)) };
}

function cheapestFirst<S>(operands: readonly Compiled<S>[]): {
  cost: number;
  tests: readonly Compiled<S>["test"][];
} {
  const sorted = operands.toSorted((left, right) => left.cost - right.cost);
  return { cost: sorted.at(-1)?.cost ?? 0, tests: sorted.map(({ test }) => test) };
}

/** A keyword without a column in this context, or a comparison with another type, is never true. */
function compileKeyword<S>(condition: Comparison, column: Column<S> | undefined): Compiled<S> {
  if (!column) return { cost: 0, test: () => false };
  const { cost } = column;
  if (column.type === "boolean") {
    const { read } = column;
    if (condition.kind === "presence") return { cost, test: read };
    const test = valueTest(condition);
    return { cost, test: (subject) => test(read(subject)) };
  }
  const test = valueTest(condition);
  if (column.type === "strings") return { cost, test: (subject) => column.read(subject).some(test) };
  const { read } = column;
  return { cost, test: (subject) => test(read(subject)) };
}

/**
 * Tests a value. An absent value, or one of another type, never matches, so `http.status != 200` is about traces that
 * have a status.
 */
export function valueTest(condition: Comparison): (value: AnnotationValue | undefined) => boolean {
  if (condition.kind === "presence") return (value) => value !== undefined && value !== false;
  if (condition.kind === "boolean") {
    const wanted = condition.value === (condition.operator === "=");
    return (value) => value === wanted;
  }
  if (condition.kind === "number") {
    const test = NUMBER_TESTS[condition.operator](condition.value);
    return (value) => typeof value === "number" && test(value);
  }
  const test = STRING_TESTS[condition.operator](condition.value);
  return (value) => typeof value === "string" && test(value);
}

const NUMBER_TESTS: Record<NumberOperator, (wanted: number) => (value: number) => boolean> = {
  "=": (wanted) => (value) => value === wanted,
  "!=": (wanted) => (value) => value !== wanted,
  "<": (wanted) => (value) => value < wanted,
  "<=": (wanted) => (value) => value <= wanted,
  ">": (wanted) => (value) => value > wanted,
  ">=": (wanted) => (value) => value >= wanted,
};

/** Case matters, as in URLs and names. */
const STRING_TESTS: Record<StringOperator, (wanted: string) => (value: string) => boolean> = {
  "=": (wanted) => (value) => value === wanted,
  "!=": (wanted) => (value) => value !== wanted,
  CONTAINS: (wanted) => (value) => value.includes(wanted),
  BEGINSWITH: (wanted) => (value) => value.startsWith(wanted),
  ENDSWITH: (wanted) => (value) => value.endsWith(wanted),
};
