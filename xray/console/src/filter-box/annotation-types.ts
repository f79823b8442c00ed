import { formatAnnotation, formatFilter, quoteString } from "xray-local/filter/format-filter.ts";
import type { Comparison, FilterExpression } from "xray-local/filter/filter-expression.ts";

type Value = string | number | boolean;

/** A comparison of an annotation with a value. */
export type AnnotationComparison = Extract<Comparison, { value: Value }>;

/** Those of a filter; another than AND, OR and ! has none inside. */
export function annotationComparisons(expression: FilterExpression): readonly AnnotationComparison[] {
  if (expression.kind === "and" || expression.kind === "or") {
    return expression.operands.flatMap(annotationComparisons);
  }
  if (expression.kind === "not") return annotationComparisons(expression.operand);
  if (expression.kind !== "boolean" && expression.kind !== "number" && expression.kind !== "string")
    return [];
  return expression.subject.kind === "annotation" ? [expression] : [];
}

export function keyOf({ subject }: AnnotationComparison): string {
  return subject.kind === "annotation" ? subject.key : subject.name;
}

const TYPE_WORDS = { boolean: "true or false", number: "a number", string: "text" } as const;

/**
 * An annotation compares by the type of the value beside it, so `cached = "true"` finds no boolean. What to write instead, where
 * the annotation has values and none of them is of that type; undefined where some are.
 *
 *     annotation.cached is true or false, not text: write annotation.cached = true
 */
export function typeProblem(comparison: AnnotationComparison, values: readonly Value[]): string | undefined {
  const [first] = values;
  if (first === undefined || values.some((value) => typeof value === comparison.kind)) return undefined;
  const type = typeOf(first);
  const words = TYPE_WORDS[type];
  const name = formatAnnotation(keyOf(comparison));
  const told = `${name} is ${words}, not ${TYPE_WORDS[comparison.kind]}`;
  const operand = operandOf(comparison.value, type);
  const isEquality = comparison.operator === "=" || comparison.operator === "!=";
  return operand === undefined || !isEquality
    ? `${told}: ${formatFilter(comparison)} matches nothing`
    : `${told}: write ${name} ${comparison.operator} ${operand}`;
}

function typeOf(value: Value): keyof typeof TYPE_WORDS {
  if (typeof value === "boolean") return "boolean";
  return typeof value === "number" ? "number" : "string";
}

function operandOf(value: Value, type: "string" | "number" | "boolean"): string | undefined {
  const text = String(value);
  if (type === "string") return quoteString(text);
  if (type === "boolean") return /^(?:true|false)$/i.test(text) ? text.toLowerCase() : undefined;
  return text.trim() !== "" && Number.isFinite(Number(text)) ? String(Number(text)) : undefined;
}
