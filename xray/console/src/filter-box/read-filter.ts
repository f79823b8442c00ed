import type { FilterExpression } from "xray-local/filter/filter-expression.ts";
import { formatFilter } from "xray-local/filter/format-filter.ts";
import { FilterSyntaxError, parseFilter } from "xray-local/filter/parse/parse-filter.ts";

/** The text of a filter, and what the parser makes of it: an expression or an error. */
export interface ReadFilter {
  text: string;
  error: FilterSyntaxError | undefined;
  expression: FilterExpression | undefined;
  /** Its conditions that are joined by AND, in canonical form: `ok AND http.status=500` → `ok`, `http.status = 500`. */
  conditions: ReadonlySet<string>;
}

/** The input, the list, the refiners, the palette and the notices use the same text: it is parsed once for all. */
const REMEMBERED = 16;
const remembered = new Map<string, ReadFilter>();

/** Returns the same object for the same text, as long as it is in use. */
export function readFilter(text: string): ReadFilter {
  const read = remembered.get(text) ?? parse(text);
  // Inserted again below, so that the text used last is evicted last.
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
