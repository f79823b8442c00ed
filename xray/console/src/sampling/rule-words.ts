import type { SamplingRule } from "xray-local/protocol/api-types.ts";

/** What a rule restricts, in the order in which one reads it: `backend-flask POST /api/*`. Empty: everything. */
export function ruleMatches(
  rule: SamplingRule,
): readonly { kind: "name" | "method" | "pattern"; text: string }[] {
  const parts = [
    { kind: "name" as const, text: rule.ServiceName },
    { kind: "name" as const, text: rule.ServiceType },
    { kind: "method" as const, text: rule.HTTPMethod },
    {
      kind: "pattern" as const,
      text: rule.Host === "*" || rule.URLPath === "*" ? rule.Host : rule.Host + rule.URLPath,
    },
    { kind: "pattern" as const, text: rule.Host === "*" ? rule.URLPath : "*" },
    ...Object.entries(rule.Attributes).map(([key, value]) => ({
      kind: "pattern" as const,
      text: `${key}=${value}`,
    })),
    { kind: "pattern" as const, text: rule.ResourceARN },
  ];
  return parts.filter(({ text }) => text !== "*" && text !== "");
}

/** What AWS lets a rule be (Developer Guide, "Sampling rule options"): words for the first thing wrong, or nothing. */
export function ruleProblem(
  rule: Omit<SamplingRule, "RuleARN">,
  taken: readonly string[],
): string | undefined {
  if (rule.RuleName === "") return "A rule has a name";
  if (rule.RuleName.length > 32) return "A name has at most 32 characters";
  if (taken.includes(rule.RuleName)) return "There is a rule of this name";
  const isDefault = rule.RuleName === "Default";
  if (!isDefault && !(Number.isInteger(rule.Priority) && rule.Priority >= 1 && rule.Priority <= 9999)) {
    return "A priority is a whole number from 1 to 9999";
  }
  if (!(Number.isInteger(rule.ReservoirSize) && rule.ReservoirSize >= 0))
    return "A reservoir is a whole number from 0";
  if (!(rule.FixedRate >= 0 && rule.FixedRate <= 1)) return "A fixed rate is 0 to 100 %";
  return undefined;
}
