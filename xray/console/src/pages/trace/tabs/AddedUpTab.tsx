import type { TraceView } from "../../../links.ts";
import type { TraceTree } from "../../../trace-model/step.ts";
import type { UsualFigures } from "../state/use-usual.ts";
import { FlameTab } from "./FlameTab.tsx";
import { StepsTab } from "./StepsTab.tsx";

/** The views that add up alike steps, when the address names one of them. */
export function AddedUpTab({
  traceId,
  tree,
  usual,
  stepId,
  view,
  change,
  onStep,
}: {
  traceId: string;
  tree: TraceTree;
  usual: UsualFigures;
  /** The selected step. */
  stepId: string;
  view: TraceView;
  change: (values: Partial<TraceView>) => void;
  onStep: (id: string) => void;
}) {
  if (view.tab === "flame") {
    return (
      <FlameTab
        traceId={traceId}
        tree={tree}
        usual={usual}
        stepId={stepId}
        zoomedId={view.frame}
        isOfUrl={view.isOfUrl}
        onStep={onStep}
        onZoom={(frame) => change({ frame })}
        onOfUrl={(isOfUrl) => change({ isOfUrl, frame: 0 })}
      />
    );
  }
  if (view.tab === "steps") {
    return (
      <StepsTab
        tree={tree}
        usual={usual}
        stepId={stepId}
        sort={view.sort}
        onSort={(sort) => change({ sort })}
        onStep={onStep}
      />
    );
  }
  return null;
}
