import type { ServiceId } from "../protocol/api-types.ts";

/** Nodes and edges of a trace without their requests: most traces of an application share a few of these. */
export interface TraceTopology {
  services: readonly TopologyNode[];
  edges: readonly TopologyEdge[];
}

/** A node of a trace, of a service graph or of the console's map. */
export interface TopologyNode {
  id: ServiceId;
  /** It received a trace's first request. */
  root: boolean;
  /** It sent no segment of its own. */
  inferred: boolean;
  /** `client`: the callers of a root service. */
  client: boolean;
}

/** A connection of two nodes. A trace names its nodes by their index, the map by their key. */
export interface TopologyEdge<End = number> {
  from: End;
  to: End;
  /** Joined by a span link or a queue rather than by a call that waits. */
  asynchronous: boolean;
}

/** With the requests of each node and edge, told one by one or summed up. */
export interface RequestedTopology<Requests> {
  services: readonly (TopologyNode & { requests: Requests })[];
  edges: readonly (TopologyEdge & { requests: Requests })[];
}

/** A copy of the topology alone, whatever else the object (`TraceFacts`, sums) holds. */
export function toTopology({ services, edges }: TraceTopology): TraceTopology {
  return {
    services: services.map(({ id, root, inferred, client }) => ({ id, root, inferred, client })),
    edges: edges.map(({ from, to, asynchronous }) => ({ from, to, asynchronous })),
  };
}

/** A copy of the id alone of a service that is told with more, as on the map or in a root cause. */
export function toServiceId({ Name, Names, AccountId, Type }: ServiceId): ServiceId {
  return {
    Name,
    Names,
    ...(AccountId !== undefined && { AccountId }),
    ...(Type !== undefined && { Type }),
  };
}

/**
 * What makes two nodes one: name and type, since the account is not known to all who call it, and the callers of a
 * service have its name. Readable, as it stands in addresses of the console; different for different nodes, since no
 * type has a `|` in it.
 *
 *     backend-flask    cruddur@127.0.0.1|Database::SQL    backend-flask|client
 */
export function serviceKey({ Name, Type }: Pick<ServiceId, "Name" | "Type">): string {
  return Type === undefined ? Name : `${Name}|${Type}`;
}

/** What makes two edges one: their ends, and whether the call waits. */
export function edgeKey<End extends string | number>({ from, to, asynchronous }: TopologyEdge<End>): string {
  return `${from}${asynchronous ? "~~" : "~"}${to}`;
}

/** The same text for the same nodes and edges, and for no others: each text is led by its length. */
export function toTopologyKey({ services, edges }: TraceTopology): string {
  let key = "";
  for (const { id, root, inferred, client } of services) {
    key += `|${root ? "r" : ""}${inferred ? "i" : ""}${client ? "c" : ""}`;
    key += `${textKey(id.Name)}${textKey(id.Type)}${textKey(id.AccountId)}#${id.Names.length} `;
    for (const name of id.Names) key += textKey(name);
  }
  key += "/";
  for (const edge of edges) key += `${edgeKey(edge)},`;
  return key;
}

function textKey(text: string | undefined): string {
  return text === undefined ? "?" : `${text.length}:${text}`;
}
