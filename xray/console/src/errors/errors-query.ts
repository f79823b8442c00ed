import type { FigureQuery } from "xray-local/console-wire/figures.ts";
import { columnSecOf } from "../api/use-figures.ts";

/** Rarer kinds than this many are left out. */
const MOST_KINDS = 500;

/** The query for kinds of exceptions over a range, with their first time in everything stored. Epoch seconds. */
export function errorsQuery(bounds: { startSec: number; endSec: number }, filter: string): FigureQuery {
  return {
    of: "exceptions",
    sets: [{ ...bounds, ...(filter !== "" && { filter }) }],
    columnSec: columnSecOf(bounds),
    ever: true,
    groups: [{ by: ["exception"], limit: MOST_KINDS, series: true }],
  };
}
