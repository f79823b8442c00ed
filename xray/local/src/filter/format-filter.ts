import type { Condition, FilterExpression, NodeSelector, Subject } from "./filter-expression.ts";
import { FilterSyntaxError } from "./parse/filter-syntax-error.ts";
import { parseFilter } from "./parse/parse-filter.ts";

/**
 * The canonical text of a filter: keywords in lower case, AND, OR and string operators in upper case, every AND
 * written, only necessary parentheses. `parseFilter(formatFilter(x))` is `x` except for its offsets.
 */
export function formatFilter(expression: FilterExpression): string {
  if (expression.kind === "everything") return "";
  if (expression.kind === "and") return expression.operands.map(formatOperand).join(" AND ");
  if (expression.kind === "or") return expression.operands.map(formatOperandOfOr).join(" OR ");
  if (expression.kind === "not") return `!${formatOperand(expression.operand)}`;
  return formatCondition(expression);
}

function formatOperand(operand: FilterExpression): string {
  const text = formatFilter(operand);
  return operand.kind === "and" || operand.kind === "or" ? `(${text})` : text;
}

function formatOperandOfOr(operand: FilterExpression): string {
  return operand.kind === "and" ? formatFilter(operand) : formatOperand(operand);
}

function formatCondition(condition: Condition): string {
  if (condition.kind === "service") {
    return `service(${formatNode(condition.node)})${formatBlock(condition.block)}`;
  }
  if (condition.kind === "edge") {
    return `edge(${formatNode(condition.from)}, ${formatNode(condition.to)})${formatBlock(condition.block)}`;
  }
  if (condition.kind === "rootcause") {
    return `rootcause.${condition.cause}.${condition.part}${formatBlock(condition.block)}`;
  }
  if (condition.kind === "rootcause.json") {
    return `rootcause.json ${condition.operator} #${JSON.stringify(condition.templates)}`;
  }
  if (condition.kind === "presence") return formatSubject(condition.subject);
  const subject = condition.kind === "group" ? `group.${condition.by}` : formatSubject(condition.subject);
  const value = typeof condition.value === "string" ? quoteString(condition.value) : condition.value;
  return `${subject} ${condition.operator} ${value}`;
}

function formatSubject(subject: Subject): string {
  return subject.kind === "keyword" ? subject.name : formatAnnotation(subject.key);
}

/** AWS puts keys with dots in brackets; the quotes are our addition, for keys that would end the bracket. */
export function formatAnnotation(key: string): string {
  if (/^\w+$/.test(key)) return `annotation.${key}`;
  return /^[\p{L}\p{N}_.:/@-]+$/u.test(key) ? `annotation[${key}]` : `annotation[${quoteString(key)}]`;
}

function formatNode(node: NodeSelector | undefined): string {
  if (!node) return "";
  if (node.kind === "name") return quoteString(node.name);
  return `id(${node.parts.map(({ part, value }) => `${part}: ${quoteString(value)}`).join(", ")})`;
}

function formatBlock(block: FilterExpression | undefined): string {
  return block ? ` { ${formatFilter(block)} }` : "";
}

/** `say "hi"` → `"say \"hi\""` */
export function quoteString(text: string): string {
  return `"${text.replaceAll(/["\\]/g, "\\$&")}"`;
}

/** A node in a filter: `id(name: "pg@db", type: "Database::SQL")`. */
export function formatNodeId(name: string, type?: string): string {
  const named = `name: ${quoteString(name)}`;
  return type === undefined ? `id(${named})` : `id(${named}, type: ${quoteString(type)})`;
}

/**
 * Adds a condition to a filter, as a click on a refiner does; `negate` adds its opposite. Keeps the text as it was
 * typed. Does not add a condition twice, and replaces its opposite.
 *
 *     addCondition("ok OR fault", "user = \"a\"")  ->  (ok OR fault) AND user = "a"
 */
export function addCondition(text: string, condition: string, options: { negate?: boolean } = {}): string {
  const wanted = options.negate ? negateFilter(condition) : condition.trim();
  if (wanted === "") return text;
  if (text.trim() === "") return wanted;
  if (hasCondition(text, wanted)) return text;
  const rest = removeCondition(text, negateFilter(wanted)).trim();
  if (rest === "") return wanted;
  return `${asOperand(rest)} AND ${asOperand(wanted)}`;
}

/** Removes a condition that is joined by AND; returns the filter unchanged when it has none. */
export function removeCondition(text: string, condition: string): string {
  const operands = operandsOf(text);
  const unwanted = canonical(condition);
  const kept = operands.filter((operand) => canonical(operand) !== unwanted);
  if (kept.length === operands.length) return text;
  return kept.length === 1 ? withoutParentheses(kept[0] ?? "") : kept.join(" AND ");
}

/** Whether the filter has the condition joined by AND, however it is written. */
export function hasCondition(text: string, condition: string): boolean {
  const wanted = canonical(condition);
  return operandsOf(text).some((operand) => canonical(operand) === wanted);
}

/** `fault` → `!fault`, `!fault` → `fault`, `a OR b` → `!(a OR b)` */
export function negateFilter(text: string): string {
  const trimmed = text.trim();
  const expression = tryParse(trimmed);
  if (!expression || expression.kind === "everything") return trimmed;
  if (expression.kind === "not") return withoutParentheses(slice(trimmed, expression.operand));
  return isJoined(expression) && !isParenthesised(trimmed) ? `!(${trimmed})` : `!${trimmed}`;
}

/** The texts that are joined by AND at the top level. */
function operandsOf(text: string): readonly string[] {
  const expression = tryParse(text);
  if (!expression || expression.kind === "everything") return [];
  if (expression.kind !== "and") return [text.trim()];
  return expression.operands.map((operand) => slice(text, operand));
}

function asOperand(text: string): string {
  return tryParse(text)?.kind === "or" && !isParenthesised(text) ? `(${text})` : text;
}

function withoutParentheses(text: string): string {
  return isParenthesised(text) ? text.slice(1, -1).trim() : text;
}

/** Not true of `(a) AND (b)`: its first parenthesis closes early. */
function isParenthesised(text: string): boolean {
  return text.startsWith("(") && text.endsWith(")") && tryParse(text.slice(1, -1)) !== undefined;
}

function isJoined(expression: FilterExpression): boolean {
  return expression.kind === "and" || expression.kind === "or";
}

function canonical(text: string): string {
  const expression = tryParse(text);
  return expression ? formatFilter(expression) : text.trim();
}

function slice(text: string, span: { start: number; end: number }): string {
  return text.slice(span.start, span.end);
}

function tryParse(text: string): FilterExpression | undefined {
  try {
    return parseFilter(text);
  } catch (error) {
    if (error instanceof FilterSyntaxError) return undefined;
    throw error;
  }
}
