import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Link } from "react-router";
import type { Group } from "../../api/operations.ts";
import { countSummaries } from "../../api/summary-pages.ts";
import { GROUPS_KEY } from "../../api/use-groups.ts";
import { callXray } from "../../api/xray-client.ts";
import { withGroup } from "../../filter-box/effective-filter.ts";
import { FilterPaint } from "../../filter-box/FilterPaint.tsx";
import { formatCount } from "../../lib/format.ts";
import { boundsOf } from "../../lib/time-range.ts";
import { mapPath, tracesPath } from "../../links.ts";
import type { Scope } from "../../links.ts";
import { Icon } from "../../ui/Icon.tsx";
import { useUndo } from "../../ui/undo.tsx";
import { GroupFilterForm } from "./GroupFilterForm.tsx";
import { serverNowMs } from "../../lib/server-clock.ts";

export function GroupRow({
  group,
  scope,
  users,
}: {
  group: Group;
  scope: Scope;
  /** What uses the group, in words. */
  users: readonly string[];
}) {
  const [editing, setEditing] = useState(false);
  const { GroupName: name, FilterExpression: filter = "" } = group;
  const isDefault = name === "Default";
  const ofGroup = { ...scope, group: isDefault ? "" : name };
  const remove = useDeleteGroup(group);
  const edit = useRef<HTMLButtonElement>(null);
  function leave(): void {
    setEditing(false);
    // The form with the focus goes away: the focus returns to its button when that is there again.
    requestAnimationFrame(() => edit.current?.focus());
  }
  return (
    <tr>
      <td>
        <Link className="link" to={tracesPath(ofGroup)}>
          {name}
        </Link>
      </td>
      <td>
        {editing ? (
          <GroupFilterForm name={name} filter={filter} scope={scope} onDone={leave} />
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
              <button ref={edit} type="button" className="link" onClick={() => setEditing(true)}>
                Edit
              </button>
              <button
                type="button"
                className="ctl ctl-square"
                aria-label={`Delete ${name}`}
                title="Delete"
                disabled={remove.isPending}
                onClick={() => remove.mutate()}
              >
                <Icon name="bin" />
              </button>
            </>
          )}
        </span>
      </td>
    </tr>
  );
}

/** Deletes at once, and offers to undo it by creating the group again. */
function useDeleteGroup({ GroupARN: _arn, ...group }: Group) {
  const queries = useQueryClient();
  const offerUndo = useUndo();
  const refresh = () => queries.invalidateQueries({ queryKey: GROUPS_KEY });
  return useMutation({
    mutationFn: () => callXray("/DeleteGroup", { GroupName: group.GroupName }),
    onSuccess: () => {
      offerUndo({
        words: `Group ${group.GroupName} deleted`,
        undo: async () => {
          await callXray("/CreateGroup", group);
          await refresh();
        },
      });
    },
    onSettled: refresh,
  });
}

/** Counts this many pages at most; the figure says when there are more. */
const MOST_COUNTED_PAGES = 4;

function MatchCount({ name, filter, scope }: { name: string; filter: string; scope: Scope }) {
  const { data } = useQuery({
    queryKey: ["group-matches", name, filter, scope.range],
    queryFn: ({ signal }) => {
      const question = { ...boundsOf(scope.range, serverNowMs() / 1000), filter: withGroup("", name) };
      return countSummaries(callXray, question, MOST_COUNTED_PAGES, signal);
    },
  });
  if (data === undefined) return null;
  return `${formatCount(data.count)}${data.isAtLeast ? " or more" : ""}`;
}
