import { useCallback, useMemo } from "react";
import { alikeSiblings, findOutliers, kindKey } from "../../../trace-model/alike-steps.ts";
import { criticalLines } from "../../../trace-model/critical-path/critical-lines.ts";
import { criticalPath } from "../../../trace-model/critical-path/critical-path.ts";
import { findFindings } from "../../../trace-model/findings/findings.ts";
import { findRuns, indexEntries, visibleEntries } from "../../../timeline/fold-rows.ts";
import type { TimelineEntry } from "../../../timeline/fold-rows.ts";
import { rowSlot } from "../../../timeline/row-slot.ts";
import { timeBreakdown } from "../../../trace-model/critical-path/time-breakdown.ts";
import { toTimelineRows } from "../../../timeline/timeline-rows.ts";
import type { TraceTree } from "../../../trace-model/step.ts";
import type { UsualOf } from "../../../trace-model/usual.ts";

/** All that the page computes from a trace. Each part is computed again only when its input has changed. */
export function useTimeline(tree: TraceTree, fold: readonly string[], usualOf: UsualOf) {
  const rows = useMemo(() => toTimelineRows(tree), [tree]);
  const rowsById = useMemo(() => new Map(rows.map((row) => [row.id, row])), [rows]);
  const stretches = useMemo(() => criticalPath(tree), [tree]);
  const parts = useMemo(() => timeBreakdown(tree, stretches), [tree, stretches]);
  const findings = useMemo(() => findFindings(tree, stretches, usualOf), [tree, stretches, usualOf]);
  const outliers = useMemo(() => findOutliers(alikeSiblings(tree)), [tree]);
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
  const slotOf = useCallback(
    (entry: TimelineEntry) => rowSlot(entry, findings, outliers, tree.responseMs),
    [findings, outliers, tree.responseMs],
  );
  /** How many kinds of steps there are. */
  const kinds = useMemo(() => new Set(tree.steps.map(kindKey)).size, [tree]);
  const hasOutliers = outliers.length > 0 || findings.some(({ kind }) => kind === "unusual");
  return {
    hasOutliers,
    slotOf,
    kinds,
    rows,
    rowsById,
    parts,
    findings,
    outliers,
    entries,
    indexes,
    foldedRuns,
    lines,
    whole,
  };
}
