import { useNavigate } from "react-router";
import { tracePath, tracesPath } from "../../../links.ts";
import type { Scope } from "../../../links.ts";
import type { Finding } from "../../../trace-model/findings/finding.ts";
import type { TimelineEntry } from "../../../timeline/fold-rows.ts";
import { pan, windowAround, zoomAt } from "../../../timeline/time-axis/zoom.ts";
import type { TimeWindow } from "../../../timeline/time-axis/zoom.ts";
import { useKeys } from "../../../ui/use-keys.ts";
import type { Neighbours } from "./use-neighbours.ts";

/** One press of a key moves the window by this share of itself, or scales it by this. */
const PAN_SHARE = 0.2;
const ZOOM_FACTOR = 0.6;

export interface TraceKeys {
  entries: readonly TimelineEntry[];
  selectedIndex: number;
  findings: readonly Finding[];
  window: TimeWindow;
  whole: TimeWindow;
  goTo: (id: string) => void;
  toggle: (id: string) => void;
  setWindow: (window: TimeWindow) => void;
  togglePath: () => void;
  focusFind: () => void;
  neighbours: Neighbours | undefined;
  scope: Scope;
  filter: string;
}

/** The keys of the trace page, as the sheet of shortcuts lists them. */
export function useTraceKeys(keys: TraceKeys): void {
  const navigate = useNavigate();
  const { entries, selectedIndex, window, whole, setWindow, neighbours } = keys;
  const selected = entries[selectedIndex];
  const move = (by: number) => {
    const next = entries[Math.min(entries.length - 1, Math.max(0, selectedIndex + by))];
    if (next) keys.goTo(next.id);
  };
  const open = (id: string | undefined) => {
    if (id !== undefined) void navigate(tracePath(id, keys.scope, { filter: keys.filter }));
  };
  const finding = (by: number) => {
    const target = nextFinding(keys.findings, selected, by);
    if (target) keys.goTo(target.rowId);
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    ArrowLeft: () => foldOrLeave(keys),
    ArrowRight: () => unfoldOrEnter(keys),
    Home: () => move(-entries.length),
    End: () => move(entries.length),
    PageDown: () => move(20),
    PageUp: () => move(-20),
    c: keys.togglePath,
    z: () => {
      if (selected) setWindow(windowAround(...spanOf(selected), whole));
    },
    "0": () => setWindow(whole),
    "+": () => setWindow(zoomAt(window, whole, ZOOM_FACTOR, middleOf(window))),
    "-": () => setWindow(zoomAt(window, whole, 1 / ZOOM_FACTOR, middleOf(window))),
    "Shift+ArrowLeft": () => setWindow(pan(window, whole, -PAN_SHARE)),
    "Shift+ArrowRight": () => setWindow(pan(window, whole, PAN_SHARE)),
    n: () => finding(1),
    p: () => finding(-1),
    f: keys.focusFind,
    "[": () => open(neighbours?.newer),
    "]": () => open(neighbours?.older),
    Escape: () => void navigate(tracesPath(keys.scope, { filter: keys.filter })),
  });
}

/** ← folds an open row; from a closed one it goes to the row above it. */
function foldOrLeave({ entries, selectedIndex, toggle, goTo }: TraceKeys): void {
  const entry = entries[selectedIndex];
  if (entry?.foldable && !entry.folded) return toggle(entry.id);
  const above = entries.slice(0, selectedIndex).findLast((other) => other.depth < (entry?.depth ?? 0));
  if (above) goTo(above.id);
}

/** → unfolds a closed row; from an open one it goes to the first below. */
function unfoldOrEnter({ entries, selectedIndex, toggle, goTo }: TraceKeys): void {
  const entry = entries[selectedIndex];
  if (!entry?.foldable) return;
  if (entry.folded) return toggle(entry.id);
  const below = entries[selectedIndex + 1];
  if (below) goTo(below.id);
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

function spanOf(entry: TimelineEntry): [startMs: number, endMs: number] {
  return entry.kind === "row" ? [entry.row.startMs, entry.row.endMs] : [entry.startMs, entry.endMs];
}

function middleOf(window: TimeWindow): number {
  return (window.fromMs + window.toMs) / 2;
}
