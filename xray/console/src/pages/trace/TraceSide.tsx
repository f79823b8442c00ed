import type { Scope, TraceView } from "../../links.ts";
import type { TimelineEntry } from "../../timeline/fold-rows.ts";
import type { TraceTree } from "../../trace-model/step.ts";
import { SideSheet } from "../../ui/overlays/SideSheet.tsx";
import { Details } from "./details/Details.tsx";
import { LinkedMap } from "./LinkedMap.tsx";
import { LinkedSection } from "./details/LinkedSection.tsx";
import { useLinkedTraces } from "../../api/use-linked-traces.ts";
import { TraceMap } from "./TraceMap.tsx";
import type { Neighbours } from "./state/use-neighbours.ts";

/** Beside the rows: the map of the trace, and all that is known of the selected line. */
export function TraceSide({
  traceId,
  tree,
  entry,
  neighbours,
  scope,
  filter,
  isSheet,
  isOpen,
  view,
  change,
  onClose,
  onStep,
}: {
  traceId: string;
  tree: TraceTree;
  /** The selected line. */
  entry: TimelineEntry;
  neighbours: Neighbours | undefined;
  scope: Scope;
  filter: string;
  /** The window is narrow. */
  isSheet: boolean;
  isOpen: boolean;
  view: TraceView;
  change: (values: Partial<TraceView>) => void;
  onClose: () => void;
  onStep: (id: string) => void;
}) {
  const linked = useLinkedTraces(traceId);
  const hasLinked = linked !== undefined && linked.traces.length > 0;
  const section = hasLinked ? (
    <LinkedSection
      linked={linked}
      tree={tree}
      scope={scope}
      onStep={onStep}
      onMap={() => change({ isMapOfLinked: true })}
    />
  ) : null;
  return (
    <>
      <SideSheet isSheet={isSheet} isOpen={isOpen} label="Details" onClose={onClose}>
        <TraceMap id={traceId} tree={tree} onStep={onStep} />
        <Details
          traceId={traceId}
          tree={tree}
          entry={entry}
          summaries={neighbours?.summaries ?? NO_SUMMARIES}
          scope={scope}
          filter={filter}
          linked={hasLinked ? { count: linked.traces.length, section } : undefined}
          onStep={onStep}
        />
      </SideSheet>
      {hasLinked ? (
        <LinkedMap
          id={traceId}
          tree={tree}
          linked={linked}
          scope={scope}
          isOpen={view.isMapOfLinked}
          onStep={onStep}
          onClose={() => change({ isMapOfLinked: false })}
        />
      ) : null}
    </>
  );
}

const NO_SUMMARIES: Neighbours["summaries"] = [];
