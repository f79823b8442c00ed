import { quoteString } from "xray-local/filter/format-filter.ts";
import type { CalledNode, CallRow } from "./call-rows.ts";

/**
 * The expression that finds traces with calls like that of a row. The filter language knows who called whom and no
 * statement, so that it finds other calls of the same two as well.
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
