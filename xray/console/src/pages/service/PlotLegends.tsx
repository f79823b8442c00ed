import { toY } from "../../histogram/plot-scales.ts";
import type { PlotScales } from "../../histogram/plot-scales.ts";
import { formatDuration } from "../../lib/format.ts";
import { Duration } from "../../ui/Figure.tsx";
import type { Figures } from "xray-local/console-wire/figures.ts";
import { layerClass } from "./layer-class.ts";
import type { ResponseLayer } from "./response-layers.ts";
import type { ServiceModel } from "./service-model.ts";

const PERCENTILES = [
  { name: "p99", of: (figures: Figures) => figures.p99Sec },
  { name: "p95", of: (figures: Figures) => figures.p95Sec },
  { name: "p50", of: (figures: Figures) => figures.p50Sec },
] as const;
/** Lines of two percentiles nearer than this would lie on each other. */
const LINE_PX = 20;

/** p50, p95 and p99 beside where they end in the plot, with what they were; below it where there is no room. */
export function PercentileLegend({ model, scales }: { model: ServiceModel; scales: PlotScales | undefined }) {
  const { row } = model;
  if (row === undefined) return null;
  const { pace } = row.changes;
  const told = PERCENTILES.map(({ name, of }) => ({
    name,
    sec: of(row.times),
    wasSec: pace === undefined ? undefined : of(pace.before),
  }));
  if (scales === undefined) {
    return (
      <p className="service-legend-below">
        {told.toReversed().map(({ name, sec, wasSec }) => (
          <span key={name}>
            <b>
              {name} {formatDuration(sec)}
            </b>
            {wasSec === undefined ? "" : ` was ${formatDuration(wasSec)}`}
          </span>
        ))}
      </p>
    );
  }
  const places = spreadOut(
    told.map(({ sec }) => toY(scales, sec)),
    scales.frame.height,
  );
  return (
    <svg
      className="service-legend"
      width={168}
      height={scales.frame.height}
      role="img"
      aria-label={told.map(({ name, sec }) => `${name} ${formatDuration(sec)}`).join(", ")}
    >
      {told.map(({ name, sec, wasSec }, index) => (
        <g key={name} transform={`translate(0 ${places[index] ?? 0})`} aria-hidden="true">
          <text x="10">{name}</text>
          <text className="service-legend-figure" x="92" textAnchor="end">
            {formatDuration(sec)}
          </text>
          {wasSec === undefined ? null : <text x="100">was {formatDuration(wasSec)}</text>}
        </g>
      ))}
    </svg>
  );
}

/** Baselines from the top down, none nearer to the next than a line. */
function spreadOut(ys: readonly number[], height: number): readonly number[] {
  const places: number[] = [];
  for (const y of ys) places.push(Math.max(y + 4, (places.at(-1) ?? -LINE_PX) + LINE_PX));
  const over = Math.max(0, (places.at(-1) ?? 0) - (height - 4));
  return places.map((place) => place - over);
}

/** What the layers are, the uppermost first. */
export function LayerLegend({ layers, isBelow }: { layers: readonly ResponseLayer[]; isBelow: boolean }) {
  return (
    <ul className={isBelow ? "service-layers-below" : "service-layers"} aria-label="Where the time goes">
      {(isBelow ? layers : layers.toReversed()).map((layer) => (
        <li key={layer.key}>
          <svg width="10" height="10" aria-hidden="true">
            <rect x="1" y="1" width="8" height="8" className={layerClass(layer)} />
          </svg>
          <span title={layer.name}>{layer.name}</span>
          <b>
            <Duration sec={layer.meanSec} />
          </b>
        </li>
      ))}
    </ul>
  );
}
