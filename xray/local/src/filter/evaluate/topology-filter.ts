import type { TraceFacts } from "../../model/trace-facts.ts";
import type { TraceTopology } from "../../model/trace-topology.ts";
import { compileFilter } from "./evaluate-filter.ts";
import type { FilterExpression } from "../filter-expression.ts";

/**
 * Compiles a filter that depends only on a trace's topology, such as `service("backend-flask")` or `edge("a", "b") OR
 * inferred`, to a function of the topology; undefined for other filters. It then decides for all traces of a topology
 * at once.
 */
export function compileTopologyFilter(
  expression: FilterExpression,
): ((topology: TraceTopology) => boolean) | undefined {
  if (!asksForTopologyAlone(expression)) return undefined;
  const matches = compileFilter(expression, { groups: new Map() });
  return (topology) => matches(topology as unknown as TraceFacts);
}

/** Groups do not count, because their filters may change to anything. */
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
