import { formatNodeId } from "xray-local/filter/format-filter.ts";
import type { CallRow } from "./call-rows.ts";

/**
 * The filter that finds traces with calls like those of a row. The filter language knows callers and callees but no
 * statements, so it also finds other calls of the same two.
 *
 *     edge(id(name: "checkout"), id(name: "inventory@pg", type: "Database::SQL"))
 */
export function callFilter({ caller, target }: CallRow, condition = ""): string {
  const edge = `edge(${formatNodeId(caller.name, caller.type)}, ${formatNodeId(target.name, target.type)})`;
  return condition === "" ? edge : `${edge} { ${condition} }`;
}
