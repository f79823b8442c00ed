import { createAccountSettings } from "./account-settings.ts";
import type { AccountSettings } from "./account-settings.ts";
import { createAccountValues } from "./account-values.ts";
import type { ArnScope } from "./arn.ts";
import { createGroupSettings } from "./group-settings.ts";
import type { GroupSettings } from "./group-settings.ts";
import { createPolicySettings } from "./policy-settings.ts";
import type { PolicySettings } from "./policy-settings.ts";
import { createRetrievalSettings } from "./retrieval-settings.ts";
import type { RetrievalSettings } from "./retrieval-settings.ts";
import { createRuleSettings } from "./rule-settings.ts";
import type { RuleSettings } from "./rule-settings.ts";
import { openSettingsDatabase } from "./settings-database.ts";
import { createStatisticsSettings } from "./statistics-settings.ts";
import type { StatisticsSettings } from "./statistics-settings.ts";
import { createTagSettings } from "./tag-settings.ts";
import type { TaggedResource, TagSettings } from "./tag-settings.ts";

/**
 * Everything that was set through the API and must survive a restart. All calls are synchronous and take well under 1
 * ms.
 */
export interface Settings {
  rules: RuleSettings;
  groups: GroupSettings;
  tags: TagSettings;
  policies: PolicySettings;
  account: AccountSettings;
  statistics: StatisticsSettings;
  retrievals: RetrievalSettings;
  /** The rule or group of an ARN; undefined when there is none. */
  findResource(arn: string): TaggedResource | undefined;
  close(): void;
}

export interface SettingsOptions extends ArnScope {
  /** The path of the database file, which is created; `:memory:` for one that ends with the process. */
  path: string;
  /** Epoch milliseconds. */
  nowMs: () => number;
  /** The last part of a new group's ARN. */
  newGroupId: () => string;
}

export function createSettings(options: SettingsOptions): Settings {
  const { path, nowMs, newGroupId } = options;
  const scope = { region: options.region, accountId: options.accountId };
  const database = openSettingsDatabase(path);
  const values = createAccountValues(database);
  const tags = createTagSettings(database);
  const rules = createRuleSettings({ database, values, tags, scope, nowMs });
  const groups = createGroupSettings({ database, tags, scope, nowMs, newGroupId });

  return {
    rules,
    groups,
    tags,
    policies: createPolicySettings(database, nowMs),
    account: createAccountSettings(values, scope, nowMs),
    statistics: createStatisticsSettings(database, nowMs),
    retrievals: createRetrievalSettings(database, nowMs),
    findResource(arn) {
      const rule = rules.find({ RuleARN: arn });
      if (rule) return { kind: "rule", name: rule.SamplingRule.RuleName };
      const group = groups.find({ GroupARN: arn });
      return group && { kind: "group", name: group.GroupName };
    },
    close() {
      database.close();
    },
  };
}
