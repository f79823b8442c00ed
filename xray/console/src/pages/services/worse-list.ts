import { tracesPath } from "../../links.ts";
import type { Brush, Scope } from "../../links.ts";
import type { Change } from "./change.ts";
import { rowFilter } from "./service-filter.ts";
import type { FigureRow, ServiceFigures } from "./service-rows.ts";

/** No response is longer. */
export const ANY_RESPONSE_SEC = 86_400;

/** The list of the traces of a row, brushed from a change on; of one that fails, those that failed. */
export function worseList(
  scope: Scope,
  { endSec }: Pick<ServiceFigures, "endSec">,
): (row: FigureRow, change?: Change) => string {
  return (row, change) => {
    const filter = rowFilter(row, change?.kind === "failing" ? ["fault"] : []);
    const brush = change?.atSec === undefined ? undefined : brushFrom(change.atSec, endSec);
    return tracesPath(scope, { filter, brush });
  };
}

/** All responses from one moment to another. */
export function brushFrom(startSec: number, endSec: number): Brush {
  return {
    startSec: Math.floor(startSec),
    endSec: Math.max(Math.floor(startSec) + 1, Math.ceil(endSec)),
    minResponseSec: 0,
    maxResponseSec: ANY_RESPONSE_SEC,
  };
}
