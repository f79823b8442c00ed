import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { SamplingRule, SamplingRuleRecord } from "../protocol/api-types.ts";
import {
  changeRule,
  DEFAULT_RULE_NAME,
  defaultRuleProblem,
  makeDefaultRule,
  MAX_CUSTOM_RULES,
  ruleProblem,
} from "../sampling/sampling-rule.ts";
import type { RuleChanges } from "../sampling/sampling-rule.ts";
import type { AccountValues } from "./account-values.ts";
import { ruleArn } from "./arn.ts";
import type { ArnScope } from "./arn.ts";
import { numberOf, optionalNumberOf, textOf } from "./row.ts";
import type { Row } from "./row.ts";
import { transaction } from "./settings-database.ts";
import { rejected, SettingsError } from "./settings-error.ts";
import type { Tag, TagSettings } from "./tag-settings.ts";

/** Has one of the two. */
interface RuleReference {
  RuleName?: string;
  RuleARN?: string;
}

/** Sampling rules; every change updates `lastModificationSec`. Throws SettingsError for what is rejected. */
export interface RuleSettings {
  /** With `Default`, in the order in which samplers try them. */
  list(): readonly SamplingRuleRecord[];
  find(reference: RuleReference): SamplingRuleRecord | undefined;
  defaultRule(): SamplingRule;
  create(rule: Omit<SamplingRule, "RuleARN">, tags: readonly Tag[]): SamplingRuleRecord;
  update(reference: RuleReference, changes: RuleChanges): SamplingRuleRecord;
  /** Returns the deleted rule. */
  delete(reference: RuleReference): SamplingRuleRecord;
  /** Epoch seconds, rounded up: a client that fetched the rules in the same second must fetch them again. */
  lastModificationSec(): number;
}

interface Parts {
  database: DatabaseSync;
  values: AccountValues;
  tags: TagSettings;
  scope: ArnScope;
  nowMs: () => number;
}

const COLUMNS = [
  "name",
  "resource_arn",
  "priority",
  "fixed_rate",
  "reservoir_size",
  "service_name",
  "service_type",
  "host",
  "http_method",
  "url_path",
  "version",
  "attributes",
  "boost_max_rate",
  "boost_cooldown_minutes",
  "created_at_sec",
  "modified_at_sec",
] as const;

const LAST_MODIFICATION = "sampling.last_modification_sec";

export function createRuleSettings({ database, values, tags, scope, nowMs }: Parts): RuleSettings {
  const select = database.prepare("SELECT * FROM sampling_rule ORDER BY priority, name");
  const selectOne = database.prepare("SELECT * FROM sampling_rule WHERE name = ?");
  const save = database.prepare(
    `INSERT OR REPLACE INTO sampling_rule (${COLUMNS.join(", ")}) VALUES (${COLUMNS.map(() => "?").join(", ")})`,
  );
  const remove = database.prepare("DELETE FROM sampling_rule WHERE name = ?");

  function byName(name: string): SamplingRuleRecord | undefined {
    const row = selectOne.get(name);
    return row && toRecord(row, scope);
  }

  function find(reference: RuleReference): SamplingRuleRecord | undefined {
    const record = byName(referencedName(reference));
    const { RuleARN } = reference;
    return RuleARN === undefined || record?.SamplingRule.RuleARN === RuleARN ? record : undefined;
  }

  function existing(reference: RuleReference): SamplingRuleRecord {
    const record = find(reference);
    if (!record) throw rejected("Sampling rule does not exist");
    return record;
  }

  function touch(): void {
    values.set(LAST_MODIFICATION, String(Math.ceil(nowMs() / 1_000)));
  }

  function store(record: SamplingRuleRecord): SamplingRuleRecord {
    save.run(...toColumns(record));
    touch();
    return record;
  }

  if (!byName(DEFAULT_RULE_NAME)) {
    const SamplingRule = makeDefaultRule(ruleArn(scope, DEFAULT_RULE_NAME));
    transaction(database, () => store({ SamplingRule, CreatedAt: 0, ModifiedAt: wholeSec(nowMs()) }));
  }

  return {
    list: () => select.all().map((row) => toRecord(row, scope)),
    find,
    defaultRule: () => existing({ RuleName: DEFAULT_RULE_NAME }).SamplingRule,
    create(rule, newTags) {
      const SamplingRule = { ...rule, RuleARN: ruleArn(scope, rule.RuleName) };
      rejectIf(ruleProblem(SamplingRule));
      if (byName(rule.RuleName)) throw rejected(`A sampling rule named ${rule.RuleName} already exists`);
      if (select.all().length > MAX_CUSTOM_RULES) {
        const message = `An account can have at most ${MAX_CUSTOM_RULES} sampling rules beside Default`;
        throw new SettingsError("RuleLimitExceededException", message);
      }
      const nowSec = wholeSec(nowMs());
      return transaction(database, () => {
        tags.put({ kind: "rule", name: rule.RuleName }, newTags);
        return store({ SamplingRule, CreatedAt: nowSec, ModifiedAt: nowSec });
      });
    },
    update(reference, changes) {
      const { SamplingRule, CreatedAt } = existing(reference);
      const changed = changeRule(SamplingRule, changes);
      const isDefault = SamplingRule.RuleName === DEFAULT_RULE_NAME;
      rejectIf(isDefault ? defaultRuleProblem(SamplingRule, changed) : ruleProblem(changed));
      const record = { SamplingRule: changed, CreatedAt, ModifiedAt: wholeSec(nowMs()) };
      return transaction(database, () => store(record));
    },
    delete(reference) {
      const record = existing(reference);
      const { RuleName } = record.SamplingRule;
      if (RuleName === DEFAULT_RULE_NAME) throw rejected("The Default sampling rule cannot be deleted");
      transaction(database, () => {
        remove.run(RuleName);
        tags.removeAll({ kind: "rule", name: RuleName });
        touch();
      });
      return record;
    },
    lastModificationSec: () => Number(values.get(LAST_MODIFICATION) ?? 0),
  };
}

function rejectIf(problem: string | undefined): void {
  if (problem !== undefined) throw rejected(problem);
}

/** The name that a reference means; the caller compares the whole ARN. */
function referencedName({ RuleName, RuleARN }: RuleReference): string {
  if ((RuleName === undefined) === (RuleARN === undefined)) {
    throw rejected("Specify a rule by either name or ARN, but not both.");
  }
  return RuleName ?? (RuleARN ?? "").replace(/^.*?:sampling-rule\//, "");
}

function wholeSec(ms: number): number {
  return Math.floor(ms / 1_000);
}

function toColumns({ SamplingRule: rule, CreatedAt, ModifiedAt }: SamplingRuleRecord): SQLInputValue[] {
  const columns: Record<(typeof COLUMNS)[number], SQLInputValue> = {
    name: rule.RuleName,
    resource_arn: rule.ResourceARN,
    priority: rule.Priority,
    fixed_rate: rule.FixedRate,
    reservoir_size: rule.ReservoirSize,
    service_name: rule.ServiceName,
    service_type: rule.ServiceType,
    host: rule.Host,
    http_method: rule.HTTPMethod,
    url_path: rule.URLPath,
    version: rule.Version,
    attributes: JSON.stringify(rule.Attributes),
    boost_max_rate: rule.SamplingRateBoost?.MaxRate ?? null,
    boost_cooldown_minutes: rule.SamplingRateBoost?.CooldownWindowMinutes ?? null,
    created_at_sec: CreatedAt,
    modified_at_sec: ModifiedAt,
  };
  return COLUMNS.map((column) => columns[column]);
}

function toRecord(row: Row, scope: ArnScope): SamplingRuleRecord {
  const name = textOf(row, "name");
  const MaxRate = optionalNumberOf(row, "boost_max_rate");
  const CooldownWindowMinutes = optionalNumberOf(row, "boost_cooldown_minutes") ?? 0;
  return {
    SamplingRule: {
      RuleName: name,
      RuleARN: ruleArn(scope, name),
      ResourceARN: textOf(row, "resource_arn"),
      Priority: numberOf(row, "priority"),
      FixedRate: numberOf(row, "fixed_rate"),
      ReservoirSize: numberOf(row, "reservoir_size"),
      ServiceName: textOf(row, "service_name"),
      ServiceType: textOf(row, "service_type"),
      Host: textOf(row, "host"),
      HTTPMethod: textOf(row, "http_method"),
      URLPath: textOf(row, "url_path"),
      Version: numberOf(row, "version"),
      Attributes: toAttributes(JSON.parse(textOf(row, "attributes"))),
      ...(MaxRate !== undefined && { SamplingRateBoost: { MaxRate, CooldownWindowMinutes } }),
    },
    CreatedAt: numberOf(row, "created_at_sec"),
    ModifiedAt: numberOf(row, "modified_at_sec"),
  };
}

function toAttributes(value: unknown): Readonly<Record<string, string>> {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(entries.map(([key, text]) => [key, String(text)]));
}
