import { useCallback, useRef, useState } from "react";
import type { Scope } from "../../links.ts";
import type { TimelineHandle } from "../../timeline/Timeline.tsx";
import type { TimelineEntry } from "../../timeline/fold-rows.ts";
import type { TraceTree } from "../../trace-model/step.ts";
import { MEDIUM, useMedia } from "../../ui/use-media.ts";
import { TabArea } from "./tabs/TabArea.tsx";
import { useTimeline } from "./state/use-timeline.ts";
import { TraceAnswers } from "./TraceAnswers.tsx";
import { TraceSide } from "./TraceSide.tsx";
import type { Neighbours } from "./state/use-neighbours.ts";
import type { LoadedTrace } from "./state/use-trace.ts";
import { useTraceKeys } from "./state/use-trace-keys.ts";
import { useTraceSteps } from "./state/use-trace-steps.ts";
import { useTraceView } from "./state/use-trace-view.ts";
import { useUsual } from "./state/use-usual.ts";
import "../../answers/answer.css";
import "./tabs/trace-tabs.css";

export function TraceView({
  trace,
  tree,
  isStale,
  scope,
  filter,
  neighbours,
  nextSlowest,
  leave,
}: {
  trace: LoadedTrace;
  tree: TraceTree;
  /** Another trace is on its way. */
  isStale: boolean;
  scope: Scope;
  filter: string;
  neighbours: Neighbours | undefined;
  /** The trace of the list that took a little less time. */
  nextSlowest: string | undefined;
  /** Goes back to the list. */
  leave: () => void;
}) {
  const [view, change] = useTraceView(trace.id);
  const usual = useUsual(tree, scope);
  const model = useTimeline(tree, view.fold, usual.usualOf);
  const { parts, findings, outliers, entries } = model;
  const [isSideOpen, setSideOpen] = useState(false);
  const isSheet = useMedia(MEDIUM);
  const timeline = useRef<TimelineHandle>(null);
  const place = useTraceSteps({
    rootId: tree.main?.id ?? "",
    model,
    view,
    change,
    scrollTo: (index) => timeline.current?.scrollToIndex(index),
  });
  const { goTo, goToAlone } = place;
  const selected = entries[place.selectedIndex];
  const stepId = stepIdOf(selected, view.row);
  const select = useCallback(
    (id: string) => {
      change({ row: id });
      setSideOpen(true);
    },
    [change],
  );
  useTraceKeys({
    selected,
    findings,
    outliers,
    stepId,
    tab: view.tab,
    goTo,
    goToAlone,
    setTab: (tab) => change({ tab }),
    neighbours,
    nextSlowest,
    scope,
    filter,
    leave,
  });
  return (
    <div className={isStale ? "view view-stale" : "view"}>
      <div className="view-main">
        <TraceAnswers
          trace={trace}
          tree={tree}
          parts={parts}
          findings={findings}
          chosenId={view.row}
          neighbours={neighbours}
          onStep={goTo}
        />
        <TabArea
          ref={timeline}
          traceId={trace.id}
          tree={tree}
          usual={usual}
          model={model}
          view={view}
          change={change}
          place={place}
          stepId={stepId}
          onSelect={select}
        />
      </div>
      {selected ? (
        <TraceSide
          traceId={trace.id}
          tree={tree}
          entry={selected}
          neighbours={neighbours}
          scope={scope}
          filter={filter}
          isSheet={isSheet}
          isOpen={isSideOpen}
          view={view}
          change={change}
          onClose={() => setSideOpen(false)}
          onStep={goTo}
        />
      ) : null}
    </div>
  );
}

/** The step that is selected: of a run the one that the address names, else its first. */
function stepIdOf(entry: TimelineEntry | undefined, rowId: string): string {
  if (entry === undefined) return "";
  if (entry.kind === "row") return entry.row.id;
  return (entry.rows.find(({ id }) => id === rowId) ?? entry.rows[0])?.id ?? "";
}
