import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { describeError } from "../api/api-error.ts";
import type { Group } from "../api/operations.ts";
import { fetchGroups, GROUPS_KEY } from "../api/use-groups.ts";
import { callXray } from "../api/xray-client.ts";
import { countSummaries } from "../api/summary-pages.ts";
import { withGroup } from "../filter-box/effective-filter.ts";
import { readFilter } from "../filter-box/read-filter.ts";
import { readFilterHistory } from "../filter-box/filter-history.ts";
import { FilterPaint } from "../filter-box/FilterPaint.tsx";
import { describeRange } from "../frame/RangeMenu.tsx";
import { formatCount } from "../lib/format.ts";
import { boundsOf } from "../lib/time-range.ts";
import { mapPath, tracesPath } from "../links.ts";
import type { Scope } from "../links.ts";
import { Icon } from "../ui/Icon.tsx";
import { useNowSec } from "../ui/use-now.ts";
import { useScope } from "../use-scope.ts";
import { groupUsers } from "./groups/group-users.ts";
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

function GroupRow({
  group,
  scope,
  users,
}: {
  group: Group;
  scope: Scope;
  /** What uses it, in words. */
  users: readonly string[];
}) {
  const [editing, setEditing] = useState(false);
  const queries = useQueryClient();
  const { GroupName: name, FilterExpression: filter = "" } = group;
  const isDefault = name === "Default";
  const ofGroup = { ...scope, group: isDefault ? "" : name };
  const remove = useMutation({
    mutationFn: () => callXray("/DeleteGroup", { GroupName: name }),
    onSuccess: () => queries.invalidateQueries({ queryKey: GROUPS_KEY }),
  });
  return (
    <tr>
      <td>
        <Link className="link" to={tracesPath(ofGroup)}>
          {name}
        </Link>
      </td>
      <td>
        {editing ? (
          <GroupFilterForm name={name} filter={filter} onDone={() => setEditing(false)} />
        ) : filter === "" ? (
          <span className="section-quiet">all traces</span>
        ) : (
          <code>
            <span className="visually-hidden">{filter}</span>
            <FilterPaint text={filter} />
          </code>
        )}
      </td>
      <td className="numeric">
        <MatchCount name={isDefault ? "" : name} filter={filter} scope={scope} />
      </td>
      <td className="groups-users">{users.length === 0 ? "nothing" : users.join(", ")}</td>
      <td className="numeric">
        <span className="groups-actions">
          <Link className="link" to={mapPath(ofGroup)}>
            Map
          </Link>
          {isDefault || editing ? null : (
            <>
              <button type="button" className="link" onClick={() => setEditing(true)}>
                Edit
              </button>
              <button
                type="button"
                className="ctl ctl-square"
                aria-label={`Delete ${name}`}
                disabled={remove.isPending}
                onClick={() => remove.mutate()}
              >
                <Icon name="close" />
              </button>
            </>
          )}
        </span>
      </td>
    </tr>
  );
}

function GroupFilterForm({ name, filter, onDone }: { name: string; filter: string; onDone: () => void }) {
  const [text, setText] = useState(filter);
  const queries = useQueryClient();
  const { error } = readFilter(text);
  const save = useMutation({
    mutationFn: () => callXray("/UpdateGroup", { GroupName: name, FilterExpression: text }),
    onSuccess: async () => {
      onDone();
      await queries.invalidateQueries({ queryKey: GROUPS_KEY });
    },
  });
  const problem = error?.message ?? (save.isError ? describeError(save.error).title : "");
  return (
    <form
      className="groups-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (error === undefined) save.mutate();
      }}
    >
      <input
        type="text"
        className="field mono"
        aria-label={`Filter of ${name}`}
        aria-invalid={problem !== ""}
        value={text}
        spellCheck={false}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onDone();
        }}
      />
      <button type="submit" className="ctl ctl-primary" disabled={error !== undefined || save.isPending}>
        Save
      </button>
      <button type="button" className="ctl" onClick={onDone}>
        Cancel
      </button>
      {problem === "" ? null : <p className="groups-problem">{problem}</p>}
    </form>
  );
}

/** Pages are counted up to this many; beyond it the figure says so. */
const MOST_COUNTED_PAGES = 4;

function MatchCount({ name, filter, scope }: { name: string; filter: string; scope: Scope }) {
  const { data } = useQuery({
    queryKey: ["group-matches", name, filter, scope.range],
    queryFn: ({ signal }) => {
      const question = { ...boundsOf(scope.range, Date.now() / 1000), filter: withGroup("", name) };
      return countSummaries(callXray, question, MOST_COUNTED_PAGES, signal);
    },
  });
  if (data === undefined) return null;
  return `${formatCount(data.count)}${data.isAtLeast ? " or more" : ""}`;
}
