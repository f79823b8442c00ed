import { useMemo } from "react";
import { Link } from "react-router";
import { Plot } from "../../histogram/Plot.tsx";
import { plotFrame, plotScales } from "../../histogram/plot-scales.ts";
import type { Brush } from "../../links.ts";
import { formatCount, formatCounted, formatDuration, formatTime } from "../../lib/format.ts";
import { FAILURES } from "../../lib/outcome.ts";
import type { Outcome } from "../../lib/outcome.ts";
import { responseAxis } from "../../histogram/response-axis.ts";
import { EMPTY_OVERVIEW } from "../../traces/overview.ts";
import type { Overview } from "../../traces/overview.ts";
import type { TraceRow } from "../../traces/trace-row.ts";
import { Icon } from "../../ui/Icon.tsx";
import { OutcomeMark } from "../../ui/OutcomeMark.tsx";
import { NARROW, useMedia } from "../../ui/use-media.ts";
import { useSize } from "../../ui/use-size.ts";

export interface PlotBandProps {
  /** Those that are loaded. */
  rows: readonly TraceRow[];
  /** Of all that match; undefined until they are counted. */
  overview: Overview | undefined;
  bounds: { startSec: number; endSec: number };
  brush: Brush | undefined;
  onBrush: (brush: Brush | undefined) => void;
  onWriteBrush: () => void;
  /** Where the selection is compared with the rest. */
  setsHref: string;
  hovered: string | undefined;
  onHover: (id: string | undefined) => void;
  onOpen: (id: string) => void;
  showNow: boolean;
  nowSec: number;
}

const WORDS: Readonly<Record<Outcome, readonly [one: string, many: string]>> = {
  fault: ["fault", "faults"],
  throttle: ["throttled", "throttled"],
  error: ["error", "errors"],
  ok: ["ok", "ok"],
};

/** The plot with its line of figures. */
export function PlotBand(props: PlotBandProps) {
  const { bounds, brush, overview = EMPTY_OVERVIEW } = props;
  const narrow = useMedia(NARROW);
  const [sizeRef, size] = useSize();
  const { startSec, endSec } = bounds;
  const width = size?.width;
  const { lengths } = overview;
  const axis = useMemo(() => responseAxis(lengths), [lengths]);
  const scales = useMemo(
    () =>
      width === undefined ? undefined : plotScales(plotFrame(width, narrow), { startSec, endSec }, axis),
    [width, narrow, startSec, endSec, axis],
  );
  return (
    <section className="band">
      <div className="band-head">
        <h1>Response time</h1>
        {brush === undefined ? (
          <Figures overview={overview} />
        ) : (
          <BrushWords {...props} brush={brush} selected={overview.selected} />
        )}
      </div>
      <div className="band-plot" ref={sizeRef}>
        {scales === undefined ? null : (
          <Plot
            {...props}
            // Until all are counted, none of them are drawn.
            rows={props.overview === undefined ? NO_ROWS : props.rows}
            label={`Response time of ${formatCounted(overview.matched, "trace")} over time, log scale`}
            heat={overview.heat}
            scales={scales}
            percentiles={overview.percentiles}
            now={props.showNow}
          />
        )}
      </div>
    </section>
  );
}

const NO_ROWS: readonly TraceRow[] = [];

function Figures({ overview: { matched, outcomes, percentiles } }: { overview: Overview }) {
  if (matched === 0) return null;
  return (
    <>
      {percentiles.map(({ label, sec }) => (
        <span key={label} className="band-figure band-percentile">
          <b>{formatDuration(sec)}</b> {label}
        </span>
      ))}
      <span className="grow" />
      {[...FAILURES, "ok" as const].map((outcome) =>
        outcomes[outcome] === 0 && outcome !== "ok" ? null : (
          <span key={outcome} className="band-figure">
            <OutcomeMark outcome={outcome} size={10} label="" />
            <b>{formatCount(outcomes[outcome])}</b>{" "}
            <span className="band-word">{WORDS[outcome][outcomes[outcome] === 1 ? 0 : 1]}</span>
          </span>
        ),
      )}
    </>
  );
}

function BrushWords({
  brush,
  selected,
  onBrush,
  setsHref,
  nowSec,
}: PlotBandProps & { brush: Brush; selected: number | undefined }) {
  const lower = brush.minResponseSec === 0 ? "up to" : `${formatDuration(brush.minResponseSec)} to`;
  const times = `${formatTime(brush.startSec, nowSec)} to ${formatTime(brush.endSec, nowSec)}`;
  return (
    <>
      <span className="band-brush">
        {selected === undefined ? "" : `${formatCounted(selected, "trace")}, `}
        {lower} {formatDuration(brush.maxResponseSec)}, {times}
      </span>
      <button
        type="button"
        className="ctl ctl-square band-clear"
        aria-label="Clear the selection"
        onClick={() => onBrush(undefined)}
      >
        <Icon name="close" />
      </button>
      <Link className="link" to={setsHref}>
        Compare with the rest
      </Link>
      <kbd className="key">D</kbd>
      <span className="grow" />
      <span className="band-hint">Esc clears the selection, Enter writes it into the filter</span>
    </>
  );
}
