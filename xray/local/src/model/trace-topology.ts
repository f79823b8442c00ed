import type { EdgeFacts, ServiceFacts } from "./trace-facts.ts";

/** Nodes and edges of a trace without their requests: most traces of an application share a few of these. */
export interface TraceTopology {
  services: readonly TopologyNode[];
  edges: readonly TopologyEdge[];
}

export type TopologyNode = Omit<ServiceFacts, "requests">;
export type TopologyEdge = Omit<EdgeFacts, "requests">;

/** A copy of the topology alone, whatever else the object (`TraceFacts`, sums) holds. */
export function toTopology({ services, edges }: TraceTopology): TraceTopology {
  return {
    services: services.map(({ id, root, inferred, client }) => ({ id, root, inferred, client })),
    edges: edges.map(({ from, to, asynchronous }) => ({ from, to, asynchronous })),
  };
}

/** The same text for the same nodes and edges, and for no others. */
export function toTopologyKey({ services, edges }: TraceTopology): string {
  let key = "";
  for (const { id, root, inferred, client } of services) {
    key += `${root ? "r" : ""}${inferred ? "i" : ""}${client ? "c" : ""}`;
    key += JSON.stringify([id.Name, id.Type, id.AccountId, id.Names]);
  }
  for (const { from, to, asynchronous } of edges) key += `${from}${asynchronous ? "~" : "-"}${to},`;
  return key;
}
