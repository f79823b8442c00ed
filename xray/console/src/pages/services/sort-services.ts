import type { ServiceSort } from "./services-view.ts";
import { nameOfRow } from "./service-rows.ts";
import type { FigureRow, ServiceRow } from "./service-rows.ts";

/** Services and their endpoints in order. What got worse comes by its worst endpoint, and what fails before what is slow. */
export function sortServices(
  services: readonly ServiceRow[],
  sort: ServiceSort,
  isReversed: boolean,
): readonly ServiceRow[] {
  const sorted = services.map((service) => ({
    ...service,
    endpoints: sortRows(service.endpoints, sort, isReversed),
  }));
  if (sort !== "worse") return sortRows(sorted, sort, isReversed);
  const direction = isReversed ? -1 : 1;
  return sorted.toSorted((a, b) => direction * byWorse(worstOf(a), worstOf(b)) || byCount(a, b));
}

export function sortRows<Row extends FigureRow>(
  rows: readonly Row[],
  sort: ServiceSort,
  isReversed: boolean,
): readonly Row[] {
  const direction = isReversed ? -1 : 1;
  return rows.toSorted((a, b) => direction * ORDERS[sort](a, b) || byCount(a, b) || byName(a, b));
}

type Order = (a: FigureRow, b: FigureRow) => number;

const byWorse: Order = (a, b) => b.faultsPerMin - a.faultsPerMin || b.addedSec - a.addedSec;
const byCount: Order = (a, b) => b.figures.count - a.figures.count;
const byName: Order = (a, b) => (nameOfRow(a) < nameOfRow(b) ? -1 : 1);
const byShare =
  (outcome: "error" | "throttle" | "fault"): Order =>
  (a, b) =>
    b.shares.outcomes[outcome] / b.shares.count - a.shares.outcomes[outcome] / a.shares.count;

const ORDERS: Readonly<Record<ServiceSort, Order>> = {
  worse: byWorse,
  rate: byCount,
  p50: (a, b) => b.times.p50Sec - a.times.p50Sec,
  p95: (a, b) => b.times.p95Sec - a.times.p95Sec,
  p99: (a, b) => b.times.p99Sec - a.times.p99Sec,
  error: byShare("error"),
  throttle: byShare("throttle"),
  fault: byShare("fault"),
  name: byName,
};

function worstOf(service: ServiceRow): FigureRow {
  return service.endpoints.toSorted(byWorse)[0] ?? service;
}
