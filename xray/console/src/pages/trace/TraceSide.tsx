import type { Scope } from "../../links.ts";
import type { TimelineEntry } from "../../timeline/fold-rows.ts";
import type { TraceTree } from "../../trace-model/step.ts";
import { SideSheet } from "../../ui/overlays/SideSheet.tsx";
import { Details } from "./details/Details.tsx";
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
  onClose: () => void;
  onStep: (id: string) => void;
}) {
  return (
    <SideSheet isSheet={isSheet} isOpen={isOpen} label="Details" onClose={onClose}>
      <TraceMap id={traceId} tree={tree} onStep={onStep} />
      <Details
        traceId={traceId}
        tree={tree}
        entry={entry}
        summaries={neighbours?.summaries ?? NO_SUMMARIES}
        scope={scope}
        filter={filter}
        onStep={onStep}
      />
    </SideSheet>
  );
}

const NO_SUMMARIES: Neighbours["summaries"] = [];
