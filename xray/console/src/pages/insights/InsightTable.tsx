import { memo } from "react";
import type { InsightSummary } from "../../api/operations.ts";
import { failedShareOf, isActive, lastedSec, lastedWords } from "../../insights/insight-rows.ts";
import { formatCount, formatMinute, formatShare } from "../../lib/format.ts";
import { OutcomeMark } from "../../ui/OutcomeMark.tsx";

/** All insights of the last day, each at its time. */
export function InsightTable({
  insights,
  selected,
  rangeSec,
  nowSec,
  onSelect,
}: {
  insights: readonly InsightSummary[];
  selected: string;
  rangeSec: number;
  nowSec: number;
  onSelect: (id: string) => void;
}) {
  return (
    <table className="insights-table">
      <caption className="visually-hidden">Insights</caption>
      <thead>
        <tr>
          <th scope="col" className="insights-col-cause">
            Root cause
          </th>
          <th scope="col" className="insights-col-when">
            <span className="visually-hidden">When</span>
            <span className="insights-axis" aria-hidden="true">
              <span>{formatMinute(nowSec - rangeSec, nowSec)}</span>
              <span>now</span>
            </span>
          </th>
          <th scope="col" className="insights-col-began">
            began
          </th>
          <th scope="col" className="insights-col-lasted">
            lasted
          </th>
          <th scope="col" className="insights-col-faults">
            client faults
          </th>
          <th scope="col" className="insights-col-share">
            share
          </th>
          <th scope="col" className="insights-col-group">
            group
          </th>
        </tr>
      </thead>
      <tbody>
        {insights.map((insight) => (
          <Row
            key={insight.InsightId}
            insight={insight}
            isSelected={insight.InsightId === selected}
            rangeSec={rangeSec}
            nowSec={nowSec}
            onSelect={onSelect}
          />
        ))}
      </tbody>
    </table>
  );
}

/** A short one must still be seen. */
const LEAST_SHARE = 0.006;

const Row = memo(function Row({
  insight,
  isSelected,
  rangeSec,
  nowSec,
  onSelect,
}: {
  insight: InsightSummary;
  isSelected: boolean;
  rangeSec: number;
  nowSec: number;
  onSelect: (id: string) => void;
}) {
  const { InsightId: id, RootCauseServiceId: cause, Summary, StartTime, GroupName } = insight;
  const clients = insight.ClientRequestImpactStatistics;
  const active = isActive(insight);
  const lasted = lastedSec(insight, nowSec);
  const width = Math.max(LEAST_SHARE, lasted / rangeSec);
  const left = Math.min(1 - width, Math.max(0, 1 - (nowSec - StartTime) / rangeSec));
  return (
    // The button in the first cell does the same for the keyboard.
    <tr className={isSelected ? "insights-selected" : undefined} onClick={() => onSelect(id)}>
      <th scope="row" className="insights-col-cause">
        <OutcomeMark outcome="fault" label="" />
        <button
          type="button"
          data-row=""
          aria-pressed={isSelected}
          onClick={(event) => {
            event.stopPropagation();
            onSelect(id);
          }}
        >
          <b>{cause.Name}</b>{" "}
          <span className={active ? "insights-active" : ""}>{active ? "active" : "closed"}</span>
        </button>
        <small>{Summary}</small>
      </th>
      <td className="insights-col-when">
        <span className="visually-hidden">
          {formatMinute(StartTime, nowSec)}, {lastedWords(insight, nowSec)}
        </span>
        <i
          className={active ? "insights-bar insights-bar-active" : "insights-bar"}
          style={{ left: `${left * 100}%`, width: `${width * 100}%` }}
        />
      </td>
      <td className="insights-col-began">{formatMinute(StartTime, nowSec)}</td>
      <td className="insights-col-lasted">{lastedWords(insight, nowSec)}</td>
      <td className="insights-col-faults">{formatCount(clients.FaultCount)}</td>
      <td className="insights-col-share" title="Of the requests at the root cause">
        {formatShare(failedShareOf(insight))}
      </td>
      <td className="insights-col-group">{GroupName}</td>
    </tr>
  );
});
