import type { DatabaseSync } from "node:sqlite";
import { groupArn } from "./arn.ts";
import type { ArnScope } from "./arn.ts";
import { numberOf, optionalNumberOf, optionalTextOf, textOf } from "./row.ts";
import type { Row } from "./row.ts";
import { transaction } from "./settings-database.ts";
import { rejected } from "./settings-error.ts";
import type { Tag, TagSettings } from "./tag-settings.ts";

interface InsightsConfiguration {
  InsightsEnabled: boolean;
  NotificationsEnabled: boolean;
}

export interface TraceGroup {
  GroupName: string;
  GroupARN: string;
  /** Absent on `Default`, which contains every trace. */
  FilterExpression?: string;
  InsightsConfiguration: InsightsConfiguration;
  /** When the expression last changed, epoch seconds; absent if it never did. */
  FilterChangedAtSec?: number;
}

/** Has one of the two. */
interface GroupReference {
  GroupName?: string;
  GroupARN?: string;
}

interface GroupChanges {
  FilterExpression?: string;
  InsightsConfiguration?: Partial<InsightsConfiguration>;
}

/** Groups of traces. Throws SettingsError for what is rejected; the caller checks that expressions are well-formed. */
export interface GroupSettings {
  /** `Default` first, the others by name. */
  all(): readonly TraceGroup[];
  find(reference: GroupReference): TraceGroup | undefined;
  create(group: GroupChanges & { GroupName: string }, tags: readonly Tag[]): TraceGroup;
  update(reference: GroupReference, changes: GroupChanges): TraceGroup;
  delete(reference: GroupReference): void;
  /** Changes with every change. */
  revision(): number;
}

interface Parts {
  database: DatabaseSync;
  tags: TagSettings;
  scope: ArnScope;
  nowMs: () => number;
  /** The last part of a new group's ARN. */
  newGroupId: () => string;
}

/** Reserved by the service (model, CreateGroup); AWS lists it like any other group. */
const DEFAULT_GROUP_NAME = "Default";

/** Groups of an account beside `Default` (AWS General Reference, "X-Ray endpoints and quotas"). */
const MAX_CUSTOM_GROUPS = 25;

export function createGroupSettings({ database, tags, scope, nowMs, newGroupId }: Parts): GroupSettings {
  const select = database.prepare("SELECT * FROM trace_group ORDER BY name <> ?, name");
  const selectOne = database.prepare("SELECT * FROM trace_group WHERE name = ?");
  const save = database.prepare(
    `INSERT OR REPLACE INTO trace_group
       (name, id, filter_expression, filter_changed_at_sec, insights_enabled, notifications_enabled)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const remove = database.prepare("DELETE FROM trace_group WHERE name = ?");

  let revision = 0;

  function all(): readonly TraceGroup[] {
    return select.all(DEFAULT_GROUP_NAME).map((row) => toGroup(row, scope));
  }

  function find({ GroupName, GroupARN }: GroupReference): TraceGroup | undefined {
    if ((GroupName === undefined) === (GroupARN === undefined)) {
      throw rejected("Specify a group by either name or ARN, but not both.");
    }
    if (GroupName === undefined) return all().find((group) => group.GroupARN === GroupARN);
    const row = selectOne.get(GroupName);
    return row && toGroup(row, scope);
  }

  function existing(reference: GroupReference): TraceGroup {
    const group = find(reference);
    if (!group) throw rejected("Group not found");
    return group;
  }

  function store(group: TraceGroup): TraceGroup {
    revision += 1;
    const { InsightsEnabled, NotificationsEnabled } = group.InsightsConfiguration;
    const id = group.GroupARN.slice(groupArn(scope, group.GroupName, "").length + 1);
    save.run(
      group.GroupName,
      id,
      group.FilterExpression ?? null,
      group.FilterChangedAtSec ?? null,
      Number(InsightsEnabled),
      Number(NotificationsEnabled),
    );
    return group;
  }

  if (!selectOne.get(DEFAULT_GROUP_NAME)) {
    store({
      GroupName: DEFAULT_GROUP_NAME,
      GroupARN: groupArn(scope, DEFAULT_GROUP_NAME, ""),
      InsightsConfiguration: toInsights({}),
    });
  }

  return {
    all,
    find,
    revision: () => revision,
    create({ GroupName, FilterExpression, InsightsConfiguration = {} }, newTags) {
      if (GroupName.toLowerCase() === DEFAULT_GROUP_NAME.toLowerCase())
        throw rejected("Default is a reserved group name");
      if (find({ GroupName })) throw rejected(`A group named ${GroupName} already exists`);
      if (all().length > MAX_CUSTOM_GROUPS) {
        throw rejected(`An account can have at most ${MAX_CUSTOM_GROUPS} groups beside Default`);
      }
      const group = {
        GroupName,
        GroupARN: groupArn(scope, GroupName, newGroupId()),
        ...(FilterExpression !== undefined && { FilterExpression }),
        InsightsConfiguration: toInsights(InsightsConfiguration),
      };
      return transaction(database, () => {
        tags.put({ kind: "group", name: GroupName }, newTags);
        return store(group);
      });
    },
    update(reference, { FilterExpression, InsightsConfiguration = {} }) {
      const group = existing(reference);
      const isNewFilter = FilterExpression !== undefined && FilterExpression !== group.FilterExpression;
      if (isNewFilter && group.GroupName === DEFAULT_GROUP_NAME) {
        throw rejected("The Default group takes every trace: it has no filter expression");
      }
      return store({
        ...group,
        ...(isNewFilter && { FilterExpression, FilterChangedAtSec: nowMs() / 1_000 }),
        InsightsConfiguration: toInsights(InsightsConfiguration, group.InsightsConfiguration),
      });
    },
    delete(reference) {
      const { GroupName } = existing(reference);
      if (GroupName === DEFAULT_GROUP_NAME) throw rejected("The Default group cannot be deleted");
      revision += 1;
      transaction(database, () => {
        remove.run(GroupName);
        tags.removeAll({ kind: "group", name: GroupName });
      });
    },
  };
}

/**
 * Keeps members that are not given. Notifications need insights (model, InsightsConfiguration): to ask for them without
 * insights is rejected, and switching insights off also switches notifications off.
 */
function toInsights(
  changes: Partial<InsightsConfiguration>,
  before: InsightsConfiguration = { InsightsEnabled: false, NotificationsEnabled: false },
): InsightsConfiguration {
  const { InsightsEnabled, NotificationsEnabled } = { ...before, ...changes };
  if (changes.NotificationsEnabled && !InsightsEnabled) {
    throw rejected("NotificationsEnabled can only be true on a group with InsightsEnabled set to true");
  }
  return { InsightsEnabled, NotificationsEnabled: NotificationsEnabled && InsightsEnabled };
}

function toGroup(row: Row, scope: ArnScope): TraceGroup {
  const name = textOf(row, "name");
  const FilterExpression = optionalTextOf(row, "filter_expression");
  const FilterChangedAtSec = optionalNumberOf(row, "filter_changed_at_sec");
  return {
    GroupName: name,
    GroupARN: groupArn(scope, name, textOf(row, "id")),
    ...(FilterExpression !== undefined && { FilterExpression }),
    ...(FilterChangedAtSec !== undefined && { FilterChangedAtSec }),
    InsightsConfiguration: {
      InsightsEnabled: numberOf(row, "insights_enabled") === 1,
      NotificationsEnabled: numberOf(row, "notifications_enabled") === 1,
    },
  };
}
