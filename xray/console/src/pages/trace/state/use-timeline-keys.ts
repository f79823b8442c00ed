import { pan, windowAround, zoomAt } from "../../../timeline/time-axis/zoom.ts";
import type { TimeWindow } from "../../../timeline/time-axis/zoom.ts";
import type { TimelineEntry } from "../../../timeline/fold-rows.ts";
import { useKeys } from "../../../ui/use-keys.ts";

/** One press of a key moves the window by this share of itself, or scales it by this. */
const PAN_SHARE = 0.2;
const ZOOM_FACTOR = 0.6;

interface TimelineKeys {
  entries: readonly TimelineEntry[];
  selectedIndex: number;
  window: TimeWindow;
  whole: TimeWindow;
  goTo: (id: string) => void;
  toggle: (id: string) => void;
  setWindow: (window: TimeWindow) => void;
  togglePath: () => void;
  focusFind: () => void;
}

/** The keys of the timeline, as the sheet of shortcuts lists them. */
export function useTimelineKeys(keys: TimelineKeys): void {
  const { entries, selectedIndex, window, whole, setWindow } = keys;
  const selected = entries[selectedIndex];
  const move = (by: number) => {
    const next = entries[Math.min(entries.length - 1, Math.max(0, selectedIndex + by))];
    if (next) keys.goTo(next.id);
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
    f: keys.focusFind,
  });
}

/** ← folds an open row; from a closed one it goes to the row above it. */
function foldOrLeave({ entries, selectedIndex, toggle, goTo }: TimelineKeys): void {
  const entry = entries[selectedIndex];
  if (entry?.foldable && !entry.folded) return toggle(entry.id);
  const above = entries.slice(0, selectedIndex).findLast((other) => other.depth < (entry?.depth ?? 0));
  if (above) goTo(above.id);
}

/** → unfolds a closed row; from an open one it goes to the first below. */
function unfoldOrEnter({ entries, selectedIndex, toggle, goTo }: TimelineKeys): void {
  const entry = entries[selectedIndex];
  if (!entry?.foldable) return;
  if (entry.folded) return toggle(entry.id);
  const below = entries[selectedIndex + 1];
  if (below) goTo(below.id);
}

function spanOf(entry: TimelineEntry): [startMs: number, endMs: number] {
  return entry.kind === "row" ? [entry.row.startMs, entry.row.endMs] : [entry.startMs, entry.endMs];
}

function middleOf(window: TimeWindow): number {
  return (window.fromMs + window.toMs) / 2;
}
