import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { serviceKey } from "xray-local/model/trace-topology.ts";
import type { Service } from "xray-local/protocol/api-types.ts";
import { callXray } from "../../../api/xray-client.ts";
import { toMapGraph } from "../../../map-model/map-graph.ts";
import type { MapGraph, MapNode } from "../../../map-model/map-graph.ts";
import type { Step, TraceTree } from "../../../trace-model/step.ts";

const NONE: readonly Service[] = [];

/** One graph of some traces, of which `tree` is the open one. It keeps its place while it loads. */
export function useTraceGraph(ids: readonly string[], tree: TraceTree, isWanted = true): MapGraph {
  const { data = NONE } = useQuery({
    // Grows with the trace.
    queryKey: ["trace-graph", ids.join(), tree.steps.length, tree.inProgress],
    queryFn: async ({ signal }) =>
      (await callXray("/TraceGraph", { TraceIds: ids }, signal)).Services ?? NONE,
    placeholderData: keepPreviousData,
    enabled: isWanted,
  });
  return useMemo(() => toMapGraph(data), [data]);
}

/** The segment of a service, or the first call of a node that sent none. */
export function firstStepOf(tree: TraceTree, node: MapNode): Step | undefined {
  if (node.client) return tree.main;
  return tree.steps.find((step) => step.service !== undefined && serviceKey(step.service) === node.key);
}
