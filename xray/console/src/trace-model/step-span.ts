import type { TraceNode } from "./trace-node.ts";

export interface StepSpan {
  /** Time in which none of its children ran. */
  ownMs: number;
  /** The wait that ended right before this step began, among its siblings. */
  waitedBefore: TraceNode | undefined;
}

/** A wait belongs to the step that follows it within this; clients record whole milliseconds. */
const ADJACENT_MS = 1.5;

export function stepSpan(node: TraceNode): StepSpan {
  let ownMs = 0;
  let at = node.startMs;
  for (const child of node.children) {
    if (child.startMs > at) ownMs += Math.min(child.startMs, node.endMs) - Math.min(at, node.endMs);
    at = Math.max(at, child.endMs);
  }
  ownMs += Math.max(0, node.endMs - at);
  return { ownMs, waitedBefore: node.wait ? undefined : findWaitBefore(node) };
}

function findWaitBefore(node: TraceNode): TraceNode | undefined {
  return node.parent?.children.find(
    (sibling) => sibling.wait && Math.abs(sibling.endMs - node.startMs) <= ADJACENT_MS,
  );
}
