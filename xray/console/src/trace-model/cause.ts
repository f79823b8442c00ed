import { resolveCause as resolveAmong } from "xray-local/trace/trace-cause.ts";
import type { ResolvedCause } from "xray-local/trace/trace-cause.ts";
import type { TraceNode, TraceTree } from "./trace-node.ts";

/** The exceptions of a node and where they were recorded. */
export function resolveCause(tree: TraceTree, node: TraceNode): ResolvedCause<TraceNode> | undefined {
  return resolveAmong(node, { steps: tree.nodes, stepsById: tree.byId });
}

/** Steps above that point at what this one recorded, innermost first. */
export function passedOnBy(tree: TraceTree, node: TraceNode): TraceNode[] {
  const passed: TraceNode[] = [];
  for (let above = node.parent; above; above = above.parent) {
    if (resolveCause(tree, above)?.recordedAt === node) passed.push(above);
  }
  return passed;
}
