import { useCallback, useRef, useState } from "react";
import type { Scope } from "../../links.ts";
import { rowSlot } from "../../timeline/row-slot.ts";
import { Timeline } from "../../timeline/Timeline.tsx";
import type { TimelineHandle } from "../../timeline/Timeline.tsx";
import type { TimelineRow } from "../../timeline/timeline-rows.ts";
import type { TraceTree } from "../../trace-model/step.ts";
import { SideSheet } from "../../ui/overlays/SideSheet.tsx";
import { MEDIUM, useMedia } from "../../ui/use-media.ts";
import { Details } from "./details/Details.tsx";
import { FindRow } from "./FindRow.tsx";
import { FindingList } from "./FindingList.tsx";
import { quietWords } from "./details/quiet-words.ts";
import { TraceFoot } from "./TraceFoot.tsx";
import { TraceMap } from "./TraceMap.tsx";
import type { Neighbours } from "./state/use-neighbours.ts";
import { useTimeline } from "./state/use-timeline.ts";
import type { LoadedTrace } from "./state/use-trace.ts";
import { useTraceKeys } from "./state/use-trace-keys.ts";
import { useTraceSteps } from "./state/use-trace-steps.ts";
import { useTraceView } from "./state/use-trace-view.ts";
import { WhereItWent } from "./details/WhereItWent.tsx";

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

  const { window, setWindow, selectedIndex, toggle, goTo } = useTraceSteps({
    rootId: tree.main?.id ?? "",
    rowsById,
    indexes,
    whole,
    view,
    change,
    scrollTo: (index) => timeline.current?.scrollToIndex(index),
  });
  const selected = entries[selectedIndex];
  const select = useCallback(
    (id: string) => {
      change({ row: id });
      setSideOpen(true);
    },
    [change],
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
          onStep={goTo}
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
