import { Link } from "react-router";
import type { SetFigures } from "xray-local/console-wire/figures.ts";
import type { Bounds } from "../../api/use-figures.ts";
import { formatDuration, formatPerMinute, formatShare } from "../../lib/format.ts";
import { callsPath } from "../../links.ts";
import type { Scope } from "../../links.ts";
import { servicePath } from "../../service-link.ts";
import { tokenizeSql } from "../../sql/sql-tokens.ts";
import { Duration } from "../../ui/Figure.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { toCallRows, toStatementRows } from "./service-model.ts";
import type { RelatedRow, ServiceModel, StatementRow } from "./service-model.ts";
import { formatCalls } from "./ServiceFindings.tsx";

/** Who waits for it, whom it waits for, and what it asks its databases. */
export function RelatedTables({
  model,
  calls,
  bounds,
  scope,
}: {
  model: ServiceModel;
  /** Undefined while they are added up. */
  calls: SetFigures | undefined;
  bounds: Bounds;
  scope: Scope;
}) {
  const called = calls === undefined ? undefined : toCallRows(calls, bounds);
  const statements = calls === undefined ? undefined : toStatementRows(calls, model.set.count);
  return (
    <div className="service-related">
      <section aria-labelledby="service-callers">
        <h2 id="service-callers">Called by</h2>
        {model.callers.length === 0 ? (
          <p className="service-none">No service that is traced.</p>
        ) : (
          <RelatedTable label="Called by" rows={model.callers} scope={scope} />
        )}
        {model.untracedPerSec > 0 && model.callers.length > 0 ? (
          <p className="service-none">
            {formatPerMinute(model.untracedPerSec)} a minute of no service that is traced.
          </p>
        ) : null}
        <h2>Calls</h2>
        {called === undefined ? null : called.length === 0 ? (
          <p className="service-none">It waits for nobody.</p>
        ) : (
          <RelatedTable label="Calls" rows={called} scope={scope} />
        )}
      </section>
      <section aria-labelledby="service-statements">
        <h2 id="service-statements">
          Statements <span>share of its time in databases</span>
          {statements === undefined || statements.length === 0 ? null : (
            <Link to={callsPath(scope, "sql")}>Of all services</Link>
          )}
        </h2>
        {statements === undefined ? null : statements.length === 0 ? (
          <p className="service-none">No statement recorded.</p>
        ) : (
          <Statements rows={statements} />
        )}
      </section>
    </div>
  );
}

function RelatedTable({ label, rows, scope }: { label: string; rows: readonly RelatedRow[]; scope: Scope }) {
  return (
    <table className="service-related-table" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Name</span>
          </th>
          <th scope="col">per min</th>
          <th scope="col">p95</th>
          <th scope="col" className="service-was">
            <span className="visually-hidden">p95 before</span>
          </th>
          <th scope="col">faults</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">
              <Icon name={row.place} size={14} />
              {row.subject === undefined ? (
                <b>{row.name}</b>
              ) : (
                <Link to={servicePath(row.subject, scope)} data-row="">
                  {row.name}
                </Link>
              )}
              <i title={row.words}>{row.words}</i>
            </th>
            <td>{formatPerMinute(row.perSec)}</td>
            <td>
              <Duration sec={row.p95Sec} />
            </td>
            <td className={row.pace?.kind === "slower" ? "service-was service-was-less" : "service-was"}>
              {row.pace === undefined ? "" : `was ${formatDuration(row.pace.before.p95Sec)}`}
            </td>
            <td className={row.faultShare > 0 ? "services-fault" : "services-quiet"}>
              {row.faultShare > 0 ? formatShare(row.faultShare) : "0"}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const MOST_STATEMENTS = 8;

function Statements({ rows }: { rows: readonly StatementRow[] }) {
  return (
    <>
      <ul className="service-statements" aria-label="Statements">
        {rows.slice(0, MOST_STATEMENTS).map(({ key, text, share, perRequest, inARow }) => (
          <li key={key}>
            <code title={text}>
              <Sql text={text} />
            </code>
            <span className={inARow > 0 ? "service-many" : ""} title={inARow > 0 ? MANY : undefined}>
              ×{formatCalls(perRequest)}
            </span>
            <span>{formatShare(share)}</span>
            <svg className="service-share" viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true">
              <rect width={share * 100} height="2" fill="var(--database)" />
            </svg>
          </li>
        ))}
      </ul>
      {rows.length > MOST_STATEMENTS ? (
        <p className="service-none">{rows.length - MOST_STATEMENTS} more take less.</p>
      ) : null}
    </>
  );
}

const MANY = "Asked five times or more in a row";

function Sql({ text }: { text: string }) {
  let at = 0;
  return tokenizeSql(text).map((token) => {
    at += token.text.length;
    return token.kind === "keyword" ? <b key={at}>{token.text}</b> : token.text;
  });
}
