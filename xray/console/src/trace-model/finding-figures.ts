import { formatDuration, formatShare } from "../lib/format.ts";
import type { CriticalStep } from "./critical-path.ts";
import type { TraceNode, TraceTree } from "./trace-node.ts";

/** Of one step, milliseconds. */
export function durationOf(node: TraceNode): number {
  return node.endMs - node.startMs;
}

export function sumDurations(nodes: readonly TraceNode[]): number {
  return nodes.reduce((sumMs, node) => sumMs + durationOf(node), 0);
}

/** Of stretches of the critical path, milliseconds. */
export function sumStretches(steps: readonly CriticalStep[]): number {
  return steps.reduce((sumMs, step) => sumMs + step.endMs - step.startMs, 0);
}

export function longestStretch(steps: readonly CriticalStep[]): CriticalStep | undefined {
  return steps.toSorted((a, b) => b.endMs - b.startMs - (a.endMs - a.startMs))[0];
}

export function lengthWords(durationMs: number): string {
  return formatDuration(durationMs / 1000);
}

/** `44 %` of the response. */
export function shareWords(durationMs: number, tree: TraceTree): string {
  return formatShare(tree.responseMs > 0 ? durationMs / tree.responseMs : 0);
}
