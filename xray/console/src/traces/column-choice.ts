import { findColumn, USUAL_COLUMNS } from "./column-list.tsx";
import type { Column } from "./column.ts";

const USUAL_IDS: readonly string[] = USUAL_COLUMNS.map((column) => column.id);

/** The columns that the URL names, in its order, without unknown ones; the usual ones where it names none. */
export function chosenColumns(ids: readonly string[]): readonly Column[] {
  const chosen = ids.flatMap((id) => findColumn(id) ?? []);
  return chosen.length === 0 ? USUAL_COLUMNS : chosen;
}

/** The ids for the URL after a column was added or removed; empty when they are the usual ones again. */
export function toggleColumn(ids: readonly string[], id: string): readonly string[] {
  const current = ids.length === 0 ? USUAL_IDS : ids;
  const next = current.includes(id) ? current.filter((other) => other !== id) : withColumn(current, id);
  const isUsual =
    next.length === USUAL_IDS.length && next.every((other, index) => other === USUAL_IDS[index]);
  return isUsual ? [] : next;
}

/** A usual column returns to its usual place; another goes to the end. */
function withColumn(ids: readonly string[], id: string): readonly string[] {
  const order = USUAL_IDS;
  if (!order.includes(id)) return [...ids, id];
  const before = new Set(order.slice(0, order.indexOf(id)));
  const index = ids.findLastIndex((other) => before.has(other)) + 1;
  return [...ids.slice(0, index), id, ...ids.slice(index)];
}

/** Between columns, and left and right of them all, with the column of the mark. */
const GAP_PX = 12;
const EDGES_PX = 18 + 16;
/** For the button of the column menu, where the last head has no room for it. */
const MENU_PX = 20;

/** The columns that fit a width, so that the request can always be read. Indispensable columns always stay. */
export function fitColumns(columns: readonly Column[], width: number): readonly Column[] {
  let fitting = columns;
  for (;;) {
    const menu = needsMenuTrack(fitting) ? MENU_PX + GAP_PX : 0;
    const needed = fitting.reduce((sum, column) => sum + column.width.least + GAP_PX, EDGES_PX + menu);
    const last = fitting.reduce((most, column) => Math.max(most, column.width.dispensable), 0);
    if (needed <= width || last === 0) return fitting;
    const index = fitting.findLastIndex((column) => column.width.dispensable === last);
    fitting = fitting.toSpliced(index, 1);
  }
}

/** Pixels of the two columns that share what the others leave. */
export interface SharedWidths {
  requestPx: number;
  stripPx: number;
  /** Between which the request's may be chosen. */
  leastPx: number;
  mostPx: number;
}

const LEAST_REQUEST_PX = 120;
/** Wider ones tell no more. */
const USUAL_STRIP_PX = 344;

/**
 * What request and strip get of a table: half each, but no more than 344 pixels to the strip; or what somebody chose for the
 * request. Undefined where one of them is not shown, or nothing is measured.
 */
export function sharedWidths(
  columns: readonly Column[],
  tableWidth: number,
  chosenPx: number | undefined,
): SharedWidths | undefined {
  const request = columns.find(({ id }) => id === "request");
  const strip = columns.find(({ id }) => id === "strip");
  if (request === undefined || strip === undefined || !Number.isFinite(tableWidth)) return undefined;
  const menu = needsMenuTrack(columns) ? MENU_PX + GAP_PX : 0;
  const others = columns.reduce(
    (sum, column) => sum + GAP_PX + (column === request || column === strip ? 0 : column.width.least),
    EDGES_PX + menu,
  );
  const free = Math.max(LEAST_REQUEST_PX + strip.width.least, tableWidth - others);
  const mostPx = free - strip.width.least;
  const usual = free - Math.min(USUAL_STRIP_PX, Math.max(strip.width.least, Math.floor(free / 2)));
  const requestPx = Math.min(mostPx, Math.max(LEAST_REQUEST_PX, chosenPx ?? usual));
  return { requestPx, stripPx: free - requestPx, leastPx: LEAST_REQUEST_PX, mostPx };
}

/** Tracks of a row. */
export function gridTemplate(columns: readonly Column[], shared: SharedWidths | undefined): string {
  const menu = needsMenuTrack(columns) ? [`${MENU_PX}px`] : [];
  const trackOf = ({ id, width }: Column): string => {
    if (shared === undefined) return width.track;
    // The request takes what rounding leaves.
    if (id === "request") return `minmax(${Math.floor(shared.requestPx) - 1}px, 1fr)`;
    return id === "strip" ? `${Math.floor(shared.stripPx)}px` : width.track;
  };
  return ["16px", ...columns.map(trackOf), ...menu].join(" ");
}

function needsMenuTrack(columns: readonly Column[]): boolean {
  return columns.at(-1)?.hasMenuRoom !== true;
}
