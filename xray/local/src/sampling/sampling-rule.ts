import type { SamplingRule } from "../protocol/api-types.ts";

export const DEFAULT_RULE_NAME = "Default";

/** Custom rules of an account beside `Default` (AWS General Reference, "X-Ray endpoints and quotas"). */
export const MAX_CUSTOM_RULES = 25;

/** Always last, because custom rules end at 9999. */
const DEFAULT_RULE_PRIORITY = 10_000;

/** What UpdateSamplingRule may change; absent members keep their values. */
export type RuleChanges = Partial<Omit<SamplingRule, "RuleName" | "RuleARN" | "Version">>;

/**
 * AWS's built-in rule, except for its rate: 1, where AWS starts at 0.05. On your own machine a trace costs nothing, and
 * a request without a trace looks like a broken set-up.
 */
export function makeDefaultRule(arn: string): SamplingRule {
  return {
    RuleName: DEFAULT_RULE_NAME,
    RuleARN: arn,
    ResourceARN: "*",
    Priority: DEFAULT_RULE_PRIORITY,
    FixedRate: 1,
    ReservoirSize: 1,
    ServiceName: "*",
    ServiceType: "*",
    Host: "*",
    HTTPMethod: "*",
    URLPath: "*",
    Version: 1,
    Attributes: {},
  };
}

/** A copy of the rule with the changes. `Attributes: {}` removes the attributes. */
export function changeRule(rule: SamplingRule, changes: RuleChanges): SamplingRule {
  return { ...rule, ...changes };
}

/**
 * Why the service would reject a custom rule, in a sentence; undefined for a valid one. The limits come from the model;
 * they are checked here because the input of UpdateSamplingRule has none.
 */
export function ruleProblem(rule: SamplingRule): string | undefined {
  if (rule.RuleName === "") return "RuleName is required";
  if (!Number.isInteger(rule.Priority) || rule.Priority < 1 || rule.Priority > 9999) {
    return "Priority must be an integer between 1 and 9999";
  }
  if (rule.Version !== 1) return "Version must be 1";
  return ratesProblem(rule);
}

function ratesProblem(rule: Pick<SamplingRule, "FixedRate" | "ReservoirSize">): string | undefined {
  if (!(rule.FixedRate >= 0 && rule.FixedRate <= 1)) return "FixedRate must be between 0 and 1";
  if (!Number.isInteger(rule.ReservoirSize) || rule.ReservoirSize < 0) {
    return "ReservoirSize must be an integer of at least 0";
  }
  return undefined;
}

/**
 * Like ruleProblem, for a change of `Default`: only its rate and reservoir may change (model, SamplingRule). Other
 * members may be sent with their current values, because some clients send the whole rule back.
 */
export function defaultRuleProblem(rule: SamplingRule, changed: SamplingRule): string | undefined {
  const fixed = makeDefaultRule(rule.RuleARN);
  const same = { ...changed, FixedRate: fixed.FixedRate, ReservoirSize: fixed.ReservoirSize };
  if (!isSameRule(fixed, same)) {
    return "Only FixedRate and ReservoirSize of the Default sampling rule can be updated";
  }
  return ratesProblem(changed);
}

function isSameRule(a: SamplingRule, b: SamplingRule): boolean {
  const keysOf = (rule: SamplingRule) => Object.entries(rule).filter(([key]) => key !== "Attributes");
  return (
    Object.keys(b.Attributes).length === 0 &&
    JSON.stringify(keysOf(a).sort(byKey)) === JSON.stringify(keysOf(b).sort(byKey))
  );
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
