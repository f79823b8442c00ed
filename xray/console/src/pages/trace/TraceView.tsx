import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Scope } from "../../links.ts";
import { entryIndexOf } from "../../timeline/fold-rows.ts";
import { rowSlot } from "../../timeline/row-slot.ts";
import { Timeline } from "../../timeline/Timeline.tsx";
import type { TimelineHandle } from "../../timeline/Timeline.tsx";
import type { TimelineRow } from "../../timeline/timeline-rows.ts";
import type { TraceTree } from "../../timeline/trace-node.ts";
import { clampWindow, isWhole, windowShowing } from "../../timeline/zoom.ts";
import type { TimeWindow } from "../../timeline/zoom.ts";
import { SideSheet } from "../../ui/SideSheet.tsx";
import { MEDIUM, useMedia } from "../../ui/use-media.ts";
import { Details } from "./Details.tsx";
import { FindRow } from "./FindRow.tsx";
import { FindingList } from "./FindingList.tsx";
import { quietWords } from "./quiet-words.ts";
import { TraceFoot } from "./TraceFoot.tsx";
import { TraceMap } from "./TraceMap.tsx";
import type { Neighbours } from "./use-neighbours.ts";
import { useTimeline } from "./use-timeline.ts";
import type { LoadedTrace } from "./use-trace.ts";
import { useTraceKeys } from "./use-trace-keys.ts";
import { useTraceView } from "./use-trace-view.ts";
import { WhereItWent } from "./WhereItWent.tsx";

export function TraceView({
  trace,
  tree,
  isStale,
  scope,
  filter,
  neighbours,
}: {
  trace: LoadedTrace;
  tree: TraceTree;
  /** Another trace is on its way. */
  isStale: boolean;
  scope: Scope;
  filter: string;
  neighbours: Neighbours | undefined;
}) {
  const [view, change] = useTraceView(trace.id);
  const { rows, rowsById, parts, findings, entries, indexes, foldedRuns, lines, whole } = useTimeline(
    tree,
    view.fold,
  );
  const [isPathShown, setPathShown] = useState(true);
  const [isSideOpen, setSideOpen] = useState(false);
  const isSheet = useMedia(MEDIUM);
  const timeline = useRef<TimelineHandle>(null);
  const find = useRef<HTMLInputElement>(null);

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
  const rootId = tree.main?.id ?? "";
  const selectedIndex = Math.max(0, entryIndexOf(indexes, rowsById, view.row === "" ? rootId : view.row));
  const selected = entries[selectedIndex];

  const select = useCallback(
    (id: string) => {
      change({ row: id });
      setSideOpen(true);
    },
    [change],
  );
  const toggle = useCallback(
    (id: string) =>
      change({
        fold: view.fold.includes(id) ? view.fold.filter((other) => other !== id) : [...view.fold, id],
      }),
    [change, view.fold],
  );
  const isToScroll = useRef(true);
  /** Selects a step wherever it is: unfolds what hides it, moves the window only if the step lies outside. */
  const goTo = useCallback(
    (id: string) => {
      const row = rowsById.get(id);
      const moved = row && windowShowing(window, row.startMs, row.endMs, whole);
      const hiding = row ? ancestorIds(row) : NO_IDS;
      isToScroll.current = true;
      change({
        row: id,
        ...(moved && moved !== window ? { zoom: toZoom(moved) } : {}),
        ...(view.fold.some((folded) => hiding.has(folded))
          ? { fold: view.fold.filter((folded) => !hiding.has(folded)) }
          : {}),
      });
    },
    [change, rowsById, window, whole, view.fold],
  );
  useTraceKeys({
    entries,
    selectedIndex,
    findings,
    window,
    whole,
    goTo,
    toggle,
    setWindow,
    togglePath: () => setPathShown((shown) => !shown),
    focusFind: () => find.current?.focus(),
    neighbours,
    scope,
    filter,
  });
  // After the rows are there: a link to a row may lead far down, and what was unfolded moves it.
  useEffect(() => {
    if (isToScroll.current) timeline.current?.scrollToIndex(selectedIndex);
    isToScroll.current = false;
  }, [selectedIndex]);

  const slotOf = useCallback(
    (row: TimelineRow) => rowSlot(row, findings, tree.responseMs),
    [findings, tree.responseMs],
  );
  return (
    <div className={isStale ? "view view-stale" : "view"}>
      <div className="view-main">
        <WhereItWent parts={parts} onStep={goTo} />
        <FindingList
          findings={findings}
          quiet={quietWords(tree, trace.id, neighbours?.summaries ?? [])}
          chosenId={view.row}
          onChoose={(finding) => goTo(finding.rowId)}
        />
        {trace.isCut ? (
          <p className="view-cut">
            The trace is over X-Ray’s limit for one trace: on AWS, parts of it would be missing.
          </p>
        ) : null}
        <Timeline
          ref={timeline}
          rows={rows}
          entries={entries}
          lines={isPathShown ? lines : NO_LINES}
          slotOf={slotOf}
          whole={whole}
          window={window}
          endMs={tree.main?.endMs ?? tree.endMs}
          selectedIndex={selectedIndex}
          keyId={parts[0]?.longestId}
          onSelect={select}
          onToggle={toggle}
          onWindow={setWindow}
          head={
            <FindRow ref={find} rows={rows} shown={entries.length} foldedRuns={foldedRuns} onStep={goTo} />
          }
        />
        <TraceFoot />
      </div>
      {selected ? (
        <SideSheet isSheet={isSheet} isOpen={isSideOpen} label="Details" onClose={() => setSideOpen(false)}>
          <TraceMap id={trace.id} tree={tree} onStep={goTo} />
          <Details
            traceId={trace.id}
            tree={tree}
            entry={selected}
            summaries={neighbours?.summaries ?? NO_SUMMARIES}
            scope={scope}
            filter={filter}
            onStep={goTo}
          />
        </SideSheet>
      ) : null}
    </div>
  );
}

const NO_LINES: ReturnType<typeof useTimeline>["lines"] = [];
const NO_SUMMARIES: Neighbours["summaries"] = [];

const NO_IDS: ReadonlySet<string> = new Set();

function ancestorIds(row: TimelineRow): ReadonlySet<string> {
  const ids = new Set<string>();
  for (let above = row.node.parent; above; above = above.parent) ids.add(above.id);
  return ids;
}

/** To the microsecond: the address stays short. */
function toZoom(window: TimeWindow): { fromSec: number; toSec: number } {
  const seconds = (ms: number) => Math.round(ms * 1e3) / 1e6;
  return { fromSec: seconds(window.fromMs), toSec: seconds(window.toMs) };
}
