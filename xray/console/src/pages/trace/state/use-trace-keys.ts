import { useNavigate } from "react-router";
import { TRACE_TABS, tracePath } from "../../../links.ts";
import type { Scope, TraceTab } from "../../../links.ts";
import type { Outlier } from "../../../trace-model/alike-steps.ts";
import type { Finding } from "../../../trace-model/findings/finding.ts";
import type { TimelineEntry } from "../../../timeline/fold-rows.ts";
import { useKeys } from "../../../ui/use-keys.ts";
import type { Keys } from "../../../ui/use-keys.ts";
import type { Neighbours } from "./use-neighbours.ts";

export interface TraceKeys {
  /** The selected line of the timeline. */
  selected: TimelineEntry | undefined;
  findings: readonly Finding[];
  outliers: readonly Outlier[];
  /** The id of the selected step. */
  stepId: string;
  tab: TraceTab;
  goTo: (id: string) => void;
  /** Shows a step as a row of its own, also out of a run. */
  goToAlone: (id: string) => void;
  setTab: (tab: TraceTab) => void;
  neighbours: Neighbours | undefined;
  /** The trace of the list that took a little less time. */
  nextSlowest: string | undefined;
  scope: Scope;
  filter: string;
  leave: () => void;
}

/** The keys of a trace that mean the same in all of its tabs, as the sheet of shortcuts lists them. */
export function useTraceKeys(keys: TraceKeys): void {
  const navigate = useNavigate();
  const { selected, neighbours } = keys;
  const open = (id: string | undefined) => {
    if (id === undefined) return;
    void navigate(tracePath(id, keys.scope, { filter: keys.filter, tab: keys.tab }));
  };
  const finding = (by: number) => {
    const target = nextFinding(keys.findings, selected, by);
    if (target) keys.goTo(target.rowId);
  };
  const tabs: Record<string, Keys[string]> = {};
  for (const [index, tab] of TRACE_TABS.entries()) tabs[String(index + 1)] = () => keys.setTab(tab);
  useKeys({
    ...tabs,
    n: () => finding(1),
    p: () => finding(-1),
    o: () => {
      const target = nextOutlier(keys);
      if (target !== undefined) keys.goToAlone(target);
    },
    s: () => open(keys.nextSlowest),
    "[": () => open(neighbours?.newer),
    "]": () => open(neighbours?.older),
    Escape: keys.leave,
  });
}

/** Outliers and steps that took longer than usual, in order of start, round at the end. */
function nextOutlier({ outliers, findings, stepId }: TraceKeys): string | undefined {
  const places = new Map(outliers.map(({ step }) => [step.id, step.startMs]));
  for (const { kind, rowId, atMs } of findings) if (kind === "unusual") places.set(rowId, atMs);
  const ids = [...places].toSorted((a, b) => a[1] - b[1]).map(([id]) => id);
  return ids[(ids.indexOf(stepId) + 1) % Math.max(1, ids.length)];
}

function nextFinding(
  findings: readonly Finding[],
  selected: TimelineEntry | undefined,
  by: number,
): Finding | undefined {
  if (findings.length === 0) return undefined;
  const isOf = (finding: Finding) =>
    finding.rowId === selected?.id ||
    (selected?.kind === "run" && selected.rows.some((row) => row.id === finding.rowId));
  const at = findings.findIndex(isOf);
  if (at < 0) return findings[by > 0 ? 0 : findings.length - 1];
  return findings[(at + by + findings.length) % findings.length];
}
