import { useCallback, useEffect, useMemo, useRef } from "react";
import type { TraceView } from "../../../links.ts";
import { entryIndexOf } from "../../../timeline/fold-rows.ts";
import type { TimelineRow } from "../../../timeline/timeline-rows.ts";
import type { useTimeline } from "./use-timeline.ts";
import { clampWindow, isWhole, windowShowing } from "../../../timeline/time-axis/zoom.ts";
import type { TimeWindow } from "../../../timeline/time-axis/zoom.ts";

/** Where a person is in the trace: window, selected line, what is folded, and the ways to change them. */
export function useTraceSteps({
  rootId,
  model: { rowsById, indexes, entries, whole },
  view,
  change,
  scrollTo,
}: {
  /** Selected where the address names no row. */
  rootId: string;
  model: Pick<ReturnType<typeof useTimeline>, "rowsById" | "indexes" | "entries" | "whole">;
  view: TraceView;
  change: (values: Partial<TraceView>) => void;
  scrollTo: (index: number) => void;
}) {
  const window = useMemo(
    () =>
      view.zoom
        ? clampWindow({ fromMs: view.zoom.fromSec * 1000, toMs: view.zoom.toSec * 1000 }, whole)
        : whole,
    [view.zoom, whole],
  );
  const setWindow = useCallback(
    (next: TimeWindow) => {
      const clamped = clampWindow(next, whole);
      change({ zoom: isWhole(clamped, whole) ? undefined : toZoom(clamped) });
    },
    [change, whole],
  );
  const selectedIndex = Math.max(0, entryIndexOf(indexes, rowsById, view.row === "" ? rootId : view.row));
  const toggle = useCallback(
    (id: string) =>
      change({
        fold: view.fold.includes(id) ? view.fold.filter((other) => other !== id) : [...view.fold, id],
      }),
    [change, view.fold],
  );
  const isToScroll = useRef(false);
  const latestScrollTo = useRef(scrollTo);
  useEffect(() => {
    latestScrollTo.current = scrollTo;
  });
  /** Selects a step wherever it is: unfolds what hides it, moves the window only if the step lies outside. */
  const goTo = useCallback(
    (id: string, isAlone = false) => {
      // Where it is selected already: somebody may have scrolled away from it.
      latestScrollTo.current(entryIndexOf(indexes, rowsById, id));
      const row = rowsById.get(id);
      const moved = row && windowShowing(window, row.startMs, row.endMs, whole);
      isToScroll.current = true;
      const hiding = row ? ancestorIds(row) : NO_IDS;
      const shown = view.fold.filter((folded) => !hiding.has(folded));
      const run = isAlone ? entries[indexes.get(id) ?? -1] : undefined;
      // A run is open when its id is among the folded.
      const fold = run?.kind === "run" && run.folded ? [...shown, run.id] : shown;
      change({
        row: id,
        ...(moved && moved !== window ? { zoom: toZoom(moved) } : {}),
        ...(fold.length === view.fold.length ? {} : { fold }),
      });
    },
    [change, entries, indexes, rowsById, window, whole, view.fold],
  );
  const goToAlone = useCallback((id: string) => goTo(id, true), [goTo]);
  // After the rows are there: what was unfolded moves the line.
  useEffect(() => {
    if (isToScroll.current) latestScrollTo.current(selectedIndex);
    isToScroll.current = false;
  }, [selectedIndex]);
  return { window, setWindow, selectedIndex, toggle, goTo, goToAlone };
}

const NO_IDS: ReadonlySet<string> = new Set();

function ancestorIds(row: TimelineRow): ReadonlySet<string> {
  const ids = new Set<string>();
  for (let above = row.step.parent; above; above = above.parent) ids.add(above.id);
  return ids;
}

/** To the microsecond: the address stays short. */
function toZoom(window: TimeWindow): { fromSec: number; toSec: number } {
  const seconds = (ms: number) => Math.round(ms * 1e3) / 1e6;
  return { fromSec: seconds(window.fromMs), toSec: seconds(window.toMs) };
}
