import { tracesPath } from "../../links.ts";
import type { Scope } from "../../links.ts";
import type { Change } from "./change.ts";
import { rowFilter } from "./service-filter.ts";
import type { FigureRow, ServiceFigures } from "./service-rows.ts";

/** Where a row leads: the list of its traces, of a change those since then, and of one that fails those that failed. */
export function worseList(
  scope: Scope,
  { endSec }: Pick<ServiceFigures, "endSec">,
): (row: FigureRow, change?: Change) => string {
  return (row, change) => {
    const filter = rowFilter(row, change?.kind === "failing" ? ["fault"] : []);
    if (change?.atSec === undefined) return tracesPath(scope, { filter });
    const startSec = Math.floor(change.atSec);
    const range = { kind: "between", startSec, endSec: Math.max(startSec + 1, Math.ceil(endSec)) } as const;
    return tracesPath({ ...scope, range }, { filter });
  };
}
