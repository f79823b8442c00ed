import type { CriticalStretch } from "./critical-path.ts";

/** A stretch of the critical path, and the line of the timeline that shows it. */
export interface CriticalLine {
  /** The index of the line among the visible entries. */
  index: number;
  startMs: number;
  endMs: number;
}

/** Shorter stretches, as a share of the response, would only clutter the path. */
const LEAST_SHARE = 0.008;

/**
 * The critical path on the visible lines. A stretch in a folded step is drawn on the line of that step. Neighbouring
 * stretches of one line are joined, and short ones left out. `indexes` gives the lines by the ids of rows
 * (`indexEntries`).
 *
 *     stretches a 0–1, b 1–2, a 2–9 with b folded into a   ->   line of a 0–9
 */
export function criticalLines(
  stretches: readonly CriticalStretch[],
  indexes: ReadonlyMap<string, number>,
  responseMs: number,
): readonly CriticalLine[] {
  const lines: CriticalLine[] = [];
  for (const stretch of stretches) {
    const index = shownAt(stretch, indexes);
    if (index === undefined) continue;
    const last = lines.at(-1);
    if (last?.index === index) last.endMs = stretch.endMs;
    else lines.push({ index, startMs: stretch.startMs, endMs: stretch.endMs });
  }
  return lines.filter((line) => line.endMs - line.startMs >= LEAST_SHARE * responseMs);
}

function shownAt(stretch: CriticalStretch, indexes: ReadonlyMap<string, number>): number | undefined {
  for (let step: CriticalStretch["step"] | undefined = stretch.step; step; step = step.parent) {
    const index = indexes.get(step.id);
    if (index !== undefined) return index;
  }
  return undefined;
}
