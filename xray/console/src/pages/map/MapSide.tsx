import { formatNodeId } from "xray-local/filter/format-filter.ts";
import { formatDuration, formatRate } from "../../lib/format.ts";
import type { Scope } from "../../links.ts";
import { edgeFilter, nodeFilter } from "../../map-model/map-filter.ts";
import type { MapSelection } from "../../map-model/map-filter.ts";
import type { MapEdge, MapNode } from "../../map-model/map-graph.ts";
import { worstFailure } from "../../map-model/map-graph.ts";
import { kindWords } from "../../map-model/node-words.ts";
import { Icon } from "../../ui/Icon.tsx";
import { OutcomeMark } from "../../ui/OutcomeMark.tsx";
import { SelectionPanel } from "./SelectionPanel.tsx";
import type { ServiceGraph } from "./use-service-graph.ts";

export type Selected = { node: string } | { edge: string } | undefined;

/** The panel of the selected node or edge; nothing when it is not on the map. */
export function MapSide({
  data,
  selected,
  scope,
  selection,
  onSelection,
  onSelect,
}: {
  data: ServiceGraph;
  selected: Selected;
  scope: Scope;
  selection: MapSelection;
  onSelection: (selection: MapSelection) => void;
  onSelect: (selected: Selected) => void;
}) {
  const { nodes, edges } = data.graph;
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  if (selected && "node" in selected) {
    const node = byKey.get(selected.node);
    return node ? (
      <NodePanel
        node={node}
        byKey={byKey}
        data={data}
        scope={scope}
        selection={selection}
        onSelection={onSelection}
        onSelect={onSelect}
      />
    ) : null;
  }
  const edge = selected && edges.find((candidate) => candidate.key === selected.edge);
  const [from, to] = [edge && byKey.get(edge.from), edge && byKey.get(edge.to)];
  if (!edge || !from || !to) return null;
  return (
    <SelectionPanel
      key={edge.key}
      title={
        <>
          {from.label}
          <Icon name="chevron-right" />
          {to.label}
        </>
      }
      name={`${from.name} to ${to.name}`}
      words={edge.asynchronous ? "asynchronous, as the consumer saw it" : "calls, as the caller saw them"}
      figures={edge}
      timeWord={edge.asynchronous ? "Time in the queue" : "Response time"}
      selector={
        from.client
          ? nodeSelector(to)
          : `edge(${formatNodeId(from.name, from.id.Type)}, ${formatNodeId(to.name, to.id.Type)})`
      }
      filterOf={(narrowed) => edgeFilter(edge, from, to, narrowed)}
      scope={scope}
      startSec={data.startSec}
      endSec={data.endSec}
      selection={selection}
      onSelection={onSelection}
      onClose={() => onSelect(undefined)}
    />
  );
}

function NodePanel({
  node,
  byKey,
  data,
  scope,
  selection,
  onSelection,
  onSelect,
}: {
  node: MapNode;
  byKey: ReadonlyMap<string, MapNode>;
  data: ServiceGraph;
  scope: Scope;
  selection: MapSelection;
  onSelection: (selection: MapSelection) => void;
  onSelect: (selected: Selected) => void;
}) {
  const { edges } = data.graph;
  const first = edges.find((edge) => edge.from === node.key);
  const root = node.client && first ? byKey.get(first.to) : undefined;
  const words = [kindWords(node), node.root ? "root" : "", node.inferred ? "sends no segments" : ""];
  return (
    <SelectionPanel
      key={node.key}
      title={
        <>
          <Icon name={node.client ? "person" : node.place} />
          <span className="map-title" title={node.name}>
            {node.label}
          </span>
        </>
      }
      name={node.name}
      words={words.filter(Boolean).join(", ")}
      figures={node}
      timeWord="Response time"
      selector={nodeSelector(root ?? node)}
      filterOf={(narrowed) => nodeFilter(node, root, narrowed)}
      scope={scope}
      startSec={data.startSec}
      endSec={data.endSec}
      selection={selection}
      onSelection={onSelection}
      onClose={() => onSelect(undefined)}
    >
      <Calls
        title="Called by"
        edges={edges.filter((edge) => edge.to === node.key)}
        otherOf={(edge) => byKey.get(edge.from)}
        data={data}
        onSelect={onSelect}
      />
      <Calls
        title="Calls"
        edges={edges.filter((edge) => edge.from === node.key)}
        otherOf={(edge) => byKey.get(edge.to)}
        data={data}
        onSelect={onSelect}
      />
    </SelectionPanel>
  );
}

/** The edges of a node, for the keyboard, and because thin lines are hard to hit. */
function Calls({
  title,
  edges,
  otherOf,
  data,
  onSelect,
}: {
  title: string;
  edges: readonly MapEdge[];
  otherOf: (edge: MapEdge) => MapNode | undefined;
  data: ServiceGraph;
  onSelect: (selected: Selected) => void;
}) {
  if (edges.length === 0) return null;
  const rangeSec = data.endSec - data.startSec;
  return (
    <section className="map-section">
      <h3>{title}</h3>
      <ul className="map-calls">
        {edges
          .toSorted((a, b) => b.total - a.total)
          .map((edge) => {
            const worst = worstFailure(edge);
            return (
              <li key={edge.key}>
                <button type="button" onClick={() => onSelect({ edge: edge.key })}>
                  <span className="map-call-name">{otherOf(edge)?.label}</span>
                  {worst ? <OutcomeMark outcome={worst.outcome} size={10} /> : null}
                  <span>{edge.averageSec === undefined ? "" : formatDuration(edge.averageSec)}</span>
                  <span>{formatRate(edge.total / rangeSec)}</span>
                </button>
              </li>
            );
          })}
      </ul>
    </section>
  );
}

/** For GetTimeSeriesServiceStatistics: `service(…)` without a block. */
function nodeSelector(node: MapNode): string {
  return `service(${formatNodeId(node.name, node.id.Type)})`;
}
