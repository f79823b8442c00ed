/** What the table of services is sorted by, worst or most first. */
export const SERVICE_SORTS = [
  "worse",
  "rate",
  "p50",
  "p95",
  "p99",
  "error",
  "throttle",
  "fault",
  "name",
] as const;

export type ServiceSort = (typeof SERVICE_SORTS)[number];

export interface ServicesView {
  by: "service" | "endpoint";
  sort: ServiceSort;
  /** The order turned round: least first. */
  isReversed: boolean;
  /** What names and URLs contain. */
  find: string;
  /** Keys of folded services. */
  fold: readonly string[];
}

export function readServicesView(query: URLSearchParams): ServicesView {
  const sort = query.get("sort") ?? "";
  const name = sort.replace(/^-/, "");
  const known = SERVICE_SORTS.find((each) => each === name);
  return {
    by: query.get("by") === "endpoint" ? "endpoint" : "service",
    sort: known ?? "worse",
    isReversed: known !== undefined && sort.startsWith("-"),
    find: query.get("q") ?? "",
    fold: (query.get("fold") ?? "").split(",").filter((key) => key !== ""),
  };
}

export function formatServiceSort(sort: ServiceSort, isReversed: boolean): string {
  const isUsual = sort === "worse" && !isReversed;
  return isUsual ? "" : `${isReversed ? "-" : ""}${sort}`;
}
