import type { FigureQuery } from "xray-local/console-wire/figures.ts";
import { columnSecOf } from "../api/use-figures.ts";

/** More kinds than these, the rarest, are not told. */
const MOST_KINDS = 500;

/** Kinds of exceptions of a range, over time, and when each was first seen at all. Epoch seconds. */
export function errorsQuery(bounds: { startSec: number; endSec: number }, filter: string): FigureQuery {
  return {
    of: "exceptions",
    sets: [{ ...bounds, ...(filter !== "" && { filter }) }],
    columnSec: columnSecOf(bounds),
    ever: true,
    groups: [{ by: ["exception"], limit: MOST_KINDS, series: true }],
  };
}
