import { describe, expect, test } from "vitest";
import type { SamplingRule } from "xray-local/protocol/api-types.ts";
import { ruleWindows } from "./windows.ts";
import { matchesTheSame, wouldTake } from "./would-take.ts";

const windowsOf = (...requests: readonly number[]) =>
  ruleWindows(
    requests.map((RequestCount, index) => ({
      RuleName: "search",
      Timestamp: 1000 - index * 10,
      RequestCount,
      SampledCount: 1,
      BorrowCount: 0,
    })),
    "search",
    1000,
  );

describe("what a rule would have taken", () => {
  test.each([
    ["the reservoir and a share of the rest", [40], 1, 0.1, 13],
    ["all where the reservoir suffices", [40, 8], 5, 0, 48],
    ["the share alone without a reservoir", [100, 100], 0, 0.05, 10],
    ["nothing", [100], 0, 0, 0],
    ["all", [7, 3], 0, 1, 10],
    ["nothing of no requests", [], 1, 1, 0],
  ] as const)("is %s", (_words, requests, ReservoirSize, FixedRate, would) => {
    const seen = requests.reduce<number>((sum, each) => sum + each, 0);
    expect(wouldTake(windowsOf(...requests), { ReservoirSize, FixedRate })).toEqual({
      seen,
      taken: requests.length,
      would,
    });
  });
});

test("nothing can be told of a rule that matches other requests than before", () => {
  const rule: SamplingRule = {
    RuleName: "search",
    RuleARN: "",
    ResourceARN: "*",
    Priority: 100,
    FixedRate: 0.05,
    ReservoirSize: 1,
    ServiceName: "*",
    ServiceType: "*",
    Host: "*",
    HTTPMethod: "*",
    URLPath: "/api/search*",
    Version: 1,
    Attributes: {},
  };
  expect(matchesTheSame(rule, { ...rule, FixedRate: 1, ReservoirSize: 9, Attributes: {} })).toBe(true);
  for (const edit of [{ URLPath: "*" }, { Priority: 1 }, { Host: "a" }, { Attributes: { a: "b" } }]) {
    expect(matchesTheSame(rule, { ...rule, ...edit })).toBe(false);
  }
});
