import { Link } from "react-router";
import { addCondition } from "xray-local/filter/format-filter.ts";
import { paintFilter } from "../../filter-box/paint-filter.ts";
import { formatCount } from "../../lib/format.ts";
import { tracesPath } from "../../links.ts";
import type { Scope } from "../../links.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { breakFilter } from "./break-filter.ts";
import { useMatchCount } from "./use-match-count.ts";

/** The filter of the panel, how many traces it finds, and a link to them. */
export function FilterPreview({
  filter,
  scope,
  startSec,
  endSec,
}: {
  filter: string;
  scope: Scope;
  startSec: number;
  endSec: number;
}) {
  const found = useMatchCount(filter, scope.group, startSec, endSec);
  const count = found && `${found.isAtLeast ? "more than " : ""}${formatCount(found.count)}`;
  const noun = found?.count === 1 ? "trace" : "traces";
  return (
    <>
      <h3>{found ? `${count} ${noun} ${found.count === 1 ? "matches" : "match"}` : "Filter"}</h3>
      <pre className="filter-preview">
        {paintFilter(breakFilter(filter), undefined).map((run) => (
          <span key={run.start} className={`paint-${run.kind ?? "space"}`}>
            {run.text}
          </span>
        ))}
      </pre>
      <p className="filter-go">
        <Link className="ctl ctl-primary" to={tracesPath(scope, { filter: addCondition("", filter) })}>
          View {count ?? ""} {noun}
        </Link>
        <CopyButton text={filter} words="Copy" className="ctl ctl-line" />
      </p>
    </>
  );
}
