import type { SamplingRule } from "../protocol/api-types.ts";
import { matchesWildcard } from "./wildcard.ts";

/** What a sampler knows of a request. An unknown property matches every rule. */
export interface SamplingRequest {
  /** The name of the segment. */
  serviceName?: string;
  /** `origin` of the segment, for example `AWS::EC2::Instance`. */
  serviceType?: string;
  /** The Host header, with the port. */
  host?: string;
  httpMethod?: string;
  /** The Node SDK compares the URL with its query; the guide means the path. */
  urlPath?: string;
}

/** Compares one field of a rule with a request. */
export interface FieldMatch {
  field: "ServiceName" | "ServiceType" | "Host" | "HTTPMethod" | "URLPath" | "ResourceARN" | "Attributes";
  pattern: string;
  /** Absent when the request does not have the property, or SDKs do not compare it. */
  value?: string;
  matches: boolean;
}

const COMPARED = [
  ["ServiceName", "serviceName"],
  ["ServiceType", "serviceType"],
  ["Host", "host"],
  ["HTTPMethod", "httpMethod"],
  ["URLPath", "urlPath"],
] as const;

/**
 * Compares each field of a rule with the request, as the SDKs do. They skip rules with a resource or with attributes
 * (aws-xray-sdk-core `middleware/sampling/rule_cache`, aws_xray_sdk `core/sampling/connector.py`).
 */
export function matchFields(rule: SamplingRule, request: SamplingRequest): readonly FieldMatch[] {
  const compared = COMPARED.map(([field, property]): FieldMatch => {
    const value = request[property];
    const pattern = rule[field];
    if (value === undefined) return { field, pattern, matches: true };
    return { field, pattern, value, matches: matchesWildcard(pattern, value) };
  });
  const attributes = Object.entries(rule.Attributes).map(([key, value]) => `${key}=${value}`);
  return [
    ...compared,
    { field: "ResourceARN", pattern: rule.ResourceARN, matches: rule.ResourceARN === "*" },
    { field: "Attributes", pattern: attributes.join(", "), matches: attributes.length === 0 },
  ];
}

/** The first rule that matches the request, in the order of the service. */
export function findRule(rules: readonly SamplingRule[], request: SamplingRequest): SamplingRule | undefined {
  return rules
    .toSorted(compareRules)
    .find((rule) => matchFields(rule, request).every(({ matches }) => matches));
}

/** Ascending priority, ties by name. */
export function compareRules(a: SamplingRule, b: SamplingRule): number {
  if (a.Priority !== b.Priority) return a.Priority - b.Priority;
  if (a.RuleName === b.RuleName) return 0;
  return a.RuleName < b.RuleName ? -1 : 1;
}
