import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { describeError } from "../api/api-error.ts";
import { fetchGroups, GROUPS_KEY } from "../api/use-groups.ts";
import { readFilterHistory } from "../filter-box/filter-history.ts";
import { describeRange } from "../frame/RangeMenu.tsx";
import { useNowSec } from "../ui/use-now.ts";
import { useScope } from "../use-scope.ts";
import { groupUsers } from "./groups/group-users.ts";
import { GroupRow } from "./groups/GroupRow.tsx";
import "./groups/groups-page.css";

/** Filters with a name: the table of them. */
export function GroupsPage() {
  const scope = useScope();
  const nowSec = useNowSec();
  const { data, error, isPending } = useQuery({
    queryKey: GROUPS_KEY,
    queryFn: ({ signal }) => fetchGroups(signal),
  });
  const groups = data ?? [];
  const [history] = useState(readFilterHistory);
  return (
    <main className="groups">
      <title>Groups · X-Ray local</title>
      <section className="section">
        <h1>Groups</h1>
        <p className="section-quiet">
          A group is a filter with a name. It narrows the list and the map, and keeps its own statistics. To
          make one, filter the traces and press Save as group.
        </p>
      </section>
      {error === null ? null : (
        <div className="page-notice">
          <div className="notice">
            <h2>{describeError(error).title}</h2>
            <p>{describeError(error).detail}</p>
          </div>
        </div>
      )}
      {isPending ? null : (
        <section className="section">
          <table className="plain-table groups-table">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Filter</th>
                <th scope="col" className="numeric">
                  Matches in {describeRange(scope.range, nowSec).replace(/^Last /, "the last ")}
                </th>
                <th scope="col">Used by</th>
                <th scope="col">
                  <span className="visually-hidden">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {groups.map((group) => (
                <GroupRow
                  key={group.GroupARN}
                  group={group}
                  scope={scope}
                  users={groupUsers(group, groups, history, scope.group)}
                />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </main>
  );
}
