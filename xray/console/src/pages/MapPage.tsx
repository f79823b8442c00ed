import { useRef } from "react";
import type { RefObject } from "react";
import type { Outcome } from "../lib/outcome.ts";
import { formatTimes, readMapView } from "../links.ts";
import { MapCanvas } from "../trace-map/MapCanvas.tsx";
import type { MapHandle } from "../trace-map/MapCanvas.tsx";
import type { Shown } from "../map-model/map-figures.ts";
import type { SizeBy } from "../map-model/node-size.ts";
import { SideSheet } from "../ui/overlays/SideSheet.tsx";
import { useDelayed } from "shared-ui/use-delayed.ts";
import { useKeys } from "../ui/use-keys.ts";
import { MEDIUM, NARROW, useMedia } from "../ui/use-media.ts";
import { useSize } from "../ui/use-size.ts";
import { useAddress } from "../use-address.ts";
import { useScope } from "../use-scope.ts";
import { MapLegend } from "./map/MapLegend.tsx";
import { EmptyMap } from "./map/MapNotice.tsx";
import { FailedView, LoadingView } from "./ViewNotice.tsx";
import { MapSide } from "./map/MapSide.tsx";
import type { Selected } from "./map/MapSide.tsx";
import { MapTable } from "./map/MapTable.tsx";
import { MapTool } from "./map/MapTool.tsx";
import { useLayout } from "./map/use-layout.ts";
import { useServiceGraph } from "./map/use-service-graph.ts";
import type { ServiceGraph } from "./map/use-service-graph.ts";
import "./map/map-page.css";

/** Loading shows only when it takes longer. */
const LOADING_AFTER_MS = 200;

/** The services of a range and what they call, with their health. */
export function MapPage() {
  const scope = useScope();
  const { query, change } = useAddress();
  const view = readMapView(query);
  const { data, error, isStale, retry } = useServiceGraph(scope);
  const isSlow = useDelayed((data === undefined || isStale) && error === null, LOADING_AFTER_MS);
  const isTable = useMedia(NARROW) ? view.view !== "map" : view.view === "table";
  const isSheet = useMedia(MEDIUM);
  const canvas = useRef<MapHandle>(null);
  const find = useRef<HTMLInputElement>(null);

  const select = (selected: Selected) =>
    change(
      { node: undefined, edge: undefined, brush: undefined, outcomes: undefined, ...selected },
      { replace: true },
    );
  const showTable = (shown: boolean) => change({ view: shown ? "table" : "map" });
  const selected: Selected =
    view.node !== "" ? { node: view.node } : view.edge !== "" ? { edge: view.edge } : undefined;

  useKeys({
    "Shift+T": () => showTable(!isTable),
    "0": () => canvas.current?.fit(),
    "/": () => find.current?.focus(),
    Escape: () => (selected ? select(undefined) : false),
  });
  // The map of another group or range is no answer to a question that failed.
  const isShown = data !== undefined && !(isStale && error !== null);
  const hasNodes = isShown && data.graph.nodes.length > 0;
  return (
    <main className="map-main">
      <title>Map · X-Ray local</title>
      <h1 className="visually-hidden">Trace map</h1>
      <MapTool
        isTable={isTable}
        size={view.size}
        show={view.show}
        data={data}
        findRef={find}
        onTable={showTable}
        onSize={(size) => change({ size }, { replace: true })}
        onShow={(show) => change({ show }, { replace: true })}
        onFind={(key) => {
          select({ node: key });
          canvas.current?.focus(key);
        }}
      />
      <div className={isStale && isSlow ? "map-page map-stale" : "map-page"}>
        {error !== null && (data === undefined || isStale) ? (
          <FailedView error={error} onRetry={retry} />
        ) : null}
        {data === undefined && isSlow ? <LoadingView what="Drawing the map" /> : null}
        {isShown && !hasNodes ? <EmptyMap scope={scope} /> : null}
        {hasNodes && isTable ? (
          <MapTable
            graph={data.graph}
            rangeSec={data.endSec - data.startSec}
            selected={view.node || view.edge}
            onSelect={select}
          />
        ) : null}
        {hasNodes && !isTable ? (
          <Canvas
            canvas={canvas}
            data={data}
            size={view.size}
            show={view.show}
            selected={view.node || view.edge}
            onSelect={select}
          />
        ) : null}
        {hasNodes && selected ? (
          <SideSheet isSheet={isSheet} isOpen hasOwnClose label="Details" onClose={() => select(undefined)}>
            <MapSide
              data={data}
              selected={selected}
              scope={scope}
              selection={{ brush: view.times, outcomes: readOutcomes(view.outcomes) }}
              onSelection={({ brush, outcomes }) =>
                change(
                  {
                    brush: brush && formatTimes(brush),
                    outcomes: outcomes.length === OUTCOMES.length ? undefined : outcomes.join(",") || "none",
                  },
                  { replace: true },
                )
              }
              onSelect={select}
            />
          </SideSheet>
        ) : null}
      </div>
    </main>
  );
}

function Canvas({
  canvas,
  data,
  size,
  show,
  selected,
  onSelect,
}: {
  canvas: RefObject<MapHandle | null>;
  data: ServiceGraph;
  size: string;
  show: string;
  selected: string;
  onSelect: (selected: Selected) => void;
}) {
  const [measure, extent] = useSize();
  const layout = useLayout(data.graph);
  return (
    <div className="map-area" ref={measure}>
      {extent ? (
        <MapCanvas
          ref={canvas}
          graph={data.graph}
          layout={layout}
          size={extent}
          rangeSec={data.endSec - data.startSec}
          sizeBy={readSize(size)}
          shown={readShown(show)}
          selected={selected}
          onSelect={onSelect}
        />
      ) : null}
      <MapLegend onFit={() => canvas.current?.fit()} onZoom={(factor) => canvas.current?.zoomBy(factor)} />
    </div>
  );
}

const OUTCOMES: readonly Outcome[] = ["ok", "error", "throttle", "fault"];

/** Empty: all. `none` is a word that no outcome has. */
function readOutcomes(texts: readonly string[]): readonly Outcome[] {
  return texts.length === 0 ? OUTCOMES : OUTCOMES.filter((outcome) => texts.includes(outcome));
}

function readSize(text: string): SizeBy {
  return text === "failures" || text === "none" ? text : "traffic";
}

function readShown(text: string): Shown {
  return text === "latency" || text === "failures" ? text : "all";
}
