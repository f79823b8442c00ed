import type { FilterExpression } from "xray-local/filter/filter-expression.ts";
import { formatFilter } from "xray-local/filter/format-filter.ts";
import { FilterSyntaxError, parseFilter } from "xray-local/filter/parse/parse-filter.ts";

/** A filter's text with what the parser says of it: an expression or an error. */
export interface ReadFilter {
  text: string;
  error: FilterSyntaxError | undefined;
  expression: FilterExpression | undefined;
  /** What it joins by AND, each in canonical form: `ok AND http.status=500` → `ok`, `http.status = 500`. */
  conditions: ReadonlySet<string>;
}

/** The line, the list, the refiners, the palette and the notices look at the same text: it is parsed once for all. */
const REMEMBERED = 16;
const remembered = new Map<string, ReadFilter>();

/** The same object for the same text, as long as it is in use. */
export function readFilter(text: string): ReadFilter {
  const read = remembered.get(text) ?? parse(text);
  // The text that was asked for last goes last.
  remembered.delete(text);
  remembered.set(text, read);
  for (const oldest of remembered.keys()) {
    if (remembered.size <= REMEMBERED) break;
    remembered.delete(oldest);
  }
  return read;
}

function parse(text: string): ReadFilter {
  try {
    const expression = parseFilter(text);
    return { text, error: undefined, expression, conditions: conditionsOf(expression) };
  } catch (error) {
    if (!(error instanceof FilterSyntaxError)) throw error;
    return { text, error, expression: undefined, conditions: new Set() };
  }
}

function conditionsOf(expression: FilterExpression): ReadonlySet<string> {
  if (expression.kind === "everything") return new Set();
  const operands = expression.kind === "and" ? expression.operands : [expression];
  return new Set(operands.map(formatFilter));
}
