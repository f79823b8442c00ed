import type { FigureColumns } from "xray-local/console-wire/figures.ts";
import { percentile } from "xray-local/trace/percentile.ts";
import { sortNumbers } from "../lib/statistics.ts";

/** In its own units: the browser stretches it to the width of the column. */
export const TREND_WIDTH = 204;
export const TREND_HEIGHT = 30;
const LINE = 28;
const LEAST = 3;

/** A minute; the scale of a table ends in one of them. */
const SCALES = [0.5, 1, 2, 4, 8, 16, 32, 64, 125, 250, 500, 1000, 2000, 4000];
/** Most columns end in the scale: a few long ones must not flatten the rest. */
const SCALE_SHARE = 0.9;

type Columns = Pick<FigureColumns, "startSec" | "columnSec" | "count">;

/** How many a minute all trends of a table end at. */
export function trendScale(all: readonly Columns[]): number {
  const rates = all.flatMap(({ columnSec, count }) =>
    count.filter((each) => each > 0).map((each) => (each * 60) / columnSec),
  );
  if (rates.length === 0) return 1;
  const most = percentile(sortNumbers(rates), SCALE_SHARE);
  return SCALES.find((scale) => scale >= most) ?? most;
}

/** Bars of each column, and notches where they leave the scale. */
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

/** Where a moment lies, from the left; undefined outside of the columns. */
export function trendPlace(atSec: number, { startSec, columnSec, count }: Columns): number | undefined {
  const share = (atSec - startSec) / (columnSec * Math.max(1, count.length));
  return share >= 0 && share <= 1 ? digits(share * TREND_WIDTH) : undefined;
}

function digits(value: number): number {
  return Math.round(value * 10) / 10;
}
