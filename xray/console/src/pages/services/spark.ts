import type { FigureColumns } from "xray-local/console-wire/figures.ts";
import { percentile } from "xray-local/trace/percentile.ts";
import { roundUpToAxisEnd, sortNumbers } from "../../lib/statistics.ts";

/** In its own units: the browser stretches it to the width of the column. */
export const SPARK_WIDTH = 312;
export const SPARK_HEIGHT = 34;
/** p95 stands on it, faults hang from it. */
export const SPARK_LINE = 22;
const TOP = 2;
const LEAST_FAULT = 2;

/** The one scale of all sparks of a table. */
export interface SparkScale {
  endSec: number;
  /** Share of faults that fills what is below the line. */
  faultShare: number;
}

/** Most columns end in it: a few long ones must not flatten the rest. */
const SCALE_SHARE = 0.97;
const FAULT_SCALES = [0.1, 0.5, 1];

export function sparkScale(all: readonly FigureColumns[]): SparkScale {
  const filled = all.flatMap(({ count, p95Sec }) => p95Sec.filter((_, index) => (count[index] ?? 0) > 0));
  const most = all.reduce(
    (share, { count, fault }) =>
      Math.max(share, ...count.map((each, index) => (each === 0 ? 0 : (fault[index] ?? 0) / each))),
    0,
  );
  return {
    endSec: filled.length === 0 ? 1 : roundUpToAxisEnd(percentile(sortNumbers(filled), SCALE_SHARE)),
    faultShare: FAULT_SCALES.find((scale) => scale >= most) ?? 1,
  };
}

interface SparkPaths {
  /** Steps of p95, broken where no request came. */
  line: string;
  /** What lies under them. */
  area: string;
  /** Columns of the share of faults. */
  faults: string;
  /** Notches where the line leaves the scale. */
  notches: string;
}

export function sparkPaths(
  { count, p95Sec, fault }: FigureColumns,
  { endSec, faultShare }: SparkScale,
): SparkPaths {
  const pitch = SPARK_WIDTH / Math.max(1, count.length);
  const paths = { line: "", area: "", faults: "", notches: "" };
  let isDown = false;
  for (const [index, each] of count.entries()) {
    if (each === 0) {
      isDown = false;
      continue;
    }
    const [left, right] = [digits(index * pitch), digits((index + 1) * pitch)];
    const sec = p95Sec[index] ?? 0;
    const y = digits(heightOf(sec, endSec));
    paths.line += `${isDown ? "L" : "M"}${left} ${y}H${right}`;
    paths.area += `M${left} ${SPARK_LINE}V${y}H${right}V${SPARK_LINE}z`;
    if (sec > endSec) paths.notches += `M${digits(index * pitch + 1)} ${TOP + 3}l${digits(pitch / 2)} -4`;
    const share = (fault[index] ?? 0) / each;
    if (share > 0) {
      const long = Math.max(LEAST_FAULT, Math.min(1, share / faultShare) * (SPARK_HEIGHT - SPARK_LINE - 2));
      paths.faults += `M${left} ${SPARK_LINE + 1}h${digits(Math.max(1, pitch - 1))}v${digits(long)}h${digits(-Math.max(1, pitch - 1))}z`;
    }
    isDown = true;
  }
  return paths;
}

/** Where a p95 lies, from the top. */
export function heightOf(sec: number, endSec: number): number {
  return SPARK_LINE - Math.min(1, sec / endSec) * (SPARK_LINE - TOP);
}

/** Where a moment lies, from the left; undefined outside of the columns. */
export function placeOf(atSec: number, { startSec, columnSec, count }: FigureColumns): number | undefined {
  const share = (atSec - startSec) / (columnSec * count.length);
  return share >= 0 && share <= 1 ? share * SPARK_WIDTH : undefined;
}

function digits(value: number): number {
  return Math.round(value * 10) / 10;
}
