import { formatDuration, formatShare } from "../../lib/format.ts";
import type { CriticalStretch } from "../critical-path/critical-path.ts";
import { durationOf } from "../alike-steps.ts";
import type { Step, TraceTree } from "../step.ts";

export function sumDurations(steps: readonly Step[]): number {
  return steps.reduce((sumMs, step) => sumMs + durationOf(step), 0);
}

/** The sum of stretches of the critical path, milliseconds. */
export function sumStretches(stretches: readonly CriticalStretch[]): number {
  return stretches.reduce((sumMs, stretch) => sumMs + stretch.endMs - stretch.startMs, 0);
}

export function longestStretch(stretches: readonly CriticalStretch[]): CriticalStretch | undefined {
  return stretches.toSorted((a, b) => b.endMs - b.startMs - (a.endMs - a.startMs))[0];
}

export function lengthWords(durationMs: number): string {
  return formatDuration(durationMs / 1000);
}

/** Such as `44 %`, of the response. */
export function shareWords(durationMs: number, tree: TraceTree): string {
  return formatShare(tree.responseMs > 0 ? durationMs / tree.responseMs : 0);
}
