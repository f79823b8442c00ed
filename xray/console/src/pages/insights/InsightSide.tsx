import { Link } from "react-router";
import type { InsightEvent, InsightSummary } from "../../api/operations.ts";
import { withGroup } from "../../filter-box/effective-filter.ts";
import { toHappenings } from "../../insights/happenings.ts";
import { isActive } from "../../insights/insight-rows.ts";
import { rootCauseFilter } from "../../insights/root-cause-filter.ts";
import { formatMinute } from "../../lib/format.ts";
import { setsPath, tracesPath } from "../../links.ts";
import type { Scope } from "../../links.ts";
import { ALL } from "../../sets/set-text.ts";
import { setsValues } from "../../sets/sets-view.ts";
import { OutcomeMark } from "../../ui/OutcomeMark.tsx";
import { FaultColumns } from "./FaultColumns.tsx";

/** One insight: how many failed when, what happened, and where its traces are. */
export function InsightSide({
  insight,
  events,
  scope,
  nowSec,
}: {
  insight: InsightSummary;
  events: readonly InsightEvent[] | undefined;
  scope: Scope;
  nowSec: number;
}) {
  const { RootCauseServiceId: cause, StartTime, EndTime, LastUpdateTime, GroupName, Summary } = insight;
  const group = GroupName === "Default" ? "" : GroupName;
  const endSec = Math.max(LastUpdateTime, StartTime + 60);
  const there: Scope = { ...scope, group, range: { kind: "between", startSec: StartTime, endSec } };
  const filter = rootCauseFilter(cause);
  return (
    <>
      <section className="side-section insights-head">
        <h2>
          <OutcomeMark outcome="fault" label="" />
          {cause.Name}
        </h2>
        <p>
          {isActive(insight)
            ? `active since ${formatMinute(StartTime, nowSec)}`
            : `${formatMinute(StartTime, nowSec)} to ${formatMinute(EndTime ?? endSec, nowSec)}`}
          , id <code>{insight.InsightId.slice(0, 8)}</code>
        </p>
        <p>{Summary}</p>
      </section>
      <FaultColumns insight={insight} filter={withGroup("", group)} nowSec={nowSec} />
      <section className="side-section">
        <h2>What happened</h2>
        <dl className="insights-happened">
          {toHappenings(insight, events ?? []).map(({ atSec, words }) => (
            <div key={`${atSec} ${words}`}>
              <dt>{formatMinute(atSec, nowSec)}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
        <p className="insights-buttons">
          <Link className="ctl ctl-primary" to={tracesPath(there, { filter })}>
            View its traces
          </Link>
          <Link
            className="ctl ctl-line"
            to={setsPath(there, setsValues({ a: { ...ALL, filter: "fault" }, b: { ...ALL, filter: "ok" } }))}
          >
            Faults against ok
          </Link>
        </p>
      </section>
    </>
  );
}
