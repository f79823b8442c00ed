import type {
  FigureAnswer,
  FigureBrush,
  FigureQuery,
  FigureSet,
  SetFigures,
} from "xray-local/console-wire/figures.ts";
import { percentile } from "xray-local/trace/percentile.ts";
import { isInBrush } from "../histogram/brush.ts";
import { heatColumnSec, heatLengths, heatOfRows } from "../histogram/heat.ts";
import type { Heat } from "../histogram/heat.ts";
import { MOST_MARKS } from "../histogram/marks.ts";
import type { CountedLength } from "../histogram/response-axis.ts";
import { sortNumbers } from "../lib/statistics.ts";
import type { Outcome } from "../lib/outcome.ts";
import type { Brush } from "../links.ts";
import { figureRefiners, REFINER_GROUPS, SLOW_GROUPS } from "./figure-refiners.ts";
import { refine } from "./refiners.ts";
import type { Refiner } from "./refiners.ts";
import type { TraceRow } from "./trace-row.ts";

/** What is told of all traces that match, whether all of them are listed or not. */
export interface Overview {
  matched: number;
  scanned: number;
  /** Of these, inside the brush; undefined without one. */
  selected: number | undefined;
  outcomes: Readonly<Record<Outcome, number>>;
  percentiles: readonly { label: string; sec: number }[];
  /** The shortest first. */
  lengths: readonly CountedLength[];
  /** A crowd, to be drawn as cells. */
  heat: Heat | undefined;
  refiners: readonly Refiner[];
}

export const EMPTY_OVERVIEW: Overview = {
  matched: 0,
  scanned: 0,
  selected: undefined,
  outcomes: { ok: 0, error: 0, throttle: 0, fault: 0 },
  percentiles: [],
  lengths: [],
  heat: undefined,
  refiners: [],
};

const SHARES = [0.5, 0.95, 0.99] as const;

interface Bounds {
  startSec: number;
  endSec: number;
}

/** Of traces that are all here. */
export function overviewOfRows(
  rows: readonly TraceRow[],
  scanned: number,
  brush: Brush | undefined,
  bounds: Bounds,
): Overview {
  const sorted = sortNumbers(rows.map((row) => row.responseSec));
  const outcomes = { ok: 0, error: 0, throttle: 0, fault: 0 };
  for (const row of rows) outcomes[row.outcome] += 1;
  const isInside = brush === undefined ? undefined : (row: TraceRow) => isInBrush(brush, row);
  return {
    matched: rows.length,
    scanned,
    selected: isInside === undefined ? undefined : rows.filter(isInside).length,
    outcomes,
    percentiles: SHARES.map((share) => ({ label: labelOf(share), sec: percentile(sorted, share) })),
    lengths: sorted.map((sec) => ({ sec, count: 1 })),
    heat: rows.length > MOST_MARKS ? heatOfRows(rows, bounds) : undefined,
    refiners: refine(rows, isInside),
  };
}

/** What is asked of the server, where it has more than is here. */
export function overviewQuery(bounds: Bounds, filter: string, brush: Brush | undefined): FigureQuery {
  const set: FigureSet = { ...bounds, ...(filter !== "" && { filter }) };
  return {
    sets: brush === undefined ? [set] : [set, { ...set, brush: toFigureBrush(brush) }],
    columnSec: heatColumnSec(bounds),
    rows: true,
    groups: REFINER_GROUPS,
  };
}

/** What took most of the slowest responses. */
export function slowQuery(bounds: Bounds, filter: string, fromDurationSec: number): FigureQuery {
  const set = { ...bounds, ...(filter !== "" && { filter }), brush: { fromDurationSec } };
  return { sets: [set], groups: SLOW_GROUPS };
}

/** From this on a response of the answer is slow, seconds. */
export function slowFromSec({ sets }: FigureAnswer): number {
  return sets[0]?.p95Sec ?? 0;
}

/** Of what the server has counted. */
export function overviewOfFigures(answer: FigureAnswer, slow: FigureAnswer | undefined): Overview {
  const [all, inside] = answer.sets;
  if (all === undefined) return EMPTY_OVERVIEW;
  const heat = heatOf(all);
  return {
    matched: all.count,
    scanned: all.scanned,
    selected: inside?.count,
    outcomes: all.outcomes,
    percentiles: [all.p50Sec, all.p95Sec, all.p99Sec].map((sec, index) => ({
      label: labelOf(SHARES[index] ?? 0),
      sec,
    })),
    lengths: heat === undefined ? [] : heatLengths(heat),
    heat,
    refiners: figureRefiners(all, slow?.sets[0]?.groups ?? [], inside),
  };
}

function heatOf({ columns, heatmap }: SetFigures): Heat | undefined {
  if (columns === undefined || heatmap === undefined) return undefined;
  return { ...heatmap, startSec: columns.startSec, columnSec: columns.columnSec };
}

/** The brush has its edges, the server's is half open. */
function toFigureBrush({ startSec, endSec, minResponseSec, maxResponseSec }: Brush): FigureBrush {
  return {
    startSec,
    endSec: endSec + 1e-6,
    fromDurationSec: minResponseSec,
    toDurationSec: maxResponseSec + 1e-6,
  };
}

function labelOf(share: number): string {
  return `p${share * 100}`;
}
