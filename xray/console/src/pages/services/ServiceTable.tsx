import type { ReactNode } from "react";
import type { ServiceSort } from "./services-view.ts";
import { formatDuration, formatMinute, formatShare } from "../../lib/format.ts";
import type { SparkScale } from "./spark.ts";

const HEADS = [
  { sort: "rate", label: "per min", name: "requests per min" },
  { sort: "p50", label: "p50", name: "p50" },
  { sort: "p95", label: "p95", name: "p95" },
  { sort: "p99", label: "p99", name: "p99" },
] as const;
const OUTCOME_HEADS = [
  { sort: "error", label: "errors", name: "errors" },
  { sort: "throttle", label: "throttled", name: "throttled" },
  { sort: "fault", label: "faults", name: "faults" },
] as const;

/** The table's frame and head; each head sorts. */
export function ServiceTable({
  sort,
  isReversed,
  onSort,
  scale,
  bounds,
  nowSec,
  isStale,
  children,
}: {
  sort: ServiceSort;
  isReversed: boolean;
  onSort: (sort: ServiceSort) => void;
  scale: SparkScale;
  bounds: { startSec: number; endSec: number };
  nowSec: number;
  isStale: boolean;
  children: ReactNode;
}) {
  const head = { sort, isReversed, onSort };
  return (
    <table className={isStale ? "services-table answer-stale" : "services-table"} aria-busy={isStale}>
      <caption className="visually-hidden">Services and endpoints</caption>
      <thead>
        <tr>
          <Head by="name" label="Service, endpoint" name="Service, endpoint" {...head} />
          {HEADS.map((each) => (
            <Head key={each.sort} by={each.sort} label={each.label} name={each.name} {...head} />
          ))}
          <Head by="worse" label="Change" name="Change of p95 or faults" {...head} />
          <th scope="col" className="services-col-spark">
            <span className="visually-hidden">p95 and faults over time</span>
            <span className="services-axis" aria-hidden="true">
              <span>{formatMinute(bounds.startSec, nowSec)}</span>
              <span>
                p95, 0 to {formatDuration(scale.endSec)} · faults below, 0 to {formatShare(scale.faultShare)}
              </span>
              <span>{formatMinute(bounds.endSec, nowSec)}</span>
            </span>
          </th>
          {OUTCOME_HEADS.map((each) => (
            <Head key={each.sort} by={each.sort} label={each.label} name={each.name} {...head} />
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

function Head({
  by,
  label,
  name,
  sort,
  isReversed,
  onSort,
}: {
  by: ServiceSort;
  label: string;
  name: string;
  sort: ServiceSort;
  isReversed: boolean;
  onSort: (sort: ServiceSort) => void;
}) {
  const isSorted = sort === by;
  // Names go up where figures go down.
  const isAscending = (by === "name") !== isReversed;
  return (
    <th
      scope="col"
      className={`services-col-${by}`}
      aria-sort={isSorted ? (isAscending ? "ascending" : "descending") : undefined}
    >
      <button type="button" aria-label={`Sort by ${name}`} onClick={() => onSort(by)}>
        {label}
        {isSorted ? <span aria-hidden="true">{isAscending ? " ↑" : " ↓"}</span> : null}
      </button>
    </th>
  );
}
