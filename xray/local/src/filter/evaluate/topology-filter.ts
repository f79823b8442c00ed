import type { TraceFacts } from "../../model/trace-facts.ts";
import type { TraceTopology } from "../../model/trace-topology.ts";
import { compileFilter } from "./evaluate-filter.ts";
import type { FilterExpression } from "../filter-expression.ts";

/**
 * Makes a filter into a function of a trace's topology, where it asks for nothing else, as `service("backend-flask")` and
 * `edge("a", "b") OR inferred` do; undefined where it does. All traces of a topology are then decided at once.
 */
export function compileTopologyFilter(
  expression: FilterExpression,
): ((topology: TraceTopology) => boolean) | undefined {
  if (!asksForTopologyAlone(expression)) return undefined;
  const matches = compileFilter(expression, { groups: new Map() });
  return (topology) => matches(topology as unknown as TraceFacts);
}

/** Groups are left out, because what they stand for may change and lead anywhere. */
function asksForTopologyAlone(expression: FilterExpression): boolean {
  switch (expression.kind) {
    case "everything":
      return true;
    case "and":
    case "or":
      return expression.operands.every(asksForTopologyAlone);
    case "not":
      return asksForTopologyAlone(expression.operand);
    case "service":
    case "edge":
      return expression.block === undefined;
    case "presence":
    case "boolean":
      return expression.subject.kind === "keyword" && expression.subject.name === "inferred";
    default:
      return false;
  }
}
