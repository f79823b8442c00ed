import type { SamplingRule } from "xray-local/protocol/api-types.ts";

/** What a rule restricts, in reading order: `backend-flask POST /api/*`. Empty for a rule that matches everything. */
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
