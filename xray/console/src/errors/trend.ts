import type { FigureColumns } from "xray-local/console-wire/figures.ts";
import { percentile } from "xray-local/trace/percentile.ts";
import { sortNumbers } from "../lib/statistics.ts";

/** In the units of the drawing, which is stretched to the width of the column. */
export const TREND_WIDTH = 204;
export const TREND_HEIGHT = 30;
const LINE = 28;
const LEAST = 3;

/** Per minute; the scale of a table ends at one of these. */
const SCALES = [0.5, 1, 2, 4, 8, 16, 32, 64, 125, 250, 500, 1000, 2000, 4000];
/** The share of columns inside the scale, so that a few high ones do not flatten the rest. */
const SCALE_SHARE = 0.9;

type Columns = Pick<FigureColumns, "startSec" | "columnSec" | "count">;

/** The rate at which the scales of all trends in a table end. */
export function trendScale(all: readonly Columns[]): number {
  const rates = all.flatMap(({ columnSec, count }) =>
    count.filter((each) => each > 0).map((each) => (each * 60) / columnSec),
  );
  if (rates.length === 0) return 1;
  const most = percentile(sortNumbers(rates), SCALE_SHARE);
  return SCALES.find((scale) => scale >= most) ?? most;
}

/** A bar for each column, and a notch where it exceeds the scale. */
export function trendPaths(
  { columnSec, count }: Columns,
  perMinute: number,
): { bars: string; notches: string } {
  const pitch = TREND_WIDTH / Math.max(1, count.length);
  const width = Math.max(1, pitch - 1);
  const paths = { bars: "", notches: "" };
  for (const [index, each] of count.entries()) {
    if (each === 0) continue;
    const share = (each * 60) / columnSec / perMinute;
    const height = Math.max(LEAST, Math.min(1, share) * (LINE - 4));
    const left = digits(index * pitch);
    paths.bars += `M${left} ${LINE}v${digits(-height)}h${digits(width)}v${digits(height)}z`;
    if (share > 1) paths.notches += `M${digits(index * pitch - 1)} 9l${digits(width + 2)} -2.500`;
  }
  return paths;
}

/** The place of a moment, from the left; undefined outside the columns. */
export function trendPlace(atSec: number, { startSec, columnSec, count }: Columns): number | undefined {
  const share = (atSec - startSec) / (columnSec * Math.max(1, count.length));
  return share >= 0 && share <= 1 ? digits(share * TREND_WIDTH) : undefined;
}

function digits(value: number): number {
  return Math.round(value * 10) / 10;
}
