import { Link } from "react-router";
import { describeError } from "../../api/api-error.ts";
import type { Group } from "../../api/operations.ts";
import { groupsPath } from "../../links.ts";
import type { Scope } from "../../links.ts";
import { Switch } from "../../ui/Switch.tsx";
import { useWatchGroup } from "../groups/use-watch-group.ts";

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
  const { GroupName: name, FilterExpression: filter = "" } = group;
  const { insights, events, isPending, error, setInsights } = useWatchGroup(group);
  return (
    <li>
      <Switch isOn={insights} isDisabled={isPending} onChange={setInsights}>
        {name}
      </Switch>
      <span>
        {error !== null ? (
          <span role="alert">{describeError(error).title}</span>
        ) : events ? (
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
