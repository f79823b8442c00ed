import type { Heatmap } from "xray-local/console-wire/figures.ts";
import { FAILURES } from "../lib/outcome.ts";
import type { Failure, Outcome } from "../lib/outcome.ts";
import type { CountedLength } from "./response-axis.ts";
import type { PlotRow } from "./marks.ts";
import { toX, toY } from "./plot-scales.ts";
import type { PlotScales } from "./plot-scales.ts";

/** Counts of a crowd by time and length, as `/figures.json` answers them. Times are epoch seconds. */
export interface Heat extends Heatmap {
  startSec: number;
  columnSec: number;
}

type Cell = Heatmap["cells"][number];

/** Cells are then about 6 px wide. */
const COLUMNS = 160;
const ROWS_PER_DECADE = 10;

/** Width of the columns over a range, to the millisecond. */
export function heatColumnSec({ startSec, endSec }: { startSec: number; endSec: number }): number {
  return Math.max(0.001, Math.ceil(((endSec - startSec) / COLUMNS) * 1000) / 1000);
}

/** The same of traces that are all here. */
export function heatOfRows(rows: readonly PlotRow[], bounds: { startSec: number; endSec: number }): Heat {
  const columnSec = heatColumnSec(bounds);
  const cells = new Map<string, [number, number, number, number, number, number]>();
  for (const { startSec, responseSec, outcome } of rows) {
    const column = Math.floor((startSec - bounds.startSec) / columnSec);
    if (column < 0) continue;
    const row = Math.max(0, Math.floor(Math.log10(Math.max(1, responseSec * 1e6)) * ROWS_PER_DECADE));
    const key = `${column} ${row}`;
    const cell = cells.get(key) ?? [column, row, 0, 0, 0, 0];
    cells.set(key, cell);
    cell[PLACE_OF[outcome]] += 1;
  }
  return { startSec: bounds.startSec, columnSec, rowsPerDecade: ROWS_PER_DECADE, cells: [...cells.values()] };
}

const PLACE_OF: Readonly<Record<Outcome, 2 | 3 | 4 | 5>> = { ok: 2, error: 3, throttle: 4, fault: 5 };

/** How many took how long, the shortest first; each as long as the upper end of its row. */
export function heatLengths({ cells, rowsPerDecade }: Heat): readonly CountedLength[] {
  const counts = new Map<number, number>();
  for (const cell of cells) counts.set(cell[1], (counts.get(cell[1]) ?? 0) + totalOf(cell));
  return [...counts]
    .toSorted(([a], [b]) => a - b)
    .map(([row, count]) => ({ sec: secOfRow(row + 1, rowsPerDecade), count }));
}

/** One path for all cells that look alike. */
export interface HeatPath {
  /** The colour: of traces that went well, or of the failure that most in the cell have. */
  outcome: Outcome;
  /** 1 to 5: of ok the logarithm of the count, of a failure its share of the cell. */
  step: number;
  path: string;
}

const STEPS = 5;
/** Below this a failure does not colour a cell: one in 500 is no red cell. */
const LEAST_SHARE = 0.02;
const GAP_PX = 0.5;

/** What is drawn: each cell by how many it holds, and over it, by its share, the failure that most of them have. */
export function heatPaths(heat: Heat, scales: PlotScales): readonly HeatPath[] {
  const cells = drawnCells(heat, scales);
  const fullest = Math.max(2, ...cells.map(totalOf));
  const paths = new Map<string, HeatPath>();
  const add = (outcome: Outcome, step: number, shape: string) => {
    const key = `${outcome} ${step}`;
    const path = paths.get(key) ?? { outcome, step, path: "" };
    path.path += shape;
    paths.set(key, path);
  };
  for (const cell of cells) {
    const shape = shapeOf(cell, heat, scales);
    const total = totalOf(cell);
    add("ok", 1 + Math.round((Math.log(total) / Math.log(fullest)) * (STEPS - 1)), shape);
    const failure = mostOf(cell);
    const share = cell[PLACE_OF[failure]] / total;
    if (share >= LEAST_SHARE) add(failure, Math.ceil(share * STEPS), shape);
  }
  return [...paths.values()].toSorted((a, b) => Number(a.outcome !== "ok") - Number(b.outcome !== "ok"));
}

function mostOf(cell: Cell): Failure {
  return FAILURES.reduce((most, outcome) =>
    cell[PLACE_OF[outcome]] > cell[PLACE_OF[most]] ? outcome : most,
  );
}

/** Those of the time that is drawn; what lies beyond the axis of lengths is in its first or last row. */
function drawnCells(
  { cells, startSec, columnSec, rowsPerDecade }: Heat,
  scales: PlotScales,
): readonly Cell[] {
  const least = rowOf(scales.minSec, rowsPerDecade);
  const most = rowOf(scales.maxSec, rowsPerDecade);
  const merged = new Map<string, [number, number, number, number, number, number]>();
  for (const [column, row, ok, error, throttle, fault] of cells) {
    const beginSec = startSec + column * columnSec;
    if (beginSec + columnSec <= scales.startSec || beginSec >= scales.endSec) continue;
    const drawn = Math.min(most, Math.max(least, row));
    const key = `${column} ${drawn}`;
    const known = merged.get(key) ?? [column, drawn, 0, 0, 0, 0];
    merged.set(key, [column, drawn, known[2] + ok, known[3] + error, known[4] + throttle, known[5] + fault]);
  }
  return [...merged.values()];
}

function shapeOf(
  [column, row]: Cell,
  { startSec, columnSec, rowsPerDecade }: Heat,
  scales: PlotScales,
): string {
  const { left, right } = scales.frame;
  const beginSec = startSec + column * columnSec;
  const x = Math.max(left, toX(scales, beginSec));
  const width = Math.max(1, Math.min(right, toX(scales, beginSec + columnSec)) - x - GAP_PX);
  const top = toY(scales, secOfRow(row + 1, rowsPerDecade));
  const height = Math.max(1, toY(scales, secOfRow(row, rowsPerDecade)) - top - GAP_PX);
  return `M${round(x)} ${round(top)}h${round(width)}v${round(height)}h${round(-width)}z`;
}

/** A bar of the histogram for each row; its parts count. */
export function heatCounts(heat: Heat): readonly { responseSec: number; outcome: Outcome; count: number }[] {
  const counts = new Map<string, { responseSec: number; outcome: Outcome; count: number }>();
  for (const cell of heat.cells) {
    for (const outcome of [...FAILURES, "ok" as const]) {
      const count = cell[PLACE_OF[outcome]];
      if (count === 0) continue;
      const key = `${cell[1]} ${outcome}`;
      const known = counts.get(key);
      if (known === undefined) {
        counts.set(key, { responseSec: secOfRow(cell[1] + 0.5, heat.rowsPerDecade), outcome, count });
      } else known.count += count;
    }
  }
  return [...counts.values()];
}

/** The stretch of time and lengths that a cell under the pointer stands for; undefined where there is none. */
export function cellAt(
  heat: Heat,
  scales: PlotScales,
  timeSec: number,
  responseSec: number,
): { startSec: number; endSec: number; minResponseSec: number; maxResponseSec: number } | undefined {
  const column = Math.floor((timeSec - heat.startSec) / heat.columnSec);
  const row = rowOf(responseSec, heat.rowsPerDecade);
  const cell = drawnCells(heat, scales).find((each) => each[0] === column && each[1] === row);
  if (cell === undefined) return undefined;
  const startSec = heat.startSec + column * heat.columnSec;
  const isTop = row === rowOf(scales.maxSec, heat.rowsPerDecade);
  const isBottom = row === rowOf(scales.minSec, heat.rowsPerDecade);
  return {
    startSec: Number(startSec.toFixed(3)),
    endSec: Number((startSec + heat.columnSec).toFixed(3)),
    minResponseSec: isBottom ? 0 : Number(secOfRow(row, heat.rowsPerDecade).toFixed(6)),
    maxResponseSec: isTop
      ? Math.max(scales.slowestSec, scales.maxSec)
      : Number(secOfRow(row + 1, heat.rowsPerDecade).toFixed(6)),
  };
}

function totalOf([, , ok, error, throttle, fault]: Cell): number {
  return ok + error + throttle + fault;
}

/** Row `r` begins at 10^(r / rowsPerDecade) µs. */
function secOfRow(row: number, rowsPerDecade: number): number {
  return 10 ** (row / rowsPerDecade) / 1e6;
}

function rowOf(sec: number, rowsPerDecade: number): number {
  return Math.max(0, Math.floor(Math.log10(Math.max(1, sec * 1e6)) * rowsPerDecade + 1e-9));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
