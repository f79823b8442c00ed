import { useMemo } from "react";
import { criticalLines } from "../../../trace-model/critical-path/critical-lines.ts";
import { criticalPath } from "../../../trace-model/critical-path/critical-path.ts";
import { findFindings } from "../../../trace-model/findings/findings.ts";
import { findRuns, indexEntries, visibleEntries } from "../../../timeline/fold-rows.ts";
import { timeBreakdown } from "../../../trace-model/critical-path/time-breakdown.ts";
import { toTimelineRows } from "../../../timeline/timeline-rows.ts";
import type { TraceTree } from "../../../trace-model/step.ts";

/** All that is worked out of a trace for its page, each part again only when what it depends on has changed. */
export function useTimeline(tree: TraceTree, fold: readonly string[]) {
  const rows = useMemo(() => toTimelineRows(tree), [tree]);
  const rowsById = useMemo(() => new Map(rows.map((row) => [row.id, row])), [rows]);
  const stretches = useMemo(() => criticalPath(tree), [tree]);
  const parts = useMemo(() => timeBreakdown(tree, stretches), [tree, stretches]);
  const findings = useMemo(() => findFindings(tree, stretches), [tree, stretches]);
  const runs = useMemo(() => findRuns(rows), [rows]);
  const entries = useMemo(() => visibleEntries(rows, runs, new Set(fold)), [rows, runs, fold]);
  const indexes = useMemo(() => indexEntries(entries), [entries]);
  const lines = useMemo(
    () => criticalLines(stretches, indexes, tree.responseMs),
    [stretches, indexes, tree.responseMs],
  );
  const foldedRuns = useMemo(
    () => entries.filter((entry) => entry.kind === "run" && entry.folded).length,
    [entries],
  );
  const whole = useMemo(() => ({ fromMs: 0, toMs: Math.max(tree.endMs, 0.01) }), [tree.endMs]);
  return { rows, rowsById, parts, findings, entries, indexes, foldedRuns, lines, whole };
}
