import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import "../answers/answer.css";
import { useWalkKeys } from "../answers/use-walk-keys.ts";
import { useGroupFigures } from "../api/use-group-figures.ts";
import { fetchGroups, GROUPS_KEY } from "../api/use-groups.ts";
import { readFilterHistory } from "../filter-box/filter-history.ts";
import { describeRange } from "../frame/RangeMenu.tsx";
import { formatDuration, formatMinute, formatShare } from "../lib/format.ts";
import { useNowSec } from "../ui/use-now.ts";
import { useScope } from "../use-scope.ts";
import { AgainstMenu } from "./AgainstMenu.tsx";
import { groupsVerdict, toGroupRow } from "./groups/group-rows.ts";
import type { GroupRowFigures } from "./groups/group-rows.ts";
import { groupUsers } from "./groups/group-users.ts";
import { GroupRow } from "./groups/GroupRow.tsx";
import { sparkScale } from "./services/spark.ts";
import { FailedView } from "./ViewNotice.tsx";
import "./groups/groups-page.css";

/** Filters with a name: what they match, what became of it, and whether insights watch them. */
export function GroupsPage() {
  const scope = useScope();
  const nowSec = useNowSec();
  const main = useRef<HTMLElement>(null);
  const { data, error, refetch } = useQuery({
    queryKey: GROUPS_KEY,
    queryFn: ({ signal }) => fetchGroups(signal),
  });
  const groups = data ?? [];
  const counted = useGroupFigures(groups, scope);
  const [history] = useState(readFilterHistory);
  useWalkKeys(main);
  const rows = useMemo(() => {
    const all = new Map<string, GroupRowFigures>();
    for (const [name, figures] of counted?.figures ?? []) all.set(name, toGroupRow(figures));
    return all;
  }, [counted]);
  const scale = useMemo(
    () => sparkScale([...rows.values()].flatMap(({ columns }) => (columns === undefined ? [] : [columns]))),
    [rows],
  );
  const range = describeRange(scope.range, nowSec);
  return (
    <main className="answer groups" ref={main}>
      <title>Groups · X-Ray local</title>
      <header className="answer-verdict">
        <h1>{counted === undefined ? "Groups" : groupsVerdict([...rows.values()])}</h1>
        <p>
          {range}. A group is a filter with a name: it narrows every view, keeps its own figures and can be
          watched by insights. To make one, filter the traces and press Save as group.
        </p>
      </header>
      <div className="answer-tool">
        <AgainstMenu />
      </div>
      {error === null ? null : <FailedView error={error} onRetry={() => void refetch()} />}
      {data === undefined ? null : (
        <div className="answer-scroll">
          <table className="groups-table">
            <caption className="visually-hidden">Groups</caption>
            <thead>
              <tr>
                <th scope="col" className="groups-col-name">
                  Name
                </th>
                <th scope="col" className="groups-col-filter">
                  Filter
                </th>
                <th scope="col" className="groups-col-rate">
                  per min
                </th>
                <th scope="col" className="groups-col-p95">
                  p95
                </th>
                <th scope="col" className="groups-col-faults">
                  faults
                </th>
                <th scope="col" className="groups-col-spark">
                  <span className="visually-hidden">p95 and faults over time</span>
                  {counted === undefined ? null : (
                    <span className="groups-axis" aria-hidden="true">
                      <span>{formatMinute(counted.bounds.startSec, nowSec)}</span>
                      <span>
                        p95 to {formatDuration(scale.endSec)}, faults to {formatShare(scale.faultShare)}
                      </span>
                      <span>{formatMinute(counted.bounds.endSec, nowSec)}</span>
                    </span>
                  )}
                </th>
                <th scope="col" className="groups-col-matches">
                  matches
                </th>
                <th scope="col" className="groups-col-switch">
                  Insights
                </th>
                <th scope="col" className="groups-col-switch">
                  Events
                </th>
                <th scope="col" className="groups-users">
                  Used by
                </th>
                <th scope="col" className="groups-col-actions">
                  <span className="visually-hidden">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {groups.map((group) => (
                <GroupRow
                  key={group.GroupARN}
                  group={group}
                  figures={rows.get(group.GroupName)}
                  scale={scale}
                  rangeSec={counted === undefined ? 1 : counted.bounds.endSec - counted.bounds.startSec}
                  scope={scope}
                  users={groupUsers(group, groups, history, scope.group)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </main>
  );
}
