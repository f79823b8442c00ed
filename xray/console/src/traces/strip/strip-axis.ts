import { percentile } from "xray-local/trace/percentile.ts";
import { roundUpToAxisEnd, sortNumbers } from "../../lib/statistics.ts";

/** The one axis of all strips of a list. */
export interface StripAxis {
  endSec: number;
  /** Four or five steps; the first is 0, the last the end. */
  ticks: readonly { share: number; label: string }[];
}

/** Ends at the p97 of the list, rounded up to 1, 2, 4 or 5, so that a few long traces do not flatten the others. */
const AXIS_SHARE = 0.97;
/** Of an empty list. */
const EMPTY_END_SEC = 0.1;

export function stripAxis(responsesSec: Iterable<number>): StripAxis {
  const sorted = sortNumbers(responsesSec);
  const endSec = sorted.length === 0 ? EMPTY_END_SEC : roundUpToAxisEnd(percentile(sorted, AXIS_SHARE));
  const steps = String(endSec).replace(/[.0]|e.*/g, "") === "5" ? 5 : 4;
  const { factor, unit } = endSec < 0.9995 ? { factor: 1000, unit: "ms" } : { factor: 1, unit: "s" };
  const ticks = Array.from({ length: steps + 1 }, (_, index) => {
    const value = Number(((endSec * factor * index) / steps).toPrecision(3));
    return { share: index / steps, label: index === steps ? `${value} ${unit}` : String(value) };
  });
  return { endSec, ticks };
}
