import type { AnnotationValue } from "xray-local/protocol/segment-document.ts";
import type { TraceRow } from "./trace-row.ts";

/** A column of the list; `annotation.<key>` for an annotation. */
export interface Column {
  id: string;
  label: string;
  /** Track of the row's grid, and the pixels that it needs at least. */
  track: string;
  least: number;
  /** The highest goes first where there is no room for all. */
  dispensable: number;
  numeric?: boolean;
  /** Undefined: the list cannot be sorted by it. Missing values sort last in both directions. */
  sortValue?: (row: TraceRow) => number | string | undefined;
}

const STANDARD: readonly Column[] = [
  { id: "time", label: "Time", track: "92px", least: 92, dispensable: 0, sortValue: (row) => row.startSec },
  { id: "method", label: "", track: "40px", least: 40, dispensable: 1, sortValue: (row) => row.method },
  {
    id: "request",
    label: "Request",
    track: "minmax(150px, 1fr)",
    least: 150,
    dispensable: 0,
    sortValue: (row) => row.path,
  },
  { id: "status", label: "", track: "36px", least: 36, dispensable: 0, sortValue: (row) => row.status },
  {
    id: "response",
    label: "Response",
    track: "64px",
    least: 64,
    dispensable: 0,
    numeric: true,
    sortValue: (row) => row.responseSec,
  },
  { id: "strip", label: "Where the time went", track: "minmax(140px, 344px)", least: 140, dispensable: 2 },
  {
    id: "most",
    label: "Most of it",
    track: "156px",
    least: 156,
    dispensable: 3,
    sortValue: (row) => row.cause || undefined,
  },
  {
    id: "user",
    label: "User",
    track: "88px",
    least: 88,
    dispensable: 4,
    sortValue: (row) => row.user || undefined,
  },
];

const FURTHER: readonly Column[] = [
  {
    id: "service",
    label: "Entry",
    track: "120px",
    least: 120,
    dispensable: 5,
    sortValue: (row) => row.summary.EntryPoint?.Name,
  },
  {
    id: "client",
    label: "Client",
    track: "104px",
    least: 104,
    dispensable: 5,
    sortValue: (row) => row.summary.Http.ClientIp,
  },
  { id: "id", label: "Trace", track: "260px", least: 260, dispensable: 6 },
];

export const USUAL_COLUMNS: readonly string[] = STANDARD.map((column) => column.id);

/** Every column that can be chosen, with those of the annotations that the traces have. */
export function availableColumns(annotationKeys: readonly string[]): readonly Column[] {
  return [...STANDARD, ...FURTHER, ...annotationKeys.map(annotationColumn)];
}

/** The columns of the address, in its order; unknown ones are left out, none are the usual ones. */
export function chosenColumns(ids: readonly string[]): readonly Column[] {
  const chosen = (ids.length === 0 ? USUAL_COLUMNS : ids).flatMap((id) => findColumn(id) ?? []);
  return chosen.length === 0 ? STANDARD : chosen;
}

/** Ids for the address after a column was taken in or out; empty when they are the usual ones again. */
export function toggleColumn(ids: readonly string[], id: string): readonly string[] {
  const current = ids.length === 0 ? USUAL_COLUMNS : ids;
  const next = current.includes(id) ? current.filter((other) => other !== id) : withColumn(current, id);
  return next.length === USUAL_COLUMNS.length && next.every((other, index) => other === USUAL_COLUMNS[index])
    ? []
    : next;
}

/** A usual column returns to its usual place, another goes to the end. */
function withColumn(ids: readonly string[], id: string): readonly string[] {
  const order = [...USUAL_COLUMNS];
  if (!order.includes(id)) return [...ids, id];
  const before = new Set(order.slice(0, order.indexOf(id)));
  const index = ids.findLastIndex((other) => before.has(other)) + 1;
  return [...ids.slice(0, index), id, ...ids.slice(index)];
}

/** Between columns, and left and right of all, with the mark's column. */
const GAP_PX = 12;
const EDGES_PX = 18 + 16;
/** The head of the user column has room for the menu of columns; others need a track for it. */
const MENU_PX = 20;

/** The columns that have room in a width, so that the request can always be read. What cannot be missed never goes. */
export function fitColumns(columns: readonly Column[], width: number): readonly Column[] {
  let fitting = columns;
  for (;;) {
    const menu = needsMenuTrack(fitting) ? MENU_PX + GAP_PX : 0;
    const needed = fitting.reduce((sum, column) => sum + column.least + GAP_PX, EDGES_PX + menu);
    const last = fitting.reduce((most, column) => Math.max(most, column.dispensable), 0);
    if (needed <= width || last === 0) return fitting;
    const index = fitting.findLastIndex((column) => column.dispensable === last);
    fitting = fitting.toSpliced(index, 1);
  }
}

export function gridTemplate(columns: readonly Column[]): string {
  const menu = needsMenuTrack(columns) ? [`${MENU_PX}px`] : [];
  return ["16px", ...columns.map((column) => column.track), ...menu].join(" ");
}

function needsMenuTrack(columns: readonly Column[]): boolean {
  return columns.at(-1)?.id !== "user";
}

export function annotationText(row: TraceRow, key: string): string {
  const value = annotationValue(row, key);
  return value === undefined ? "" : String(value);
}

function findColumn(id: string): Column | undefined {
  const key = /^annotation\.(.+)$/.exec(id)?.[1];
  return key === undefined
    ? [...STANDARD, ...FURTHER].find((column) => column.id === id)
    : annotationColumn(key);
}

function annotationColumn(key: string): Column {
  return {
    id: `annotation.${key}`,
    label: key,
    track: "96px",
    least: 96,
    dispensable: 5,
    sortValue: (row) => {
      const value = annotationValue(row, key);
      return typeof value === "boolean" ? String(value) : value;
    },
  };
}

function annotationValue(row: TraceRow, key: string): AnnotationValue | undefined {
  const value = row.summary.Annotations[key]?.[0]?.AnnotationValue;
  return value?.StringValue ?? value?.NumberValue ?? value?.BooleanValue;
}
