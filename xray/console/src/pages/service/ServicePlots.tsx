import { useId, useMemo } from "react";
import { plotScales, responseTicks, toX, toY } from "../../histogram/plot-scales.ts";
import type { PlotScales } from "../../histogram/plot-scales.ts";
import type { Bounds } from "../../api/use-figures.ts";
import { formatCount, formatDuration, formatEach, formatMinute } from "../../lib/format.ts";
import type { Brush } from "../../links.ts";
import { useKeys } from "../../ui/use-keys.ts";
import { useMedia } from "../../ui/use-media.ts";
import { useSize } from "../../ui/use-size.ts";
import { layerClass } from "./layer-class.ts";
import { heatPaths, layerPaths, percentilePath, requestPaths } from "./plot-paths.ts";
import { columnEdges, linearAxis, serviceAxis, serviceFrame } from "./plot-scale.ts";
import { PlotFrameView } from "./PlotFrameView.tsx";
import { LayerLegend, PercentileLegend } from "./PlotLegends.tsx";
import type { ResponseLayer } from "./response-layers.ts";
import type { ServiceModel } from "./service-model.ts";
import { lengthText } from "../../targets/target-budget.ts";
import { usePlotBrush } from "./use-plot-brush.ts";

const NARROW = "(max-width: 720px)";

/** Requests, responses and what they are made of, on one axis of time. */
export function ServicePlots(props: PlotsProps) {
  const isNarrow = useMedia(NARROW);
  const [ref, size] = useSize();
  return (
    <section className="service-plots" aria-label="Plots" ref={ref}>
      {size === undefined ? null : <Plots {...props} width={Math.floor(size.width)} isNarrow={isNarrow} />}
    </section>
  );
}

interface PlotsProps {
  model: ServiceModel;
  /** Undefined while they are added up. */
  layers: readonly ResponseLayer[] | undefined;
  bounds: Bounds;
  nowSec: number;
  /** From when on figures at the side are, where something changed. */
  sinceSec: number | undefined;
  /** Answered within so many seconds is good. */
  targetSec: number | undefined;
  brush: Brush | undefined;
  onBrush: (brush: Brush | undefined) => void;
}

function Plots(props: PlotsProps & { width: number; isNarrow: boolean }) {
  const { model, layers, bounds, nowSec, sinceSec, targetSec, width, isNarrow } = props;
  const { columns, heatmap } = model.set;
  const scales = useMemo(() => {
    const axis = serviceAxis(heatmap);
    const of = (plot: "requests" | "responses" | "parts"): PlotScales =>
      plotScales(serviceFrame(plot, width, isNarrow), bounds, axis);
    return { requests: of("requests"), responses: of("responses"), parts: of("parts") };
  }, [bounds, heatmap, width, isNarrow]);
  const brush = usePlotBrush(scales.responses, props.brush, props.onBrush);
  const helpId = useId();
  const keysId = useId();
  useKeys({ b: () => document.getElementById(keysId)?.click() });
  if (columns === undefined) return null;
  const edges = columnEdges(columns, scales.requests);
  const shared = { needles: model.needles, brush: brush.shown };
  return (
    <>
      <div className="service-plot-head">
        <h2>Requests</h2>
        <span className="service-opt">per {formatEach(columns.columnSec)}, by outcome</span>
      </div>
      <div className="service-plot-box">
        <button
          id={keysId}
          type="button"
          className="plot-keys"
          aria-label="Select a time in the plots"
          aria-describedby={helpId}
          onClick={(event) => {
            event.currentTarget.focus();
            brush.begin();
          }}
          onKeyDown={brush.onKeyDown}
        />
        <RequestsPlot {...shared} model={model} scales={scales.requests} edges={edges} brushing={brush} />
      </div>
      <div className="service-plot-head">
        <h2>Response time</h2>
        <span className="service-opt">
          cells per {formatEach(columns.columnSec)}, drag to brush{beyondWords(scales.responses)}
        </span>
      </div>
      <div className="service-plot-box">
        <PlotFrameView
          {...shared}
          scales={scales.responses}
          ticks={responseTicks(scales.responses)}
          isOfTime={false}
          handlers={brush.handlersOf(scales.responses, false)}
        >
          <Responses model={model} edges={edges} scales={scales.responses} targetSec={targetSec} />
        </PlotFrameView>
        <PercentileLegend model={model} scales={isNarrow ? undefined : scales.responses} />
      </div>
      <div className="service-plot-head">
        <h2>Where the time goes</h2>
        <span className="service-opt">mean of a request, by what the answer waited for</span>
        {sinceSec === undefined ? null : (
          <span className="service-since">since {formatMinute(sinceSec, nowSec)}</span>
        )}
      </div>
      <div className="service-plot-box">
        <PartsPlot {...shared} scales={scales.parts} layers={layers} edges={edges} brushing={brush} />
        {layers === undefined ? null : <LayerLegend layers={layers} isBelow={isNarrow} />}
      </div>
      <span id={helpId} className="visually-hidden">
        B begins a selection. Arrows move its right or upper edge, with Shift the left or lower one. D
        compares it with the rest, Escape clears it.
      </span>
    </>
  );
}

/** `, one longer, up to 2 h`, where the axis would press the others together. */
function beyondWords({ beyond, slowestSec }: PlotScales): string {
  return beyond === 0 ? "" : `; ${formatCount(beyond)} longer, up to ${formatDuration(slowestSec)}`;
}

type Brushing = ReturnType<typeof usePlotBrush>;

/** A label this near to the right edge stands left of its needle. */
const LABEL_PX = 190;

function RequestsPlot({
  model,
  scales,
  edges,
  brushing,
  needles,
  brush,
}: {
  model: ServiceModel;
  scales: PlotScales;
  edges: readonly number[];
  brushing: Brushing;
  needles: ServiceModel["needles"];
  brush: Brush | undefined;
}) {
  const { columns } = model.set;
  if (columns === undefined) return null;
  const axis = linearAxis(Math.max(1, ...columns.count), scales.frame, 1);
  const paths = requestPaths(columns, edges, axis);
  const ticks = axis.ticks.map((count) => ({ y: axis.toY(count), label: formatCount(count) }));
  return (
    <PlotFrameView
      scales={scales}
      ticks={ticks}
      needles={needles}
      brush={brush}
      isOfTime
      handlers={brushing.handlersOf(scales, true)}
    >
      <path d={paths.ok} fill="var(--dot)" fillOpacity=".55" />
      {(["error", "throttle", "fault"] as const).map((outcome) => (
        <path key={outcome} d={paths[outcome]} fill={`var(--${outcome})`} />
      ))}
      {needles.slice(-2).map(({ atSec, version, instead }) => {
        const x = toX(scales, atSec);
        const isLeft = x > scales.frame.right - LABEL_PX;
        return (
          <g key={version}>
            <path className="service-needle-head" d={`M${x - 3.5} 0h8l-4 5z`} />
            <text
              className="service-needle-text"
              x={isLeft ? x - 8 : x + 8}
              y="9"
              textAnchor={isLeft ? "end" : "start"}
            >
              version <tspan>{version}</tspan>
              {instead === "" ? "" : ` instead of ${instead}`}
            </text>
          </g>
        );
      })}
    </PlotFrameView>
  );
}

function Responses({
  model,
  edges,
  scales,
  targetSec,
}: {
  model: ServiceModel;
  edges: readonly number[];
  scales: PlotScales;
  targetSec: number | undefined;
}) {
  const { columns, heatmap } = model.set;
  const paths = useMemo(
    () => (heatmap === undefined ? undefined : heatPaths(heatmap, edges, scales)),
    [heatmap, edges, scales],
  );
  if (columns === undefined || paths === undefined) return null;
  const lineOf = (sec: readonly number[]) => percentilePath(sec, columns.count, edges, scales);
  const isTargetIn = targetSec !== undefined && targetSec > scales.minSec && targetSec < scales.maxSec;
  const targetY = isTargetIn ? Math.round(toY(scales, targetSec)) + 0.5 : 0;
  return (
    <>
      {paths.all.map((path, step) => (
        <path key={`all ${step + 1}`} d={path} fill="var(--dot)" fillOpacity={0.16 + step * 0.16} />
      ))}
      {paths.fault.map((path, step) => (
        <path key={`fault ${step + 1}`} d={path} fill="var(--fault)" fillOpacity={0.25 + step * 0.18} />
      ))}
      {isTargetIn ? (
        <>
          <path
            d={`M${scales.frame.left} ${targetY}H${scales.frame.right}`}
            stroke="var(--ink-2)"
            strokeDasharray="1 3"
          />
          <text className="service-halo" x={scales.frame.left + 6} y={targetY - 4}>
            target {lengthText(targetSec)}
          </text>
        </>
      ) : null}
      <path className="service-line service-line-p99" d={lineOf(columns.p99Sec)} />
      <path className="service-line service-line-p95" d={lineOf(columns.p95Sec)} />
      <path className="service-line service-line-p50" d={lineOf(columns.p50Sec)} />
    </>
  );
}

function PartsPlot({
  layers,
  scales,
  edges,
  brushing,
  needles,
  brush,
}: {
  layers: readonly ResponseLayer[] | undefined;
  scales: PlotScales;
  edges: readonly number[];
  brushing: Brushing;
  needles: ServiceModel["needles"];
  brush: Brush | undefined;
}) {
  const drawn = layers ?? [];
  const sums = edges
    .slice(1)
    .map((_, column) => drawn.reduce((sum, each) => sum + (each.secByColumn[column] ?? 0), 0));
  const axis = linearAxis(Math.max(0.001, ...sums), scales.frame, 2);
  const paths = layerPaths(drawn, edges, axis);
  const ticks = axis.ticks.map((sec) => ({ y: axis.toY(sec), label: sec === 0 ? "0" : lengthText(sec) }));
  return (
    <PlotFrameView
      scales={scales}
      ticks={ticks}
      needles={needles}
      brush={brush}
      isOfTime
      hasTimes
      handlers={brushing.handlersOf(scales, true)}
    >
      {drawn.map((layer, index) => (
        <path key={layer.key} className={layerClass(layer)} d={paths[index]} />
      ))}
    </PlotFrameView>
  );
}
