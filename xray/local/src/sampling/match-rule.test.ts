import { describe, expect, it } from "vitest";
import type { SamplingRule } from "../protocol/api-types.ts";
import { compareRules, findRule, matchFields } from "./match-rule.ts";
import { makeDefaultRule } from "./sampling-rule.ts";

function makeRule(members: Partial<SamplingRule>): SamplingRule {
  return { ...makeDefaultRule("arn"), RuleName: "rule", Priority: 100, ...members };
}

const request = {
  serviceName: "backend-flask",
  host: "localhost:5000",
  httpMethod: "GET",
  urlPath: "/api/activities/home?page=1",
};

describe("findRule", () => {
  it.each<[string, Partial<SamplingRule>, boolean]>([
    ["the service name", { ServiceName: "BACKEND-*" }, true],
    ["another service", { ServiceName: "frontend" }, false],
    ["the host with its port", { Host: "localhost:*" }, true],
    ["the host without its port", { Host: "localhost" }, false],
    ["the method", { HTTPMethod: "get" }, true],
    ["another method", { HTTPMethod: "POST" }, false],
    ["the path up to its query", { URLPath: "/api/activities/home" }, false],
    ["the path and its query", { URLPath: "/api/activities/home*" }, true],
    ["a service type that the request does not have", { ServiceType: "AWS::EC2::Instance" }, true],
    ["a resource", { ResourceARN: "arn:aws:ecs:*" }, false],
    ["attributes", { Attributes: { tier: "gold" } }, false],
    ["several fields of which one differs", { ServiceName: "backend-flask", HTTPMethod: "PUT" }, false],
  ])("compares %s", (_, members, expected) => {
    expect(findRule([makeRule(members)], request) !== undefined).toBe(expected);
  });

  it("takes the first in the order of priority, then of name", () => {
    const rules = [
      makeDefaultRule("arn"),
      makeRule({ RuleName: "b", Priority: 5 }),
      makeRule({ RuleName: "a", Priority: 5 }),
      makeRule({ RuleName: "early", Priority: 1, HTTPMethod: "POST" }),
    ];
    expect(findRule(rules, request)?.RuleName).toBe("a");
    expect(rules.toSorted(compareRules).map(({ RuleName }) => RuleName)).toEqual([
      "early",
      "a",
      "b",
      "Default",
    ]);
    expect(findRule(rules, { ...request, httpMethod: "POST" })?.RuleName).toBe("early");
    expect(findRule([], request)).toBeUndefined();
  });
});

describe("matchFields", () => {
  it("says of each field what was wanted and what was there", () => {
    const rule = makeRule({ ServiceName: "backend-*", HTTPMethod: "POST", Attributes: { tier: "gold" } });
    expect(matchFields(rule, request)).toEqual([
      { field: "ServiceName", pattern: "backend-*", value: "backend-flask", matches: true },
      { field: "ServiceType", pattern: "*", matches: true },
      { field: "Host", pattern: "*", value: "localhost:5000", matches: true },
      { field: "HTTPMethod", pattern: "POST", value: "GET", matches: false },
      { field: "URLPath", pattern: "*", value: "/api/activities/home?page=1", matches: true },
      { field: "ResourceARN", pattern: "*", matches: true },
      { field: "Attributes", pattern: "tier=gold", matches: false },
    ]);
  });
});
