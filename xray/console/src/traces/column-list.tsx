import { Link } from "react-router";
import { formatShare } from "../lib/format.ts";
import { Clock } from "../ui/Clock.tsx";
import { Duration } from "../ui/Figure.tsx";
import { AxisTicks } from "./strip/AxisTicks.tsx";
import type { CellProps, Column } from "./column.ts";
import { Strip } from "./strip/Strip.tsx";
import type { TraceRow } from "./trace-row.ts";

/** All columns except annotations, in the order of the menu. Add a new column here. */
const COLUMNS: readonly Column[] = [
  {
    id: "time",
    name: "Time",
    heading: "Time",
    Cell: ({ row, frame }) => <Clock sec={row.startSec} nowSec={frame.nowSec} />,
    cellClass: "cell-time",
    sort: { valueOf: (row) => row.startSec, first: "descending" },
    width: { track: "92px", least: 92, dispensable: 0 },
    isUsual: true,
    narrow: "time",
  },
  {
    id: "method",
    name: "Method",
    heading: "",
    Cell: ({ row }) => row.method,
    cellClass: "cell-method",
    sort: { valueOf: (row) => row.method, first: "ascending" },
    width: { track: "40px", least: 40, dispensable: 1 },
    isUsual: true,
    narrow: "method",
  },
  {
    id: "request",
    name: "Request",
    heading: "Request",
    Cell: RequestLink,
    cellClass: "cell-request",
    cellTitle: (row) => row.url,
    sort: { valueOf: (row) => row.path, first: "ascending" },
    width: { track: "minmax(150px, 1fr)", least: 150, dispensable: 0 },
    isUsual: true,
    narrow: "request",
  },
  {
    id: "status",
    name: "Status",
    heading: "",
    Cell: ({ row }) => row.status ?? "",
    cellClass: (row) => `cell-status ink-${row.outcome}`,
    sort: { valueOf: (row) => row.status, first: "descending" },
    width: { track: "36px", least: 36, dispensable: 0 },
    isUsual: true,
    narrow: "status",
  },
  {
    id: "response",
    name: "Response",
    heading: "Response",
    Cell: Response,
    cellClass: (row, frame) => (row.responseSec >= frame.slowSec ? "cell-response slow" : "cell-response"),
    cellTitle: (row) => (row.partial ? "Still in progress" : ""),
    sort: { valueOf: (row) => row.responseSec, first: "descending" },
    width: { track: "64px", least: 64, dispensable: 0 },
    isUsual: true,
    isNumeric: true,
    narrow: "response",
  },
  {
    id: "strip",
    name: "Where the time went",
    heading: "",
    Head: AxisTicks,
    Cell: TraceStrip,
    cellClass: "cell-strip",
    width: { track: "minmax(140px, 344px)", least: 140, dispensable: 2 },
    isUsual: true,
    hasAxis: true,
    narrow: "strip",
  },
  {
    id: "most",
    name: "Most of it",
    heading: "Most of it",
    Cell: MostOfIt,
    cellClass: "cell-most",
    cellTitle: (row) => row.cause,
    sort: { valueOf: (row) => row.cause || undefined, first: "ascending" },
    width: { track: "156px", least: 156, dispensable: 3 },
    isUsual: true,
  },
  {
    ...textColumn("user", "User", (row) => row.user || undefined),
    width: { track: "88px", least: 88, dispensable: 4 },
    isUsual: true,
    hasMenuRoom: true,
  },
  {
    ...textColumn("service", "Entry point", (row) => row.summary.EntryPoint?.Name),
    heading: "Entry",
    width: { track: "120px", least: 120, dispensable: 5 },
  },
  {
    ...textColumn("client", "Client", (row) => row.summary.Http.ClientIp),
    width: { track: "104px", least: 104, dispensable: 5 },
  },
  {
    ...textColumn("id", "Trace id", (row) => row.id),
    heading: "Trace",
    width: { track: "260px", least: 260, dispensable: 6 },
  },
];

export const USUAL_COLUMNS: readonly Column[] = COLUMNS.filter((column) => column.isUsual);

/** Every column that can be chosen, with one for each annotation of the traces. */
export function availableColumns(annotationKeys: readonly string[]): readonly Column[] {
  return [...COLUMNS, ...annotationKeys.map(annotationColumn)];
}

/** The column with an id of the URL; undefined for an unknown id. */
export function findColumn(id: string): Column | undefined {
  const key = /^annotation\.(.+)$/.exec(id)?.[1];
  return key === undefined ? COLUMNS.find((column) => column.id === id) : annotationColumn(key);
}

const annotationColumns = new Map<string, Column>();

/** The same column object for the same key, so that its cells are not mounted again with each render. */
function annotationColumn(key: string): Column {
  const present = annotationColumns.get(key);
  if (present !== undefined) return present;
  const column = textColumn(`annotation.${key}`, key, (row) => annotationValue(row, key));
  annotationColumns.set(key, column);
  return column;
}

function annotationValue(row: TraceRow, key: string): string | number | undefined {
  const value = row.summary.Annotations[key]?.[0]?.AnnotationValue;
  return value?.StringValue ?? value?.NumberValue ?? value?.BooleanValue?.toString();
}

/** A plain text column that is not usual. */
function textColumn(
  id: string,
  name: string,
  valueOf: (row: TraceRow) => string | number | undefined,
): Column {
  return {
    id,
    name,
    heading: name,
    Cell: ({ row }) => valueOf(row),
    cellClass: "cell-quiet",
    cellTitle: (row) => String(valueOf(row) ?? ""),
    sort: { valueOf, first: "ascending" },
    width: { track: "96px", least: 96, dispensable: 5 },
    isUsual: false,
  };
}

function RequestLink({ row, brief, href, isTabbable }: CellProps) {
  const isSegmentMissing = brief?.stepAlone !== undefined;
  return (
    <Link to={href} className="row-link" tabIndex={isTabbable ? 0 : -1} data-trace={row.id}>
      {brief?.stepAlone ?? row.path}
      <i>{isSegmentMissing ? " segment missing" : row.query}</i>
    </Link>
  );
}

function Response({ row }: CellProps) {
  return (
    <>
      <Duration sec={row.responseSec} />
      {row.partial ? "…" : null}
    </>
  );
}

function TraceStrip({ brief, frame }: CellProps) {
  if (brief === undefined) return null;
  return (
    <Strip pieces={brief.strip} endMs={brief.endMs} axisEndMs={frame.axisEndMs} width={frame.stripWidth} />
  );
}

function MostOfIt({ row, brief }: CellProps) {
  if (row.outcome !== "ok") return <b className={`ink-${row.outcome}`}>{row.cause}</b>;
  if (brief?.mostOfIt === undefined) return null;
  return (
    <>
      {brief.mostOfIt.words} <i>{formatShare(brief.mostOfIt.share)}</i>
    </>
  );
}
