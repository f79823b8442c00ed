import type { EdgeStatistics, HistogramEntry, Service } from "xray-local/protocol/api-types.ts";
import { shortName } from "./node-words.ts";
import { placeOfType } from "../trace-model/place.ts";
import type { Place } from "../trace-model/trace-node.ts";

/** How many requests ended in each way; together all that were counted. */
export interface OutcomeCounts {
  ok: number;
  error: number;
  throttle: number;
  fault: number;
}

export interface Figures {
  counts: OutcomeCounts;
  total: number;
  /** Seconds; undefined when nothing was counted. */
  averageSec: number | undefined;
  /** Response times in seconds with how many had them, unsorted. */
  histogram: readonly HistogramEntry[];
}

export interface MapNode extends Figures {
  /** The node's name, made unique; the same as long as the node exists. */
  key: string;
  name: string;
  /** The name as it is drawn. */
  label: string;
  type: string | undefined;
  place: Place;
  /** The callers of a root service. */
  isClient: boolean;
  /** It sends no segments: known from its callers. */
  isInferred: boolean;
  isRoot: boolean;
  accountId: string | undefined;
}

export interface MapEdge extends Figures {
  /** `from~to`, keys of nodes. */
  key: string;
  from: string;
  to: string;
  isAsynchronous: boolean;
}

export interface MapGraph {
  nodes: readonly MapNode[];
  edges: readonly MapEdge[];
}

/** Nodes and edges of GetServiceGraph's or GetTraceGraph's answer, with their figures. */
export function toMapGraph(services: readonly Service[]): MapGraph {
  const keys = uniqueKeys(services);
  const nodes = services.map((service) => toNode(service, keys.get(service.ReferenceId) ?? service.Name));
  const edges = services.flatMap((service) =>
    service.Edges.flatMap((edge) => {
      const [from, to] = [keys.get(service.ReferenceId), keys.get(edge.ReferenceId)];
      if (from === undefined || to === undefined) return [];
      const isAsynchronous = edge.EdgeType === "link";
      const histogram = (isAsynchronous ? edge.ReceivedEventAgeHistogram : edge.ResponseTimeHistogram) ?? [];
      return [
        { key: `${from}~${to}`, from, to, isAsynchronous, ...toFigures(edge.SummaryStatistics, histogram) },
      ];
    }),
  );
  return { nodes: withCallers(nodes, edges), edges };
}

/** A client has its root's name, and Lambda's two segments share theirs: the second of a name also has its type. */
function uniqueKeys(services: readonly Service[]): ReadonlyMap<number, string> {
  const keys = new Map<number, string>();
  const taken = new Set<string>();
  const inOrder = services.toSorted((a, b) => Number(a.Type === "client") - Number(b.Type === "client"));
  for (const service of inOrder) {
    const name = service.Name.replaceAll("~", "-");
    const candidates = [name, `${name} ${service.Type ?? "service"}`, `${name} ${service.ReferenceId}`];
    if (service.Type === "client") candidates.shift();
    const key = candidates.find((candidate) => !taken.has(candidate)) ?? name;
    taken.add(key);
    keys.set(service.ReferenceId, key);
  }
  return keys;
}

function toNode(service: Service, key: string): MapNode {
  const isClient = service.Type === "client";
  return {
    key,
    name: isClient ? "client" : service.Name,
    label: isClient ? "client" : shortName(service.Name),
    type: service.Type,
    place: placeOfType(service.Type),
    isClient,
    isInferred: !isClient && service.State !== "active",
    isRoot: service.Root === true,
    accountId: service.AccountId,
    ...toFigures(service.SummaryStatistics, service.ResponseTimeHistogram ?? []),
  };
}

/** A client has no figures of its own: they are those of the requests it made. */
function withCallers(nodes: readonly MapNode[], edges: readonly MapEdge[]): MapNode[] {
  return nodes.map((node) => {
    const own = edges.find((edge) => edge.from === node.key);
    if (!node.isClient || !own) return node;
    const { counts, total, averageSec, histogram } = own;
    return Object.assign({}, node, { counts, total, averageSec, histogram });
  });
}

function toFigures(statistics: EdgeStatistics | undefined, histogram: readonly HistogramEntry[]): Figures {
  const total = statistics?.TotalCount ?? 0;
  return {
    counts: {
      ok: statistics?.OkCount ?? 0,
      error: statistics?.ErrorStatistics.OtherCount ?? 0,
      throttle: statistics?.ErrorStatistics.ThrottleCount ?? 0,
      fault: statistics?.FaultStatistics.TotalCount ?? 0,
    },
    total,
    averageSec: statistics && total > 0 ? statistics.TotalResponseTime / total : undefined,
    histogram,
  };
}

/** The worst trouble of some requests, by kind and share; undefined where all went well. */
export function worstTrouble(
  figures: Pick<Figures, "counts" | "total">,
): { outcome: "fault" | "throttle" | "error"; count: number; share: number } | undefined {
  for (const outcome of ["fault", "throttle", "error"] as const) {
    const count = figures.counts[outcome];
    if (count > 0 && figures.total > 0) return { outcome, count, share: count / figures.total };
  }
  return undefined;
}
