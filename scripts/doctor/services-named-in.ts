import type { FilterExpression, NodeSelector } from "xray-local/filter/filter-expression.ts";

/** The services that a filter asks for, without those that it excludes with `!`. */
export function servicesNamedIn(expression: FilterExpression): readonly string[] {
  switch (expression.kind) {
    case "and":
    case "or":
      return [...new Set(expression.operands.flatMap(servicesNamedIn))];
    case "service":
      return nameOf(expression.node);
    case "edge":
      return [...nameOf(expression.from), ...nameOf(expression.to)];
    default:
      return [];
  }
}

function nameOf(node: NodeSelector | undefined): readonly string[] {
  if (!node) return [];
  if (node.kind === "name") return [node.name];
  return node.parts.filter(({ part }) => part === "name").map(({ value }) => value);
}
