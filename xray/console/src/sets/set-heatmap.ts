import type { FigureColumns, Heatmap } from "xray-local/console-wire/figures.ts";
import type { PlotFrame, PlotScales } from "../histogram/plot-scales.ts";
import { toX, toY } from "../histogram/plot-scales.ts";

/** Two heatmaps side by side, pixels. */
export const HEAT_HEIGHT = 150;
const LEFT = 52;
const GAP = 20;
const TOP = 6;
const BOTTOM = 128;
/** Shown even where all responses are alike. */
const LEAST_DECADES = 1;
const STEPS = 5;

type Rows = Pick<Heatmap, "rowsPerDecade" | "cells">;

/** Frames of A and B in the same picture, beside each other, or below each other where it is narrow. */
export function heatFrames(width: number): readonly [PlotFrame, PlotFrame] {
  const half = Math.max(40, (width - LEFT - GAP) / 2);
  const frame = (left: number): PlotFrame => ({
    width,
    height: HEAT_HEIGHT,
    left,
    right: left + half,
    top: TOP,
    bottom: BOTTOM,
    binsLeft: 0,
    binsWidth: 0,
  });
  return [frame(LEFT), frame(LEFT + half + GAP)];
}

/** The one response axis of both, from the lowest row that holds anything to the highest, seconds. */
export function heatAxis(maps: readonly (Rows | undefined)[]): { minSec: number; maxSec: number } {
  const known = maps.filter((map) => map !== undefined);
  const rows = known.flatMap(({ cells }) => cells.map(([, row]) => row));
  const perDecade = known[0]?.rowsPerDecade ?? 10;
  if (rows.length === 0) return { minSec: 0.001, maxSec: 1 };
  const low = rows.reduce((least, row) => Math.min(least, row), Infinity) - 1;
  const high = rows.reduce((most, row) => Math.max(most, row), 0) + 2;
  const missing = Math.max(0, LEAST_DECADES * perDecade - (high - low));
  const toSec = (row: number) => 10 ** (row / perDecade) / 1e6;
  return { minSec: toSec(low - Math.floor(missing / 2)), maxSec: toSec(high + Math.ceil(missing / 2)) };
}

/** One path for each of five steps of strength, which grow by the logarithm of the count up to the fullest cell. */
export function heatPaths(
  map: Rows,
  columns: Pick<FigureColumns, "startSec" | "columnSec">,
  scales: PlotScales,
): readonly string[] {
  const paths = Array.from({ length: STEPS }, () => "");
  const fullest = Math.max(2, ...map.cells.map(countOf));
  const { rowsPerDecade } = map;
  for (const cell of map.cells) {
    const [column, row] = cell;
    const startSec = columns.startSec + column * columns.columnSec;
    const left = toX(scales, startSec);
    const right = Math.min(scales.frame.right, toX(scales, startSec + columns.columnSec));
    const bottom = toY(scales, 10 ** (row / rowsPerDecade) / 1e6);
    const top = toY(scales, 10 ** ((row + 1) / rowsPerDecade) / 1e6);
    const step = Math.round((Math.log(countOf(cell)) / Math.log(fullest)) * (STEPS - 1));
    const width = Math.max(1, right - left - 1);
    const height = Math.max(1, bottom - top - 1);
    paths[step] += `M${digits(left)} ${digits(top)}h${digits(width)}v${digits(height)}h${digits(-width)}z`;
  }
  return paths;
}

function countOf([, , ok, error, throttle, fault]: Heatmap["cells"][number]): number {
  return ok + error + throttle + fault;
}

function digits(value: number): number {
  return Math.round(value * 10) / 10;
}
