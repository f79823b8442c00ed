import { generatePath } from "react-router";
import { listOf, numbersOf, safeDecode, withQuery } from "./address-values.ts";
import type { Values } from "./address-values.ts";
import { DEFAULT_AGAINST, parseAgainst } from "./lib/against.ts";
import type { Against } from "./lib/against.ts";
import { DEFAULT_RANGE, formatTimeRange, parseTimeRange } from "./lib/time-range.ts";
import type { TimeRange } from "./lib/time-range.ts";
import { PAGES } from "./views.ts";
import type { ViewId } from "./views.ts";

/**
 * Makes and reads every URL of the console, from the patterns in `views.ts`. Defaults are left out, so that URLs stay
 * short. `filter` and `timeRange` have the form of AWS's deep links.
 */

/** What goes along from view to view: what the top bar sets, and what figures are compared with. */
export interface Scope {
  range: TimeRange;
  /** Name of a group; empty: all traces. */
  group: string;
  /** Absent: with the range before. */
  against?: Against;
}

export interface TracesView {
  filter: string;
  /** `t0~t1,s0~s1`: epoch seconds and response seconds. */
  brush: Brush | undefined;
  sort: Sort;
  /** Names of the shown columns; empty for the usual ones. */
  columns: readonly string[];
  /** Traces that are chosen for a comparison, two at most. */
  chosen: readonly string[];
}

export interface Brush {
  startSec: number;
  endSec: number;
  minResponseSec: number;
  maxResponseSec: number;
}

export interface Sort {
  by: string;
  descending: boolean;
}

const DEFAULT_SORT: Sort = { by: "time", descending: true };

export interface TraceView {
  /** Id of the selected row. */
  row: string;
  zoom: Zoom | undefined;
  /** Ids of rows that are folded or unfolded against their default. */
  fold: readonly string[];
  /** The critical path is taken away. */
  isPathHidden: boolean;
  tab: TraceTab;
  /** Number of the frame that fills the flame; 0 for none. */
  frame: number;
  /** The flame adds up the traces of the same URL. */
  isOfUrl: boolean;
  /** Of the table of steps; undefined for the usual order. */
  sort: Sort | undefined;
  /** The map shows the linked traces too. */
  isMapOfLinked: boolean;
}

/** The views of a trace, in the order of their keys. */
export const TRACE_TABS = ["timeline", "flame", "steps"] as const;

export type TraceTab = (typeof TRACE_TABS)[number];

/** Seconds after the start of the trace. */
interface Zoom {
  fromSec: number;
  toSec: number;
}

export interface MapView {
  /** The `serviceKey` of the selected node. */
  node: string;
  /** The `edgeKey` of the selected edge: `a~b`. */
  edge: string;
  /** The selected response times, seconds. */
  times: { fromSec: number; toSec: number } | undefined;
  /** The selected outcomes; empty for all. */
  outcomes: readonly string[];
  size: string;
  /** Which figures the map shows; empty for all. */
  show: string;
  /** Empty: what the width of the window allows. */
  view: "map" | "table" | "";
}

const EXPORT_PATH = "/traces.ndjson";

export const EVERYWHERE: Scope = { range: DEFAULT_RANGE, group: "" };

/** The URL of a view, in this range and group. */
export function viewPath(view: ViewId, scope: Scope): string {
  return withQuery(PAGES[view].pattern, scopeValues(scope));
}

export function tracesPath(scope: Scope, view: Partial<TracesView> = {}): string {
  return withQuery(PAGES.traces.pattern, {
    filter: view.filter,
    ...scopeValues(scope),
    brush: view.brush === undefined ? undefined : formatBrush(view.brush),
    sort: view.sort === undefined ? undefined : formatSort(view.sort),
    cols: view.columns?.join(","),
    chosen: view.chosen?.join(","),
  });
}

export function tracePath(
  id: string,
  scope: Scope,
  view: Partial<TraceView & { filter: string }> = {},
): string {
  return withQuery(generatePath(PAGES.trace.pattern, { traceId: id }), {
    ...traceViewValues(view),
    filter: view.filter,
    ...scopeValues(scope),
  });
}

/** What is selected in a trace, as values of a URL. */
export function traceViewValues(view: Partial<TraceView>): Values {
  const { row, zoom, fold, isPathHidden, tab, frame = 0, isOfUrl, sort, isMapOfLinked } = view;
  return {
    row,
    zoom: zoom === undefined ? undefined : `${zoom.fromSec}~${zoom.toSec}`,
    fold: fold?.join(","),
    path: isPathHidden === true ? "off" : undefined,
    view: tab === "timeline" ? undefined : tab,
    frame: frame > 0 ? String(frame) : undefined,
    of: isOfUrl === true ? "url" : undefined,
    sort: sort === undefined ? undefined : formatSort(sort),
    map: isMapOfLinked === true ? "linked" : undefined,
  };
}

export function comparePath(a: string, b: string, scope: Scope): string {
  return withQuery(generatePath(PAGES.compare.pattern, { a, b }), scopeValues(scope));
}

/** `values` are those of `setsValues` (sets/sets-view.ts). */
export function setsPath(scope: Scope, values: Values): string {
  return withQuery(PAGES.sets.pattern, { ...values, ...scopeValues(scope) });
}

export function callsPath(scope: Scope, kind: string): string {
  return withQuery(generatePath(PAGES.callsOfKind.pattern, { kind }), scopeValues(scope));
}

export function mapPath(scope: Scope, view: Partial<MapView> = {}): string {
  return withQuery(PAGES.map.pattern, {
    ...scopeValues(scope),
    node: view.node,
    edge: view.edge,
    brush: view.times === undefined ? undefined : formatTimes(view.times),
    outcomes: view.outcomes?.join(","),
    size: view.size,
    show: view.show,
    view: view.view,
  });
}

export function samplingPath(scope: Scope, view: { rule?: string; try?: string } = {}): string {
  return withQuery(PAGES.sampling.pattern, { ...scopeValues(scope), rule: view.rule, try: view.try });
}

export function groupsPath(scope: Scope): string {
  return viewPath("groups", scope);
}

export function healthPath(scope: Scope, view: { reason?: string } = {}): string {
  return withQuery(PAGES.health.pattern, { ...scopeValues(scope), reason: view.reason });
}

/** The documents of the traces that a filter matches, as a file; times are epoch seconds. */
export function exportPath(
  { startSec, endSec }: { startSec: number; endSec: number },
  filter: string,
): string {
  return withQuery(EXPORT_PATH, { start: `${startSec}`, end: `${endSec}`, filter });
}

export function readScope(query: URLSearchParams): Scope {
  const against = parseAgainst(query.get("against") ?? "");
  return {
    range: parseTimeRange(query.get("timeRange") ?? "") ?? DEFAULT_RANGE,
    group: query.get("group") ?? "",
    ...(against !== DEFAULT_AGAINST && { against }),
  };
}

export function readTracesView(query: URLSearchParams): TracesView {
  return {
    filter: query.get("filter") ?? "",
    brush: parseBrush(query.get("brush") ?? ""),
    sort: parseSort(query.get("sort") ?? ""),
    columns: listOf(query.get("cols")),
    chosen: listOf(query.get("chosen")).slice(0, 2),
  };
}

export function readTraceView(query: URLSearchParams): TraceView {
  const [fromSec, toSec] = numbersOf(query.get("zoom") ?? "");
  const zoom =
    fromSec !== undefined && toSec !== undefined && toSec > fromSec ? { fromSec, toSec } : undefined;
  const sort = query.get("sort") ?? "";
  const frame = Number(query.get("frame") ?? 0);
  return {
    row: query.get("row") ?? "",
    zoom,
    fold: listOf(query.get("fold")),
    isPathHidden: query.get("path") === "off",
    tab: TRACE_TABS.find((tab) => tab === query.get("view")) ?? "timeline",
    frame: Number.isSafeInteger(frame) ? Math.max(0, frame) : 0,
    isOfUrl: query.get("of") === "url",
    sort: sort === "" ? undefined : parseSort(sort),
    isMapOfLinked: query.get("map") === "linked",
  };
}

export function readMapView(query: URLSearchParams): MapView {
  return {
    node: query.get("node") ?? "",
    edge: query.get("edge") ?? "",
    times: readTimes(query.get("brush") ?? ""),
    outcomes: listOf(query.get("outcomes")),
    size: query.get("size") ?? "",
    show: query.get("show") ?? "",
    view: readMapKind(query.get("view")),
  };
}

export function formatTimes({ fromSec, toSec }: { fromSec: number; toSec: number }): string {
  return `${Number(fromSec.toPrecision(4))}~${Number(toSec.toPrecision(4))}`;
}

function readTimes(text: string): MapView["times"] {
  const [fromSec, toSec] = numbersOf(text);
  return fromSec !== undefined && toSec !== undefined && toSec > fromSec ? { fromSec, toSec } : undefined;
}

function readMapKind(text: string | null): MapView["view"] {
  return text === "map" || text === "table" ? text : "";
}

/**
 * AWS's console has its views behind a hash: `#/traces/1-…`, `#/traces?timeRange=PT15M&filter=…`, `#/service-map`, also
 * with `xray:` before it (in CloudWatch: `#xray:traces/1-…`). Returns the URL of the same view here, or undefined.
 */
export function redirectOfAwsHash(hash: string): string | undefined {
  const match = /^#(?:\/|xray:)(traces|service-map)(?:\/([^/?]+))?[^?]*(?:\?(.*))?$/.exec(hash);
  if (match === null) return undefined;
  const [, view, id, queryText = ""] = match;
  const query = new URLSearchParams(queryText);
  const scope = readScope(query);
  if (view === "service-map") return mapPath(scope);
  if (id !== undefined) return tracePath(safeDecode(id), scope);
  return tracesPath(scope, { filter: query.get("filter") ?? "" });
}

export function formatBrush(brush: Brush): string {
  return `${brush.startSec}~${brush.endSec},${brush.minResponseSec}~${brush.maxResponseSec}`;
}

export function formatSort(sort: Sort): string {
  if (sort.by === DEFAULT_SORT.by && sort.descending) return "";
  return `${sort.descending ? "-" : ""}${sort.by}`;
}

export function parseBrush(text: string): Brush | undefined {
  const [times = "", responses = ""] = text.split(",");
  const [startSec, endSec] = numbersOf(times);
  const [minResponseSec, maxResponseSec] = numbersOf(responses);
  if (startSec === undefined || endSec === undefined) return undefined;
  if (minResponseSec === undefined || maxResponseSec === undefined) return undefined;
  return { startSec, endSec, minResponseSec, maxResponseSec };
}

function parseSort(text: string): Sort {
  if (text === "") return DEFAULT_SORT;
  return text.startsWith("-") ? { by: text.slice(1), descending: true } : { by: text, descending: false };
}

export function scopeValues(scope: Scope): Values {
  const timeRange = formatTimeRange(scope.range);
  return {
    timeRange: timeRange === formatTimeRange(DEFAULT_RANGE) ? undefined : timeRange,
    group: scope.group,
    against: scope.against === DEFAULT_AGAINST ? undefined : scope.against,
  };
}
