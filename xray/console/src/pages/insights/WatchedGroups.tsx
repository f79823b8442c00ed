import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "react-router";
import { describeError } from "../../api/api-error.ts";
import type { Group } from "../../api/operations.ts";
import { INSIGHTS_KEY } from "../../api/use-insights.ts";
import { GROUPS_KEY } from "../../api/use-groups.ts";
import { callXray } from "../../api/xray-client.ts";
import { groupsPath } from "../../links.ts";
import type { Scope } from "../../links.ts";
import { useUndo } from "../../ui/undo.tsx";

/** Which groups are watched: a switch writes at once, and can be undone. */
export function WatchedGroups({ groups, scope }: { groups: readonly Group[]; scope: Scope }) {
  return (
    <section className="side-section insights-groups">
      <h2>
        Groups that are watched
        <Link to={groupsPath(scope)}>All groups</Link>
      </h2>
      <ul>
        {groups.map((group) => (
          <GroupSwitch key={group.GroupARN} group={group} />
        ))}
      </ul>
    </section>
  );
}

function GroupSwitch({ group }: { group: Group }) {
  const { GroupName: name, FilterExpression: filter = "", InsightsConfiguration: insights = {} } = group;
  const { InsightsEnabled: isWatched = false, NotificationsEnabled: hasEvents = false } = insights;
  const client = useQueryClient();
  const offerUndo = useUndo();
  const write = async (enabled: boolean) => {
    await callXray("/UpdateGroup", {
      GroupName: name,
      // Events need insights.
      InsightsConfiguration: { InsightsEnabled: enabled, NotificationsEnabled: enabled && hasEvents },
    });
    await Promise.all([
      client.invalidateQueries({ queryKey: GROUPS_KEY }),
      client.invalidateQueries({ queryKey: INSIGHTS_KEY }),
    ]);
  };
  const change = useMutation({
    mutationFn: write,
    onSuccess: (_, enabled) =>
      offerUndo({
        words: `${name} is ${enabled ? "watched" : "not watched any more"}`,
        undo: async () => write(!enabled),
      }),
  });
  return (
    <li>
      <button
        type="button"
        role="switch"
        aria-checked={isWatched}
        className="insights-switch"
        disabled={change.isPending}
        onClick={() => change.mutate(!isWatched)}
      >
        <i aria-hidden="true" />
        {name}
      </button>
      <span>
        {change.error !== null ? (
          <span role="alert">{describeError(change.error).title}</span>
        ) : hasEvents && isWatched ? (
          "events on"
        ) : filter === "" ? (
          "all traces"
        ) : (
          <code title={filter}>{filter}</code>
        )}
      </span>
    </li>
  );
}
