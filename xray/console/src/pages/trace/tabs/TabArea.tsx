import type { Ref } from "react";
import type { TraceView } from "../../../links.ts";
import type { TimelineHandle } from "../../../timeline/Timeline.tsx";
import type { TraceTree } from "../../../trace-model/step.ts";
import type { useTimeline } from "../state/use-timeline.ts";
import type { useTraceSteps } from "../state/use-trace-steps.ts";
import type { UsualFigures } from "../state/use-usual.ts";
import { AddedUpTab } from "./AddedUpTab.tsx";
import { TimelineTab } from "./TimelineTab.tsx";
import { TraceTabs } from "./TraceTabs.tsx";

/** The views of a trace, and the one that is open. */
export function TabArea({
  traceId,
  tree,
  usual,
  model,
  view,
  change,
  place,
  stepId,
  onSelect,
  ref,
}: {
  traceId: string;
  tree: TraceTree;
  usual: UsualFigures;
  model: ReturnType<typeof useTimeline>;
  view: TraceView;
  change: (values: Partial<TraceView>) => void;
  place: ReturnType<typeof useTraceSteps>;
  /** The selected step. */
  stepId: string;
  onSelect: (id: string) => void;
  ref: Ref<TimelineHandle>;
}) {
  return (
    <>
      <TraceTabs
        tab={view.tab}
        counts={{ timeline: model.entries.length, steps: model.kinds }}
        hasOutliers={model.hasOutliers}
        onTab={(tab) => change({ tab })}
      />
      {view.tab === "timeline" ? (
        <TimelineTab
          ref={ref}
          model={model}
          slotOf={model.slotOf}
          window={place.window}
          endMs={tree.main?.endMs ?? tree.endMs}
          selectedIndex={place.selectedIndex}
          goTo={place.goTo}
          onSelect={onSelect}
          onToggle={place.toggle}
          onWindow={place.setWindow}
          isPathHidden={view.isPathHidden}
          onPathHidden={(isPathHidden) => change({ isPathHidden })}
        />
      ) : null}
      <AddedUpTab
        traceId={traceId}
        tree={tree}
        usual={usual}
        stepId={stepId}
        view={view}
        change={change}
        onStep={onSelect}
      />
    </>
  );
}
