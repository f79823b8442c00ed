import type { SamplingRule } from "xray-local/protocol/api-types.ts";

/** The fields of a rule. Attributes are checked where their text is parsed. */
export type RuleField = keyof typeof LENGTHS | "Priority" | "ReservoirSize" | "FixedRate";

/** The greatest length of each (API Reference, SamplingRule). */
const LENGTHS = {
  RuleName: 32,
  ServiceName: 64,
  ServiceType: 64,
  Host: 64,
  HTTPMethod: 10,
  URLPath: 128,
  ResourceARN: 500,
} as const;

/** Checks a rule as AWS does (Developer Guide, "Sampling rule options"): returns words for each field that is wrong. */
export function ruleProblems(
  rule: Omit<SamplingRule, "RuleARN">,
  taken: readonly string[],
): Readonly<Partial<Record<RuleField, string>>> {
  const problems: Partial<Record<RuleField, string>> = {};
  for (const [field, length] of Object.entries(LENGTHS) as [keyof typeof LENGTHS, number][]) {
    const value = rule[field];
    if (value.length > length) problems[field] = `At most ${length} characters`;
    else if (value.trim() === "") problems[field] = "Write *, which stands for any";
  }
  if (rule.RuleName === "") problems.RuleName = "A rule has a name";
  else if (rule.RuleName.length > 32) problems.RuleName = "A name has at most 32 characters";
  else if (taken.includes(rule.RuleName)) problems.RuleName = "There is a rule of this name";
  const isDefault = rule.RuleName === "Default";
  if (!isDefault && !isWhole(rule.Priority, 1, 9999)) {
    problems.Priority = "A priority is a whole number from 1 to 9999";
  }
  if (!isWhole(rule.ReservoirSize, 0, Infinity)) {
    problems.ReservoirSize = "A reservoir is a whole number from 0";
  }
  if (!(rule.FixedRate >= 0 && rule.FixedRate <= 1)) problems.FixedRate = "A fixed rate is 0 to 100 %";
  return problems;
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
