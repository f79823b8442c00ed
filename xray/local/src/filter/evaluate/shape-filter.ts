import type { EdgeFacts, ServiceFacts, TraceFacts } from "../../model/trace-facts.ts";
import { compileFilter } from "./evaluate-filter.ts";
import type { FilterExpression } from "../filter-expression.ts";

/** What many traces have in common: nodes and edges without their requests. */
export interface TraceShape {
  services: readonly Omit<ServiceFacts, "requests">[];
  edges: readonly Omit<EdgeFacts, "requests">[];
}

/**
 * Makes a filter into a function of a trace's shape, where it asks for nothing else, as `service("backend-flask")` and
 * `edge("a", "b") OR inferred` do; undefined where it does. All traces of a shape are then decided at once.
 */
export function compileShapeFilter(
  expression: FilterExpression,
): ((shape: TraceShape) => boolean) | undefined {
  if (!asksForShapeAlone(expression)) return undefined;
  const matches = compileFilter(expression, { groups: new Map() });
  return (shape) => matches(shape as unknown as TraceFacts);
}

/** Groups are left out, because what they stand for may change and lead anywhere. */
function asksForShapeAlone(expression: FilterExpression): boolean {
  switch (expression.kind) {
    case "everything":
      return true;
    case "and":
    case "or":
      return expression.operands.every(asksForShapeAlone);
    case "not":
      return asksForShapeAlone(expression.operand);
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
