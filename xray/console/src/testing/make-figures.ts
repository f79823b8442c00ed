import type { FigureColumns, Figures, GroupFigures, SetFigures } from "xray-local/console-wire/figures.ts";
import type { FigureRow, ServiceRow } from "../pages/services/service-rows.ts";

/** So many of one length, of which some failed. */
export function makeFigures(count: number, p95Sec = 0, fault = 0): Figures {
  const outcomes = { ok: count - fault, error: 0, throttle: 0, fault };
  const times = { sumSec: count * p95Sec, p50Sec: p95Sec, p95Sec, p99Sec: p95Sec };
  return { count, traces: count, partial: 0, outcomes, ...times };
}

/** Columns of a minute from 0 on; what is not told is zeros. */
export function makeColumns(columns: Partial<FigureColumns>): FigureColumns {
  const zeros = (columns.count ?? columns.sumSec ?? []).map(() => 0);
  const all = { count: zeros, error: zeros, throttle: zeros, fault: zeros, sumSec: zeros };
  return { startSec: 0, columnSec: 60, ...all, p50Sec: zeros, p95Sec: zeros, p99Sec: zeros, ...columns };
}

export function makeGroup(values: readonly string[], more: Partial<GroupFigures> = {}): GroupFigures {
  const example = { traceId: "1-a", startSec: 0, durationSec: 0 };
  const examples = { newest: example, slowest: example, usual: example };
  return { ...makeFigures(0), values, firstSec: 0, lastSec: 0, examples, ...more };
}

/** Groups of each list, in the order of the query. */
export function makeSet(
  lists: readonly (readonly GroupFigures[])[],
  more: Partial<SetFigures> = {},
): SetFigures {
  const groups = lists.map((list) => ({ by: [], groups: list, others: { groups: 0, count: 0 }, without: 0 }));
  return { ...makeFigures(0), scanned: 0, groups, ...more };
}

/** A row that did not change, called by its URL. */
export function makeFigureRow(url: string, more: Partial<FigureRow> = {}): FigureRow {
  const figures = more.figures ?? makeFigures(10, 0.1);
  return {
    key: `shop\n${url}`,
    service: "shop",
    type: undefined,
    place: "service",
    method: "",
    url,
    figures,
    times: figures,
    shares: figures,
    columns: undefined,
    changes: {},
    newVersions: [],
    faultsPerMin: 0,
    addedSec: 0,
    ...more,
  };
}

export function makeServiceRow(service: string, more: Partial<ServiceRow> = {}): ServiceRow {
  return { ...makeFigureRow("", { key: service, service }), endpoints: [], version: undefined, ...more };
}
