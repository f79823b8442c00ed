import type { FigureColumns, Heatmap } from "xray-local/console-wire/figures.ts";
import { toY } from "../../histogram/plot-scales.ts";
import type { PlotScales } from "../../histogram/plot-scales.ts";
import type { LinearAxis } from "./plot-scale.ts";
import type { ResponseLayer } from "./response-layers.ts";

const STEPS = 5;

/** The cells of a heatmap as one path a shade, the palest first; and, over them, what failed of each. */
export interface HeatPaths {
  all: readonly string[];
  fault: readonly string[];
}

/**
 * Shades grow by the logarithm of the count up to the fullest cell. Faults lie over them, as strong as their share of the
 * cell: a single one among hundreds is a tinge.
 */
export function heatPaths(
  { cells, rowsPerDecade }: Heatmap,
  edges: readonly number[],
  scales: PlotScales,
): HeatPaths {
  const countOf = ([, , ...counts]: Heatmap["cells"][number]) =>
    counts.reduce((sum, count) => sum + count, 0);
  const fullest = Math.max(2, ...cells.map(countOf));
  const secOf = (row: number) => 10 ** (row / rowsPerDecade - 6);
  const paths = {
    all: Array.from({ length: STEPS }, () => ""),
    fault: Array.from({ length: STEPS }, () => ""),
  };
  for (const cell of cells) {
    const [column, row, , , , faults] = cell;
    const [left, right] = [edges[column], edges[column + 1]];
    if (left === undefined || right === undefined || right - left < 0.5) continue;
    const [top, bottom] = [toY(scales, secOf(row + 1)), toY(scales, secOf(row))];
    const path = `M${digits(left)} ${digits(top)}H${digits(Math.max(left + 0.5, right - 1))}V${digits(Math.max(top + 0.5, bottom - 1))}H${digits(left)}z`;
    const count = countOf(cell);
    paths.all[Math.round((Math.log(count) / Math.log(fullest)) * (STEPS - 1))] += path;
    if (faults > 0) paths.fault[Math.ceil((faults / count) * STEPS) - 1] += path;
  }
  return paths;
}

/** Through the middle of each column; broken where no request came. */
export function percentilePath(
  secByColumn: readonly number[],
  count: readonly number[],
  edges: readonly number[],
  scales: PlotScales,
): string {
  let path = "";
  let isDown = false;
  for (const [column, sec] of secByColumn.entries()) {
    if ((count[column] ?? 0) === 0) {
      isDown = false;
      continue;
    }
    const x = ((edges[column] ?? 0) + (edges[column + 1] ?? 0)) / 2;
    path += `${isDown ? "L" : "M"}${digits(x)} ${digits(toY(scales, sec))}`;
    isDown = true;
  }
  return path;
}

const OUTCOMES = ["fault", "throttle", "error"] as const;

/** Bars of requests a column: what failed stands below, what went well above it. */
export function requestPaths(
  columns: FigureColumns,
  edges: readonly number[],
  axis: LinearAxis,
): Readonly<Record<"ok" | (typeof OUTCOMES)[number], string>> {
  const paths = { ok: "", fault: "", throttle: "", error: "" };
  for (const [column, count] of columns.count.entries()) {
    if (count === 0) continue;
    const [left, right] = [
      edges[column] ?? 0,
      Math.max((edges[column] ?? 0) + 1, (edges[column + 1] ?? 0) - 1),
    ];
    let below = 0;
    for (const outcome of OUTCOMES) {
      const failed = columns[outcome][column] ?? 0;
      if (failed === 0) continue;
      paths[outcome] += box(left, right, axis.toY(below), axis.toY(below + failed));
      below += failed;
    }
    if (count > below) paths.ok += box(left, right, axis.toY(below), axis.toY(count));
  }
  return paths;
}

/** Layers that lie on each other, each as an area of steps. */
export function layerPaths(
  layers: readonly ResponseLayer[],
  edges: readonly number[],
  axis: LinearAxis,
): readonly string[] {
  const below = edges.slice(1).map(() => 0);
  return layers.map(({ secByColumn }) => {
    let path = "";
    for (const [column, sec] of secByColumn.entries()) {
      const from = below[column] ?? 0;
      if (sec > 0) {
        path += box(edges[column] ?? 0, edges[column + 1] ?? 0, axis.toY(from), axis.toY(from + sec));
      }
      below[column] = from + sec;
    }
    return path;
  });
}

function box(left: number, right: number, bottom: number, top: number): string {
  return `M${digits(left)} ${digits(bottom)}V${digits(top)}H${digits(right)}V${digits(bottom)}z`;
}

function digits(value: number): number {
  return Math.round(value * 10) / 10;
}
