import { quoteString } from "xray-local/filter/format-filter.ts";
import type { CalledNode, CallRow } from "./call-rows.ts";

/**
 * The filter that finds traces with calls like those of a row. The filter language knows callers and callees but no
 * statements, so it also finds other calls of the same two.
 *
 *     edge(id(name: "checkout"), id(name: "inventory@pg", type: "Database::SQL"))
 */
export function callFilter({ caller, target }: CallRow, condition = ""): string {
  const edge = `edge(${nodeId(caller)}, ${nodeId(target)})`;
  return condition === "" ? edge : `${edge} { ${condition} }`;
}

function nodeId({ name, type }: CalledNode): string {
  const named = `name: ${quoteString(name)}`;
  return type === undefined ? `id(${named})` : `id(${named}, type: ${quoteString(type)})`;
}
