import type { MapLayout } from "./layout.ts";
import type { MapGraph, MapNode } from "./map-graph.ts";
import { clearRadii, clientRadius, nodeRadius } from "./node-size.ts";
import type { SizeBy } from "./node-size.ts";

/** The size of nodes that are all alike: this far from the smallest to the largest. */
const ALIKE = 0.4;

/** The radius of each node's ring, by the key of the node. */
export function nodeRadii(graph: MapGraph, layout: MapLayout, sizeBy: SizeBy): ReadonlyMap<string, number> {
  const isCrowded = layout.style === "crowded";
  const services = graph.nodes.filter((node) => !node.client);
  const most = sizeBy === "none" ? 1 : Math.max(0, ...services.map((node) => measureOf(node, sizeBy)));
  const radii = new Map(
    graph.nodes.map((node) => [
      node.key,
      node.client ? clientRadius(isCrowded) : nodeRadius(measureOf(node, sizeBy), most, isCrowded),
    ]),
  );
  return isCrowded ? clearRadii(radii, layout.nodes) : radii;
}

function measureOf(node: MapNode, sizeBy: SizeBy): number {
  if (sizeBy === "none") return ALIKE;
  return sizeBy === "traffic" ? node.total : node.total - node.counts.ok;
}
