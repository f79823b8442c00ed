import { useMemo } from "react";
import { formatDuration } from "../lib/format.ts";
import { edgePath } from "../map-model/edge-path.ts";
import { layoutMap } from "../map-model/layout.ts";
import type { MapLayout } from "../map-model/layout.ts";
import type { MapEdge, MapGraph, MapNode } from "../map-model/map-graph.ts";
import { worstFailure } from "../map-model/map-graph.ts";
import { NodeIcon } from "./NodeIcon.tsx";
import { NodeRing } from "./NodeRing.tsx";
import "./trace-map.css";

const RADIUS = 17;
const CLIENT_RADIUS = 13;
const MARGIN = 12;

/** The map of one trace: no zoom, no edge labels, each node a button. */
export function SmallMap({
  graph,
  width,
  height,
  label,
  onNode,
}: {
  graph: MapGraph;
  width: number;
  height: number;
  label: string;
  onNode: (node: MapNode) => void;
}) {
  const layout = useMemo(() => layoutMap(graph.nodes, graph.edges, "small"), [graph]);
  const scale = Math.min(1, (width - 2 * MARGIN) / layout.width, (height - MARGIN) / layout.height);
  const x = (width - layout.width * scale) / 2;
  const y = (height - layout.height * scale) / 2;
  return (
    <svg className="small-map" width={width} height={height} role="group" aria-label={label}>
      <g transform={`translate(${x} ${y}) scale(${scale})`}>
        {graph.edges.map((edge) => (
          <Edge key={edge.key} edge={edge} layout={layout} graph={graph} />
        ))}
        {graph.nodes.map((node) => (
          <Node key={node.key} node={node} layout={layout} onNode={onNode} />
        ))}
      </g>
    </svg>
  );
}

function Edge({ edge, layout, graph }: { edge: MapEdge; layout: MapLayout; graph: MapGraph }) {
  const [from, to] = [layout.nodes.get(edge.from), layout.nodes.get(edge.to)];
  if (!from || !to) return null;
  const radiusOf = (key: string) =>
    graph.nodes.find((node) => node.key === key)?.client ? CLIENT_RADIUS : RADIUS + 1;
  const { path, tip } = edgePath(
    { from: { ...from, radius: radiusOf(edge.from) }, to: { ...to, radius: radiusOf(edge.to) } },
    layout.via.get(edge.key) ?? [],
    undefined,
  );
  const className = edge.counts.fault > 0 ? "small-edge small-edge-fault" : "small-edge";
  return (
    <g className={className}>
      <path d={path} strokeDasharray={edge.asynchronous ? "2 4" : undefined} />
      <path d={`M${tip.x - 6} ${tip.y - 3.5}l5 3.5-5 3.5`} />
    </g>
  );
}

function Node({
  node,
  layout,
  onNode,
}: {
  node: MapNode;
  layout: MapLayout;
  onNode: (node: MapNode) => void;
}) {
  const centre = layout.nodes.get(node.key);
  if (!centre) return null;
  const words = figureWords(node);
  const radius = node.client ? CLIENT_RADIUS : RADIUS;
  return (
    <g transform={`translate(${centre.x} ${centre.y})`} className="small-node">
      <g aria-hidden="true">
        <NodeRing
          counts={node.counts}
          radius={radius}
          isClient={node.client}
          isInferred={node.inferred}
          failureWidth={4}
        />
        <NodeIcon node={node} size={14} />
        <text y={radius + 16} textAnchor="middle" className="small-name">
          {node.label}
        </text>
        {words === "" ? null : (
          <text
            y={radius + 29}
            textAnchor="middle"
            className={`small-figure-${worstFailure(node)?.outcome ?? "ok"}`}
          >
            {words}
          </text>
        )}
      </g>
      {/* Over the drawing, since its name says all of that in words. */}
      <g
        className="small-button"
        role="button"
        tabIndex={0}
        aria-label={[node.name, words].filter(Boolean).join(", ")}
        onClick={() => onNode(node)}
        onKeyDown={(event) => {
          if (event.key === "Enter" || event.key === " ") {
            event.preventDefault();
            event.stopPropagation();
            onNode(node);
          }
        }}
      >
        <title>{node.name}</title>
        <rect x={-40} y={-24} width={80} height={76} fill="transparent" />
      </g>
    </g>
  );
}

/** `35 ms`; for several calls their sum: `106 ms, 8 calls`. */
function figureWords(node: MapNode): string {
  if (node.client || node.averageSec === undefined) return "";
  const sum = formatDuration(node.averageSec * node.total);
  return node.total > 1 ? `${sum}, ${node.total} calls` : sum;
}
