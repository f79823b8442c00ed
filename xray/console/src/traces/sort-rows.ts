import type { Sort } from "../links.ts";
import { findColumn } from "./column-list.tsx";
import type { TraceRow } from "./trace-row.ts";

/** Sorts rows. Equal ones are sorted newest first, then by id, so that rows never change places by chance. */
export function sortRows(rows: readonly TraceRow[], sort: Sort): readonly TraceRow[] {
  const valueOf = findColumn(sort.by)?.sort?.valueOf;
  const direction = sort.descending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const order = valueOf === undefined ? 0 : compare(valueOf(a), valueOf(b), direction);
    return order || b.startSec - a.startSec || (a.id < b.id ? -1 : 1);
  });
}

/** The order after a click on the head of a column: the other direction, or the column's first one. */
export function nextSort(sort: Sort, columnId: string): Sort {
  if (sort.by === columnId) return { by: columnId, descending: !sort.descending };
  return { by: columnId, descending: findColumn(columnId)?.sort?.first === "descending" };
}

function compare(a: number | string | undefined, b: number | string | undefined, direction: number): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
  if (typeof a === "number" && typeof b === "number") return (a - b) * direction;
  return String(a).localeCompare(String(b), "en") * direction;
}
