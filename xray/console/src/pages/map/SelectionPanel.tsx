import { useState } from "react";
import type { ReactNode } from "react";
import { durationParts, formatCount, formatShare } from "../../lib/format.ts";
import type { Outcome } from "../../lib/outcome.ts";
import type { Scope } from "../../links.ts";
import type { MapSelection } from "../../map-model/map-filter.ts";
import { FAILURE_WORDS } from "../../map-model/map-figures.ts";
import type { Figures } from "../../map-model/map-graph.ts";
import { worstFailure } from "../../map-model/map-graph.ts";
import { percentileOfEntries } from "xray-local/trace/percentile.ts";
import { Icon } from "../../ui/Icon.tsx";
import { useSize } from "../../ui/use-size.ts";
import { useNowSec } from "../../ui/use-now.ts";
import { FilterPreview } from "./FilterPreview.tsx";
import { HistogramBrush } from "./HistogramBrush.tsx";
import type { TimeBrush } from "./HistogramBrush.tsx";
import { OutcomeBoxes } from "./OutcomeBoxes.tsx";
import { SeriesCharts } from "./SeriesCharts.tsx";
import { useSettled } from "./use-settled.ts";
import { useSeries } from "./use-series.ts";

/**
 * What a node or an edge did in the range, and the filter that finds its traces. Mount it anew for another selection.
 */
export function SelectionPanel({
  title,
  name,
  words,
  figures,
  timeWord,
  selector,
  filterOf,
  scope,
  startSec,
  endSec,
  selection,
  onSelection,
  onClose,
  children,
}: {
  title: ReactNode;
  /** The name of the node or edge, for screen readers. */
  name: string;
  words: string;
  figures: Figures;
  /** `Response time`, for asynchronous edges `Time in the queue`. */
  timeWord: string;
  selector: string;
  filterOf: (selection: MapSelection) => string;
  scope: Scope;
  startSec: number;
  endSec: number;
  /** The initial selection; `tell` gets changes when they have settled. */
  selection: MapSelection;
  onSelection: (selection: MapSelection) => void;
  onClose: () => void;
  children?: ReactNode;
}) {
  const [{ brush, outcomes }, setSelection] = useState(selection);
  const setBrush = (next: TimeBrush | undefined) => setSelection((before) => ({ ...before, brush: next }));
  const setOutcomes = (next: readonly Outcome[]) => setSelection((before) => ({ ...before, outcomes: next }));
  useSettled({ brush, outcomes }, onSelection);
  const [measure, size] = useSize();
  const nowSec = useNowSec();
  const series = useSeries(selector, startSec, endSec, scope.group);
  const width = Math.floor(size?.width ?? 0);
  return (
    <>
      <section className="map-section">
        <h2>
          {title}
          <span className="grow" />
          <button type="button" className="ctl ctl-square" aria-label="Close" onClick={onClose}>
            <Icon name="close" />
          </button>
        </h2>
        <p className="map-words">{words}</p>
        <FigureRow figures={figures} />
      </section>
      <section className="map-section">
        <h3>
          {timeWord}
          <i>share of requests, log scale</i>
        </h3>
        <div ref={measure} className="map-chart">
          {width > 0 ? (
            <HistogramBrush
              entries={figures.histogram}
              width={width}
              name={name}
              brush={brush}
              onBrush={setBrush}
            />
          ) : null}
        </div>
      </section>
      {series && width > 0 ? (
        <section className="map-section">
          <SeriesCharts series={series} width={width} nowSec={nowSec} />
        </section>
      ) : null}
      <section className="map-section">
        <OutcomeBoxes figures={figures} chosen={outcomes} onChoose={setOutcomes} />
      </section>
      <section className="map-section">
        <FilterPreview
          filter={filterOf({ brush, outcomes })}
          scope={scope}
          startSec={startSec}
          endSec={endSec}
        />
      </section>
      {children}
    </>
  );
}

function FigureRow({ figures }: { figures: Figures }) {
  const p95 = percentileOfEntries(figures.histogram, 0.95);
  const worst = worstFailure(figures);
  return (
    <dl className="map-facts">
      <div>
        <dt>requests</dt>
        <dd>{formatCount(figures.total)}</dd>
      </div>
      <TimeFact term="average" sec={figures.averageSec} />
      <TimeFact term="p95" sec={p95} />
      <div>
        <dt>{worst ? FAILURE_WORDS[worst.outcome] : "faults"}</dt>
        <dd className={worst ? `map-fact-${worst.outcome}` : undefined}>{formatShare(worst?.share ?? 0)}</dd>
      </div>
    </dl>
  );
}

function TimeFact({ term, sec }: { term: string; sec: number | undefined }) {
  const { value, unit } = durationParts(sec ?? NaN);
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        {value}
        <i>{unit}</i>
      </dd>
    </div>
  );
}
