import { useMemo } from "react";
import { Link } from "react-router";
import { Plot } from "../../histogram/Plot.tsx";
import { plotFrame, plotScales } from "../../histogram/plot-scales.ts";
import type { Brush } from "../../links.ts";
import { formatCount, formatCounted, formatDuration, formatTime } from "../../lib/format.ts";
import { FAILURES } from "../../lib/outcome.ts";
import type { Outcome } from "../../lib/outcome.ts";
import { percentile } from "xray-local/trace/percentile.ts";
import { sortNumbers } from "../../lib/statistics.ts";
import type { TraceRow } from "../../traces/trace-row.ts";
import { Icon } from "../../ui/Icon.tsx";
import { OutcomeMark } from "../../ui/OutcomeMark.tsx";
import { NARROW, useMedia } from "../../ui/use-media.ts";
import { useSize } from "../../ui/use-size.ts";

export interface PlotBandProps {
  rows: readonly TraceRow[];
  bounds: { startSec: number; endSec: number };
  brush: Brush | undefined;
  selectedCount: number;
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
  const { rows, bounds, brush } = props;
  const narrow = useMedia(NARROW);
  const [sizeRef, size] = useSize();
  const sorted = useMemo(() => sortNumbers(rows.map((row) => row.responseSec)), [rows]);
  const percentiles = [0.5, 0.95, 0.99].map((share) => ({
    label: `p${share * 100}`,
    sec: percentile(sorted, share),
  }));
  const { startSec, endSec } = bounds;
  const width = size?.width;
  const scales = useMemo(
    () =>
      width === undefined ? undefined : plotScales(plotFrame(width, narrow), { startSec, endSec }, sorted),
    [width, narrow, startSec, endSec, sorted],
  );
  return (
    <section className="band">
      <div className="band-head">
        <h1>Response time</h1>
        {brush === undefined ? (
          <Figures rows={rows} percentiles={percentiles} />
        ) : (
          <BrushWords {...props} brush={brush} />
        )}
      </div>
      <div className="band-plot" ref={sizeRef}>
        {scales === undefined ? null : (
          <Plot
            {...props}
            label={`Response time of ${formatCounted(rows.length, "trace")} over time, log scale`}
            scales={scales}
            percentiles={percentiles}
            now={props.showNow}
          />
        )}
      </div>
    </section>
  );
}

function Figures({
  rows,
  percentiles,
}: {
  rows: readonly TraceRow[];
  percentiles: readonly { label: string; sec: number }[];
}) {
  if (rows.length === 0) return null;
  const counts = { ok: 0, error: 0, throttle: 0, fault: 0 };
  for (const row of rows) counts[row.outcome] += 1;
  return (
    <>
      {percentiles.map(({ label, sec }) => (
        <span key={label} className="band-figure band-percentile">
          <b>{formatDuration(sec)}</b> {label}
        </span>
      ))}
      <span className="grow" />
      {[...FAILURES, "ok" as const].map((outcome) =>
        counts[outcome] === 0 && outcome !== "ok" ? null : (
          <span key={outcome} className="band-figure">
            <OutcomeMark outcome={outcome} size={10} label="" />
            <b>{formatCount(counts[outcome])}</b> {WORDS[outcome][counts[outcome] === 1 ? 0 : 1]}
          </span>
        ),
      )}
    </>
  );
}

function BrushWords({ brush, selectedCount, onBrush, setsHref, nowSec }: PlotBandProps & { brush: Brush }) {
  const lower = brush.minResponseSec === 0 ? "up to" : `${formatDuration(brush.minResponseSec)} to`;
  const times = `${formatTime(brush.startSec, nowSec)} to ${formatTime(brush.endSec, nowSec)}`;
  return (
    <>
      <span className="band-brush">
        {formatCounted(selectedCount, "trace")}, {lower} {formatDuration(brush.maxResponseSec)}, {times}
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
