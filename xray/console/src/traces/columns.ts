import type { AnnotationValue } from "../../../local/src/protocol/segment-document.ts";
import type { TraceRow } from "./trace-row.ts";

/** A column of the list; `annotation.<key>` for an annotation. */
export interface Column {
  id: string;
  label: string;
  /** Track of the row's grid. */
  track: string;
  numeric?: boolean;
  /** Undefined: the list cannot be sorted by it. Missing values sort last in both directions. */
  sortValue?: (row: TraceRow) => number | string | undefined;
}

const STANDARD: readonly Column[] = [
  { id: "time", label: "Time", track: "92px", sortValue: (row) => row.startSec },
  { id: "method", label: "", track: "40px", sortValue: (row) => row.method },
  { id: "request", label: "Request", track: "minmax(0, 1fr)", sortValue: (row) => row.path },
  { id: "status", label: "", track: "36px", sortValue: (row) => row.status },
  { id: "response", label: "Response", track: "64px", numeric: true, sortValue: (row) => row.responseSec },
  { id: "strip", label: "Where the time went", track: "minmax(140px, 344px)" },
  { id: "most", label: "Most of it", track: "156px", sortValue: (row) => row.cause || undefined },
  { id: "user", label: "User", track: "88px", sortValue: (row) => row.user || undefined },
];

const FURTHER: readonly Column[] = [
  { id: "service", label: "Entry", track: "120px", sortValue: (row) => row.summary.EntryPoint?.Name },
  { id: "client", label: "Client", track: "104px", sortValue: (row) => row.summary.Http.ClientIp },
  { id: "id", label: "Trace", track: "260px" },
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

export function gridTemplate(columns: readonly Column[]): string {
  return ["16px", ...columns.map((column) => column.track)].join(" ");
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
