import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Link } from "react-router";
import { describeError } from "../../api/api-error.ts";
import type { Group } from "../../api/operations.ts";
import { GROUPS_KEY } from "../../api/use-groups.ts";
import { callXray } from "../../api/xray-client.ts";
import { FilterPaint } from "../../filter-box/FilterPaint.tsx";
import { formatCount, formatDuration, formatPerMinute, formatShare } from "../../lib/format.ts";
import { mapPath, tracesPath } from "../../links.ts";
import type { Scope } from "../../links.ts";
import { Duration } from "../../ui/Figure.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Switch } from "../../ui/Switch.tsx";
import { useUndo } from "../../ui/undo.tsx";
import { faultShare } from "../services/change.ts";
import { Spark } from "../services/Spark.tsx";
import type { SparkScale } from "../services/spark.ts";
import { GroupFilterForm } from "./GroupFilterForm.tsx";
import type { GroupRowFigures } from "./group-rows.ts";
import { useWatchGroup } from "./use-watch-group.ts";

export function GroupRow({
  group,
  figures,
  scale,
  rangeSec,
  scope,
  users,
}: {
  group: Group;
  /** Undefined until they are counted. */
  figures: GroupRowFigures | undefined;
  scale: SparkScale;
  rangeSec: number;
  scope: Scope;
  /** What uses the group, in words. */
  users: readonly string[];
}) {
  const [editing, setEditing] = useState(false);
  const { GroupName: name, FilterExpression: filter = "" } = group;
  const isDefault = name === "Default";
  const ofGroup = { ...scope, group: isDefault ? "" : name };
  const remove = useDeleteGroup(group);
  const watch = useWatchGroup(group);
  const edit = useRef<HTMLButtonElement>(null);
  function leave(): void {
    setEditing(false);
    // The form with the focus goes away: the focus returns to its button when that is there again.
    requestAnimationFrame(() => edit.current?.focus());
  }
  return (
    <tr className={editing ? "groups-editing" : undefined}>
      <td className="groups-col-name">
        <Link className="link" data-row="" to={tracesPath(ofGroup)}>
          {name}
        </Link>
      </td>
      {editing ? (
        <td className="groups-col-filter" colSpan={EDITED_COLUMNS}>
          <GroupFilterForm
            name={name}
            filter={filter}
            scope={scope}
            savedCount={figures?.now.count}
            onDone={leave}
          />
        </td>
      ) : (
        <>
          <td className="groups-col-filter">
            {filter === "" ? (
              <span className="section-quiet">all traces</span>
            ) : (
              <code title={filter}>
                <span className="visually-hidden">{filter}</span>
                <FilterPaint text={filter} />
              </code>
            )}
          </td>
          <FigureCells figures={figures} scale={scale} rangeSec={rangeSec} />
          <td className="groups-col-switch">
            <Switch
              isOn={watch.insights}
              isDisabled={watch.isPending}
              label={`Insights of ${name}`}
              onChange={watch.setInsights}
            />
          </td>
          <td className="groups-col-switch">
            <Switch
              isOn={watch.events}
              isDisabled={watch.isPending || !watch.insights}
              label={`Events of ${name}`}
              onChange={watch.setEvents}
            />
          </td>
          <td className="groups-users">
            {watch.error === null ? (
              users.length === 0 ? (
                "nothing"
              ) : (
                users.join(", ")
              )
            ) : (
              <span role="alert">{describeError(watch.error).title}</span>
            )}
          </td>
        </>
      )}
      <td className="groups-col-actions">
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

/** From the filter to what uses the group. */
const EDITED_COLUMNS = 9;

const COUNTED_COLUMNS = 5;

function FigureCells({
  figures,
  scale,
  rangeSec,
}: {
  figures: GroupRowFigures | undefined;
  scale: SparkScale;
  rangeSec: number;
}) {
  if (figures === undefined) {
    return (
      <td colSpan={COUNTED_COLUMNS} className="groups-counting">
        Adding up its traces
      </td>
    );
  }
  const { now, changes } = figures;
  const share = faultShare(now);
  return (
    <>
      <td className="groups-col-rate">{formatPerMinute(now.count / rangeSec)}</td>
      <td className="groups-col-p95">
        {now.count === 0 ? null : <Duration sec={now.p95Sec} />}
        {changes.pace === undefined ? null : <small>was {formatDuration(changes.pace.before.p95Sec)}</small>}
      </td>
      <td className="groups-col-faults">
        <span className={share === 0 ? "groups-quiet" : "groups-fault"}>
          {share === 0 ? "0" : formatShare(share)}
        </span>
        {changes.faults === undefined ? null : (
          <small>was {formatShare(faultShare(changes.faults.before))}</small>
        )}
      </td>
      <td className="groups-col-spark">
        <Spark row={figures} scale={scale} />
      </td>
      <td className="groups-col-matches">{formatCount(now.count)}</td>
    </>
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
