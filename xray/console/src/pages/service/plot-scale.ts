import type { FigureColumns, Heatmap } from "xray-local/console-wire/figures.ts";
import { responseAxis } from "../../histogram/response-axis.ts";
import type { ResponseAxis } from "../../histogram/response-axis.ts";
import type { PlotFrame, PlotScales } from "../../histogram/plot-scales.ts";
import { roundUpToAxisEnd } from "../../lib/statistics.ts";

/** Pixels above and below a plot. The three have one time axis, so `left` and `right` are the same. */
const HEIGHTS = { requests: 76, responses: 196, parts: 132 } as const;
export type PlotName = keyof typeof HEIGHTS;

const LEFT = 52;
/** Right of the plots stand p50, p95 and p99, and the names of the layers. */
const LEGEND = 168;
const NARROW_LEFT = 48;
const TOP = 12;
/** The last plot has the times below it. */
const TIMES = 20;

export function serviceFrame(plot: PlotName, width: number, isNarrow: boolean): PlotFrame {
  const height = HEIGHTS[plot];
  const right = Math.max(120, isNarrow ? width - 12 : width - LEGEND);
  return {
    width,
    height,
    left: isNarrow ? NARROW_LEFT : LEFT,
    right,
    top: TOP,
    bottom: plot === "parts" ? height - TIMES : height - 6,
    binsLeft: 0,
    binsWidth: isNarrow ? 0 : 1,
  };
}

/**
 * The axis of responses: from the shortest to the longest, with as much above as lets lines be seen. A few that lie far
 * behind the others are beyond it, as in the list.
 */
export function serviceAxis(heatmap: Heatmap | undefined): ResponseAxis {
  const cells = (heatmap?.cells ?? []).toSorted(([, a], [, b]) => a - b);
  const [first, last] = [cells[0], cells.at(-1)];
  if (heatmap === undefined || first === undefined || last === undefined) {
    return { minSec: 0.001, maxSec: 1, slowestSec: 0, beyond: 0 };
  }
  const secOf = (row: number) => 10 ** (row / heatmap.rowsPerDecade - 6);
  const axis = responseAxis(
    cells.map(([, row, ...counts]) => ({
      sec: secOf(row),
      count: counts.reduce((sum, each) => sum + each, 0),
    })),
  );
  const minSec = secOf(first[1] - 1);
  return { ...axis, minSec, maxSec: Math.max(minSec * 20, Math.min(axis.maxSec, secOf(last[1] + 2))) };
}

/** A linear axis from 0. */
export interface LinearAxis {
  end: number;
  /** 0 at the bottom, the end at the top. */
  toY: (value: number) => number;
  ticks: readonly number[];
}

export function linearAxis(most: number, { top, bottom }: PlotFrame, steps: number): LinearAxis {
  const end = roundUpToAxisEnd(most);
  return {
    end,
    toY: (value) => bottom - (Math.min(value, end) / end) * (bottom - top),
    ticks: Array.from({ length: steps + 1 }, (_, step) => (end * step) / steps),
  };
}

/** Left edge of each column and of the end, pixels. */
export function columnEdges(
  { startSec, columnSec, count }: Pick<FigureColumns, "startSec" | "columnSec" | "count">,
  scales: PlotScales,
): readonly number[] {
  const { frame } = scales;
  const perSec = (frame.right - frame.left) / (scales.endSec - scales.startSec);
  return Array.from({ length: count.length + 1 }, (_, column) =>
    Math.min(frame.right, frame.left + (startSec + column * columnSec - scales.startSec) * perSec),
  );
}
