import { useImperativeHandle, useMemo, useRef, useState } from "react";
import type { KeyboardEvent, Ref } from "react";
import type { Extent } from "./map-viewport.ts";
import { CrowdedNode } from "./CrowdedNode.tsx";
import { edgePath } from "./edge-path.ts";
import { FullNode } from "./FullNode.tsx";
import type { MapLayout } from "./layout.ts";
import { edgeLabel, nodeFigures, spokenFigures } from "./map-figures.ts";
import type { Shown } from "./map-figures.ts";
import type { MapEdge, MapGraph, MapNode } from "./map-graph.ts";
import { stepFrom } from "./map-steps.ts";
import type { Direction } from "./map-steps.ts";
import { MapEdgeShape } from "./MapEdgeShape.tsx";
import { clientRadius, edgeWidth, nodeRadius } from "./node-size.ts";
import type { SizeBy } from "./node-size.ts";
import { kindWords } from "./node-words.ts";
import { useMapViewport } from "./use-map-viewport.ts";
import "./trace-map.css";

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};
/** Room between the ring's line and an edge. */
const RING_ROOM = 4;

export interface MapHandle {
  fit: () => void;
  zoomBy: (factor: number) => void;
  /** Moves the keyboard to a node, and the map so that it is in sight. */
  focus: (key: string) => void;
}

/** The map, drawn: nodes are buttons that arrow keys go between along edges. */
export function MapCanvas({
  ref,
  graph,
  layout,
  size,
  rangeSec,
  sizeBy,
  shown,
  selected,
  onSelect,
}: {
  ref: Ref<MapHandle>;
  graph: MapGraph;
  layout: MapLayout;
  size: Extent;
  rangeSec: number;
  sizeBy: SizeBy;
  shown: Shown;
  /** Key of a node or an edge. */
  selected: string;
  onSelect: (selected: { node: string } | { edge: string } | undefined) => void;
}) {
  const { viewport, attach, handlers, zoomBy, fit, reveal } = useMapViewport(layout, size);
  const [hovered, setHovered] = useState("");
  const nodesElement = useRef<SVGGElement>(null);
  const isCrowded = layout.style === "crowded";
  const radii = useMemo(() => nodeRadii(graph, sizeBy, isCrowded), [graph, sizeBy, isCrowded]);
  const mostCalls = Math.max(0, ...graph.edges.map((edge) => edge.total));

  function focus(key: string): void {
    const point = layout.nodes.get(key);
    if (point) reveal(point);
    nodesElement.current?.querySelector<SVGGElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
  }
  useImperativeHandle(ref, () => ({ fit, zoomBy, focus }));

  function onKeyDown(event: KeyboardEvent, key: string): void {
    const direction = ARROWS[event.key];
    if (direction) {
      const next = stepFrom(layout, graph.edges, key, direction);
      if (next !== undefined) focus(next);
    } else if (event.key === "Enter" || event.key === " ") {
      onSelect({ node: key });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
  /** With a node under the pointer all but its neighbours step back. */
  const neighbours = useMemo(() => neighboursOf(graph.edges, hovered), [graph.edges, hovered]);
  const isDim = (...keys: readonly string[]) => hovered !== "" && !keys.every((key) => neighbours.has(key));

  function edgeTone(edge: MapEdge): "plain" | "fault" | "quiet" | "selected" {
    if (edge.key === selected) return "selected";
    if (!isCrowded) return "plain";
    return edge.counts.fault > 0 ? "fault" : "quiet";
  }
  const edges = isCrowded ? graph.edges.toSorted((a, b) => a.counts.fault - b.counts.fault) : graph.edges;
  return (
    <svg
      ref={attach}
      className="map-canvas"
      width={size.width}
      height={size.height}
      role="group"
      aria-label="Trace map"
      {...handlers}
    >
      <rect width={size.width} height={size.height} fill="transparent" onClick={() => onSelect(undefined)} />
      <g transform={`translate(${viewport.x} ${viewport.y}) scale(${viewport.scale})`}>
        {edges.map((edge) => {
          const [from, to] = [layout.nodes.get(edge.from), layout.nodes.get(edge.to)];
          if (!from || !to) return null;
          const label = isCrowded ? undefined : edgeLabel(edge, rangeSec, shown);
          const shape = edgePath(
            {
              from: { ...from, radius: (radii.get(edge.from) ?? 0) + RING_ROOM },
              to: { ...to, radius: (radii.get(edge.to) ?? 0) + RING_ROOM },
            },
            layout.via.get(edge.key) ?? [],
            label && { width: label.width, end: layout.labelEnds.get(edge.key) ?? "to" },
          );
          return (
            <g
              key={edge.key}
              className={
                isDim(edge.from, edge.to) || (hovered !== "" && edge.from !== hovered && edge.to !== hovered)
                  ? "map-dim"
                  : undefined
              }
              onClick={() => onSelect({ edge: edge.key })}
            >
              <MapEdgeShape
                shape={shape}
                width={isCrowded ? (edge.counts.fault > 0 ? 1.5 : 1) : edgeWidth(edge.total, mostCalls)}
                label={label}
                isAsynchronous={edge.isAsynchronous}
                tone={edgeTone(edge)}
              />
            </g>
          );
        })}
        <g ref={nodesElement}>
          {graph.nodes.map((node, index) => {
            const point = layout.nodes.get(node.key);
            if (!point) return null;
            const radius = radii.get(node.key) ?? 0;
            const isSelected = node.key === selected;
            return (
              <g
                key={node.key}
                data-key={node.key}
                transform={`translate(${point.x} ${point.y})`}
                className={isDim(node.key) ? "map-node map-dim" : "map-node"}
                role="button"
                tabIndex={
                  isSelected || (selected === "" && index === 0) || (!hasNode(graph, selected) && index === 0)
                    ? 0
                    : -1
                }
                aria-pressed={isSelected}
                aria-label={spoken(node, rangeSec)}
                onClick={() => onSelect({ node: node.key })}
                onKeyDown={(event) => onKeyDown(event, node.key)}
                onPointerEnter={() => isCrowded && setHovered(node.key)}
                onPointerLeave={() => setHovered("")}
              >
                <circle r={radius + 10} className="map-focus" />
                {isCrowded ? (
                  <CrowdedNode node={node} radius={radius} isSelected={isSelected} />
                ) : (
                  <FullNode
                    node={node}
                    radius={radius}
                    figures={nodeFigures(node, rangeSec, shown)}
                    isSelected={isSelected}
                  />
                )}
              </g>
            );
          })}
        </g>
      </g>
    </svg>
  );
}

function nodeRadii(graph: MapGraph, sizeBy: SizeBy, isCrowded: boolean): ReadonlyMap<string, number> {
  const measureOf = (node: MapNode) => {
    if (sizeBy === "none") return 0.4;
    return sizeBy === "traffic" ? node.total : node.total - node.counts.ok;
  };
  const most =
    sizeBy === "none" ? 1 : Math.max(0, ...graph.nodes.filter((node) => !node.isClient).map(measureOf));
  return new Map(
    graph.nodes.map((node) => [
      node.key,
      node.isClient ? clientRadius(isCrowded) : nodeRadius(measureOf(node), most, isCrowded),
    ]),
  );
}

function neighboursOf(edges: readonly MapEdge[], key: string): ReadonlySet<string> {
  const keys = new Set([key]);
  for (const edge of edges) {
    if (edge.from === key) keys.add(edge.to);
    if (edge.to === key) keys.add(edge.from);
  }
  return keys;
}

function hasNode(graph: MapGraph, key: string): boolean {
  return graph.nodes.some((node) => node.key === key);
}

function spoken(node: MapNode, rangeSec: number): string {
  return `${node.name}, ${kindWords(node)}, ${spokenFigures(node, rangeSec)}`;
}
