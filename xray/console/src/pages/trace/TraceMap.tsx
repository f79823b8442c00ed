import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { serviceKey } from "xray-local/model/trace-topology.ts";
import type { Service } from "xray-local/protocol/api-types.ts";
import { callXray } from "../../api/xray-client.ts";
import { toMapGraph } from "../../map-model/map-graph.ts";
import type { MapNode } from "../../map-model/map-graph.ts";
import { SmallMap } from "../../trace-map/SmallMap.tsx";
import type { Step, TraceTree } from "../../trace-model/step.ts";
import { useSize } from "../../ui/use-size.ts";

const HEIGHT = 190;
const NONE: readonly Service[] = [];

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
  const { data = NONE } = useQuery({
    // Grows with the trace.
    queryKey: ["trace-graph", id, tree.steps.length, tree.inProgress],
    queryFn: ({ signal }) => fetchGraph(id, signal),
    placeholderData: keepPreviousData,
  });
  const graph = useMemo(() => toMapGraph(data), [data]);
  return (
    <div className="view-map" ref={measure} style={{ height: HEIGHT }}>
      {size && graph.nodes.length > 0 ? (
        <SmallMap
          graph={graph}
          width={size.width}
          height={HEIGHT}
          onNode={(node) => {
            const step = firstStepOf(tree, node);
            if (step) onStep(step.id);
          }}
        />
      ) : null}
    </div>
  );
}

async function fetchGraph(id: string, signal: AbortSignal): Promise<readonly Service[]> {
  const { Services = [] } = await callXray("/TraceGraph", { TraceIds: [id] }, signal);
  return Services;
}

/** The segment of a service, or the first call of a node that sent none. */
function firstStepOf(tree: TraceTree, node: MapNode): Step | undefined {
  if (node.client) return tree.main;
  return tree.steps.find((step) => step.service !== undefined && serviceKey(step.service) === node.key);
}
