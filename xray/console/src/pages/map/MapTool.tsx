import { useState } from "react";
import type { KeyboardEvent, Ref } from "react";
import type { LeftOut } from "../../api/operations.ts";
import { formatCounted, formatMinute } from "../../lib/format.ts";
import type { MapGraph } from "../../map-model/map-graph.ts";
import { ChoiceMenu } from "../../ui/overlays/ChoiceMenu.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { useNowSec } from "../../ui/use-now.ts";
import type { ServiceGraph } from "./use-service-graph.ts";

const SIZES = [
  { value: "", label: "traffic" },
  { value: "failures", label: "failures" },
  { value: "none", label: "nothing" },
];
const SHOWN = [
  { value: "", label: "latency and rate" },
  { value: "latency", label: "latency" },
  { value: "failures", label: "failures only" },
];

/** Map or table, which figures it shows, what it covers, and a field to find a node. */
export function MapTool({
  isTable,
  size,
  show,
  data,
  findRef,
  onTable,
  onSize,
  onShow,
  onFind,
}: {
  isTable: boolean;
  size: string;
  show: string;
  data: ServiceGraph | undefined;
  findRef: Ref<HTMLInputElement>;
  onTable: (isTable: boolean) => void;
  onSize: (size: string) => void;
  onShow: (show: string) => void;
  onFind: (key: string) => void;
}) {
  return (
    <div className="map-tool">
      <fieldset className="map-switch">
        <legend className="visually-hidden">View</legend>
        <button type="button" aria-pressed={!isTable} onClick={() => onTable(false)}>
          Map
        </button>
        <button type="button" aria-pressed={isTable} onClick={() => onTable(true)}>
          <Icon name="table" size={14} />
          Table
        </button>
      </fieldset>
      {isTable ? null : (
        <span className="map-wide">
          <ChoiceMenu name="Size by" showName value={size} choices={SIZES} onChange={onSize} />
          <ChoiceMenu name="Show" showName value={show} choices={SHOWN} onChange={onShow} />
        </span>
      )}
      <span className="grow" />
      {data ? <Coverage data={data} /> : null}
      <FindNode ref={findRef} graph={data?.graph} onFind={onFind} />
    </div>
  );
}

/** What the figures are about. Counts the requests of clients, which enter the system, each once. */
function Coverage({ data }: { data: ServiceGraph }) {
  const nowSec = useNowSec();
  const { nodes, edges } = data.graph;
  const clients = new Set(nodes.filter((node) => node.client).map((node) => node.key));
  const requests = edges.reduce((sum, edge) => (clients.has(edge.from) ? sum + edge.total : sum), 0);
  return (
    <span className="map-coverage">
      <b>{formatCounted(requests, "request")}</b>, {formatCounted(nodes.length, "node")},{" "}
      {formatCounted(edges.length, "edge")}, {formatMinute(data.startSec, nowSec)} to{" "}
      {formatMinute(data.endSec, nowSec)}
      {data.isCut ? ": the map covers at most 6 hours" : ""}
      {data.leftOut === undefined ? "" : leftOutWords(data.leftOut)}
    </span>
  );
}

/** Said when services have too many different names to be drawn: what is missing. */
function leftOutWords({ Traces, MoreServices }: LeftOut): string {
  const services = MoreServices ? "; more services than can be drawn are left out" : "";
  return Traces === 0 ? services : `${services}; ${formatCounted(Traces, "trace")} not looked at`;
}

function FindNode({
  ref,
  graph,
  onFind,
}: {
  ref: Ref<HTMLInputElement>;
  graph: MapGraph | undefined;
  onFind: (key: string) => void;
}) {
  const [text, setText] = useState("");
  const wanted = text.trim().toLowerCase();
  const found =
    wanted === "" ? [] : (graph?.nodes ?? []).filter((node) => node.name.toLowerCase().includes(wanted));
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    const first = found[0];
    if (event.key === "Enter" && first) onFind(first.key);
    if (event.key !== "Escape") return;
    setText("");
    event.currentTarget.blur();
  }
  return (
    <label className="find-node">
      <Icon name="search" />
      <input
        ref={ref}
        type="text"
        value={text}
        placeholder="Find a node"
        aria-label="Find a node"
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {wanted === "" ? <kbd className="key">/</kbd> : <span aria-live="polite">{found.length}</span>}
    </label>
  );
}
