import { useMemo } from "react";
import { Link } from "react-router";
import { callFilter } from "../../calls/call-filter.ts";
import type { CallFigures, CallRow } from "../../calls/call-rows.ts";
import { failedShare } from "../../calls/calls-view.ts";
import { betterQuery } from "../../calls/calls-verdict.ts";
import { formatCount, formatDuration, formatMinute, formatPerMinute, formatShare } from "../../lib/format.ts";
import { setsPath, tracesPath } from "../../links.ts";
import type { Scope } from "../../links.ts";
import { ALL } from "../../sets/set-text.ts";
import { setsValues } from "../../sets/sets-view.ts";
import { formatSql } from "../../sql/sql-format.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { formatTimes } from "./CallTable.tsx";
import { SqlTokens } from "./CallText.tsx";
import { UsualRequestSection } from "./UsualRequestSection.tsx";

/** All that is known of one call. */
export function CallSide({
  row,
  figures,
  scope,
  nowSec,
}: {
  row: CallRow;
  figures: CallFigures;
  scope: Scope;
  nowSec: number;
}) {
  const better = betterQuery(row);
  return (
    <>
      <section className="side-section">
        <h2>
          {row.words}
          <span>{row.system}</span>
        </h2>
        <FullText row={row} />
        <Facts row={row} figures={figures} nowSec={nowSec} />
      </section>
      <Askers row={row} rangeSec={figures.endSec - figures.startSec} />
      <UsualRequestSection row={row} scope={scope} nowSec={nowSec} />
      {better === undefined ? null : (
        <section className="side-section">
          <p>One query would do, with all the values at once:</p>
          <pre className="calls-sql">{better}</pre>
        </section>
      )}
      <section className="side-section calls-buttons">
        <Link className="ctl ctl-primary" to={tracesPath(scope, { filter: callFilter(row) })}>
          View the traces
        </Link>
        <Link className="ctl ctl-line" to={setsPath(scope, comparedSets(row))}>
          Compare
        </Link>
        <CopyButton
          className="ctl ctl-line"
          text={row.text}
          words={row.kind === "sql" ? "Copy SQL" : "Copy"}
        />
      </section>
    </>
  );
}

/** Those that failed here against those that did not; where none failed, those that call against the rest. */
function comparedSets(row: CallRow): Readonly<Record<string, string>> {
  const condition = failedShare(row) === 0 ? "" : row.kind === "aws" ? "throttle" : "fault OR error";
  return setsValues({ a: { ...ALL, filter: callFilter(row, condition) }, b: { kind: "rest" } });
}

function FullText({ row: { kind, text, resource } }: { row: CallRow }) {
  const tokens = useMemo(() => (kind === "sql" ? formatSql(text) : []), [kind, text]);
  if (kind !== "sql") {
    return <pre className="calls-sql">{resource === undefined ? text : `${text} ${resource}`}</pre>;
  }
  return (
    <pre className="calls-sql">
      <SqlTokens tokens={tokens} />
    </pre>
  );
}

const ALL_TIME: Readonly<Record<CallRow["kind"], string>> = {
  sql: "database time",
  aws: "time of AWS",
  remote: "time of other services",
};

function Facts({ row, figures, nowSec }: { row: CallRow; figures: CallFigures; nowSec: number }) {
  const { count, sumSec, outcomes, repeats } = row.figures;
  const { times, changes } = row;
  const rate = formatPerMinute(count / (figures.endSec - figures.startSec));
  const failures = outcomes.fault + outcomes.error + (row.kind === "aws" ? 0 : outcomes.throttle);
  return (
    <dl className="pairs calls-facts">
      <dt>Calls</dt>
      <dd>
        {formatCount(count)}{" "}
        <i>
          {rate} a minute, in {formatCount(repeats?.requests ?? count)} requests
        </i>
      </dd>
      <dt>Total</dt>
      <dd>
        {formatDuration(sumSec)}{" "}
        <i>
          {formatShare(row.timeShare)} of the {ALL_TIME[row.kind]}
        </i>
      </dd>
      <dt>p50, p95, p99</dt>
      <dd>
        {[times.p50Sec, times.p95Sec, times.p99Sec].map(formatDuration).join(", ")}{" "}
        <i>
          {changes.pace === undefined
            ? changes.note === "few"
              ? "too few to tell a change"
              : "as before"
            : `p95 was ${formatDuration(changes.pace.before.p95Sec)}${changes.pace.atSec === undefined ? " before" : ` until ${formatMinute(changes.pace.atSec, nowSec)}`}`}
        </i>
      </dd>
      <dt>A request</dt>
      <dd>
        ×{formatTimes(row.perRequest)} <i>at most {formatCount(repeats?.most ?? 1)}</i>
      </dd>
      {row.kind === "aws" ? (
        <>
          <dt>Throttled</dt>
          <dd>{formatCount(outcomes.throttle)}</dd>
          <dt>Tried again</dt>
          <dd>{formatCount(repeats?.retries ?? 0)}</dd>
        </>
      ) : null}
      <dt>Failed</dt>
      <dd>{formatCount(failures)}</dd>
    </dl>
  );
}

function Askers({ row, rangeSec }: { row: CallRow; rangeSec: number }) {
  if (row.askers.length === 0) return null;
  return (
    <section className="side-section">
      <table className="calls-askers">
        <caption>Asked for by</caption>
        <thead>
          <tr>
            <th scope="col">Endpoint of {row.caller.name}</th>
            <th scope="col">per min</th>
            <th scope="col">a request</th>
            <th scope="col">share</th>
          </tr>
        </thead>
        <tbody>
          {row.askers.map(({ endpoint, figures, perRequest, isRepeated, timeShare }) => (
            <tr key={endpoint}>
              <th scope="row" title={endpoint}>
                {endpoint || "no HTTP request"}
              </th>
              <td>{formatPerMinute(figures.count / rangeSec)}</td>
              <td>{isRepeated ? <b>×{formatTimes(perRequest)}</b> : `×${formatTimes(perRequest)}`}</td>
              <td>{formatShare(timeShare)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
