import { SmallMap } from "../../trace-map/SmallMap.tsx";
import type { TraceTree } from "../../trace-model/step.ts";
import { useSize } from "../../ui/use-size.ts";
import { firstStepOf, useTraceGraph } from "./state/use-trace-graph.ts";

const HEIGHT = 190;

/** The map of this trace; a node leads to its first step. It keeps its place while it loads. */
export function TraceMap({
  id,
  tree,
  onStep,
}: {
  id: string;
  tree: TraceTree;
  onStep: (id: string) => void;
}) {
  const [measure, size] = useSize();
  const graph = useTraceGraph([id], tree);
  return (
    <div className="view-map" ref={measure} style={{ height: HEIGHT }}>
      {size && graph.nodes.length > 0 ? (
        <SmallMap
          graph={graph}
          width={size.width}
          height={HEIGHT}
          label="Map of this trace"
          onNode={(node) => {
            const step = firstStepOf(tree, node);
            if (step) onStep(step.id);
          }}
        />
      ) : null}
    </div>
  );
}
