import { useImperativeHandle, useMemo, useRef, useState } from "react";
import type { KeyboardEvent, Ref } from "react";
import { CrowdedNode } from "./CrowdedNode.tsx";
import { FullNode } from "./FullNode.tsx";
import type { MapLayout } from "../map-model/layout.ts";
import { nodeFigures, spokenFigures } from "../map-model/map-figures.ts";
import type { Shown } from "../map-model/map-figures.ts";
import type { MapEdge, MapGraph, MapNode } from "../map-model/map-graph.ts";
import { stepFrom } from "../map-model/map-steps.ts";
import type { Direction } from "../map-model/map-steps.ts";
import type { Extent } from "../map-model/map-viewport.ts";
import { MapEdges } from "./MapEdges.tsx";
import { nodeRadii } from "../map-model/node-radii.ts";
import type { SizeBy } from "../map-model/node-size.ts";
import { kindWords } from "../map-model/node-words.ts";
import { useMapViewport } from "./use-map-viewport.ts";
import "./trace-map.css";

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

export interface MapHandle {
  fit: () => void;
  zoomBy: (factor: number) => void;
  /** Moves the focus to a node, and the map so that the node is in view. */
  focus: (key: string) => void;
}

/** Draws the map. Nodes are buttons, and arrow keys move along edges. */
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
  /** The key of a node or an edge. */
  selected: string;
  onSelect: (selected: { node: string } | { edge: string } | undefined) => void;
}) {
  const { viewport, attach, handlers, zoomBy, fit, reveal } = useMapViewport(layout, size);
  const [hovered, setHovered] = useState("");
  const nodesElement = useRef<SVGGElement>(null);
  const isCrowded = layout.style === "crowded";
  const radii = useMemo(() => nodeRadii(graph, layout, sizeBy), [graph, layout, sizeBy]);
  const neighbours = useMemo(() => neighboursOf(graph.edges, hovered), [graph.edges, hovered]);
  const tabStop = layout.nodes.has(selected) ? selected : graph.nodes[0]?.key;

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
        <MapEdges
          edges={graph.edges}
          layout={layout}
          radii={radii}
          rangeSec={rangeSec}
          shown={shown}
          selected={selected}
          hovered={hovered}
          onSelect={(edge) => onSelect({ edge })}
        />
        <g ref={nodesElement}>
          {graph.nodes.map((node) => {
            const point = layout.nodes.get(node.key);
            const radius = radii.get(node.key) ?? 0;
            const isSelected = node.key === selected;
            return point ? (
              <g
                key={node.key}
                transform={`translate(${point.x} ${point.y})`}
                className={hovered === "" || neighbours.has(node.key) ? "map-node" : "map-node map-dim"}
                onPointerEnter={() => setHovered(isCrowded ? node.key : "")}
                onPointerLeave={() => setHovered("")}
              >
                {isCrowded ? (
                  <g aria-hidden="true">
                    <CrowdedNode node={node} radius={radius} isSelected={isSelected} />
                  </g>
                ) : (
                  <g aria-hidden="true">
                    <FullNode
                      node={node}
                      radius={radius}
                      figures={nodeFigures(node, rangeSec, shown)}
                      isSelected={isSelected}
                    />
                  </g>
                )}
                {/* Over the drawing, since its name says all of that in words. */}
                <g
                  data-key={node.key}
                  className="map-button"
                  role="button"
                  tabIndex={node.key === tabStop ? 0 : -1}
                  aria-pressed={isSelected}
                  aria-label={spoken(node, rangeSec)}
                  onClick={() => onSelect({ node: node.key })}
                  onKeyDown={(event) => onKeyDown(event, node.key)}
                >
                  <rect {...(isCrowded ? crowdedHit(radius) : fullHit(radius))} fill="transparent" />
                  <circle r={radius + 10} className="map-focus" />
                </g>
              </g>
            ) : null;
          })}
        </g>
      </g>
    </svg>
  );
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The ring and the three lines below it. */
function fullHit(radius: number): Box {
  const half = Math.max(radius + 10, 44);
  return { x: -half, y: -radius - 10, width: 2 * half, height: 2 * radius + 64 };
}

/** The ring and the name at its right, as high as one row of the crowded map. */
function crowdedHit(radius: number): Box {
  const half = Math.max(radius, 7);
  return { x: -half, y: -half, width: half + 120, height: 2 * half };
}

/** The keys of a node and of all nodes that share an edge with it. */
function neighboursOf(edges: readonly MapEdge[], key: string): ReadonlySet<string> {
  const keys = new Set([key]);
  for (const edge of edges) {
    if (edge.from === key) keys.add(edge.to);
    if (edge.to === key) keys.add(edge.from);
  }
  return keys;
}

function spoken(node: MapNode, rangeSec: number): string {
  return `${node.name}, ${kindWords(node)}, ${spokenFigures(node, rangeSec)}`;
}
