import type { ServiceId } from "../protocol/api-types.ts";

/** The nodes and edges of a trace without their requests: most traces of an application share a few of these. */
export interface TraceTopology {
  services: readonly TopologyNode[];
  edges: readonly TopologyEdge[];
}

/** A node of a trace, of a service graph or of the console's map. */
export interface TopologyNode {
  id: ServiceId;
  /** Whether it received the first request of a trace. */
  root: boolean;
  /** Whether it sent no segment of its own. */
  inferred: boolean;
  /** Whether it stands for the callers of a root service (`client`). */
  client: boolean;
}

/** A connection of two nodes. A trace names its nodes by index, the map by key. */
export interface TopologyEdge<End = number> {
  from: End;
  to: End;
  /** Whether a span link or a queue joins them, and not a call that waits. */
  asynchronous: boolean;
}

/** With the requests of each node and edge, one by one or summed up. */
export interface RequestedTopology<Requests> {
  services: readonly (TopologyNode & { requests: Requests })[];
  edges: readonly (TopologyEdge & { requests: Requests })[];
}

/** A copy of only the topology of an object that has more, such as `TraceFacts`. */
export function toTopology({ services, edges }: TraceTopology): TraceTopology {
  return {
    services: services.map(({ id, root, inferred, client }) => ({ id, root, inferred, client })),
    edges: edges.map(({ from, to, asynchronous }) => ({ from, to, asynchronous })),
  };
}

/** A copy of only the id of a service that comes with more, as on the map or in a root cause. */
export function toServiceId({ Name, Names, AccountId, Type }: ServiceId): ServiceId {
  return {
    Name,
    Names,
    ...(AccountId !== undefined && { AccountId }),
    ...(Type !== undefined && { Type }),
  };
}

/**
 * Nodes with the same key are one node: same name and type. The account does not count, because not every caller knows
 * it; the type does, because the callers of a service have its name. Readable, since it is in URLs of the console.
 * Unique, since no type contains a `|`.
 *
 *     backend-flask    cruddur@127.0.0.1|Database::SQL    backend-flask|client
 */
export function serviceKey({ Name, Type }: Pick<ServiceId, "Name" | "Type">): string {
  return Type === undefined ? Name : `${Name}|${Type}`;
}

/** The inverse of `serviceKey`: `pg@db|Database::SQL` → `pg@db` and its type. */
export function splitServiceKey(key: string): readonly [name: string, type?: string] {
  const at = key.lastIndexOf("|");
  return at === -1 ? [key] : [key.slice(0, at), key.slice(at + 1)];
}

/** Edges with the same key are one edge: same ends, and the same in whether the call waits. */
export function edgeKey<End extends string | number>({ from, to, asynchronous }: TopologyEdge<End>): string {
  return `${from}${asynchronous ? "~~" : "~"}${to}`;
}

/** The same text for the same nodes and edges, and only for those: each part begins with its length. */
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
