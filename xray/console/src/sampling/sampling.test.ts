import { describe, expect, test } from "vitest";
import type { SamplingRule } from "xray-local/protocol/api-types.ts";
import { formatTry, isSkippedBySdks, parseTry, samplingArithmetic, trySampling } from "./decision.ts";
import { moveRule } from "./move-rule.ts";
import { ruleProblems } from "./rule-problems.ts";
import { ruleMatches } from "./rule-words.ts";
import { ruleWindows, windowsTop } from "./windows.ts";

function makeRule(RuleName: string, Priority: number, rule: Partial<SamplingRule> = {}): SamplingRule {
  return {
    RuleName,
    RuleARN: "",
    ResourceARN: "*",
    Priority,
    FixedRate: 0.05,
    ReservoirSize: 1,
    ServiceName: "*",
    ServiceType: "*",
    Host: "*",
    HTTPMethod: "*",
    URLPath: "*",
    Version: 1,
    Attributes: {},
    ...rule,
  };
}

const RULES = [
  makeRule("Default", 10_000),
  makeRule("writes", 100, { HTTPMethod: "POST" }),
  makeRule("home", 500, {
    ServiceName: "backend-flask",
    HTTPMethod: "GET",
    URLPath: "/api/activities/home*",
  }),
  makeRule("load", 400, { Attributes: { load: "1" } }),
];
const REQUEST = parseTry("");

describe("would this be sampled", () => {
  test("the first rule that fits decides, what is behind it is not reached", () => {
    const steps = trySampling(RULES, REQUEST).map(({ rule, state }) => [rule.RuleName, state]);
    expect(steps).toEqual([
      ["writes", "passed"],
      ["load", "passed"],
      ["home", "fits"],
      ["Default", "unreached"],
    ]);
  });

  test("only restricted fields are told, up to the first that does not match", () => {
    const [writes, , home] = trySampling(RULES, REQUEST);
    expect(writes?.fields).toMatchObject([{ field: "HTTPMethod", matches: false, value: "GET" }]);
    expect(home?.fields.map(({ field }) => field)).toEqual(["ServiceName", "HTTPMethod", "URLPath"]);
  });

  test.each([
    ["node", 11.2, { ReservoirSize: 1, FixedRate: 0.05 }, 1, 13],
    ["node", 100, { ReservoirSize: 50, FixedRate: 0 }, 1, 1],
    ["other", 100, { ReservoirSize: 50, FixedRate: 0 }, 50, 50],
    ["node", 0.5, { ReservoirSize: 1, FixedRate: 0 }, 0.5, 100],
    ["node", 10, { ReservoirSize: 0, FixedRate: 0.2 }, 0, 20],
    ["node", 0, { ReservoirSize: 0, FixedRate: 0.2 }, 0, 20],
    ["node", 0, { ReservoirSize: 1, FixedRate: 0.2 }, 0, 100],
  ] as const)(
    "%s at %s a second under %j takes %s from the reservoir, %s in 100",
    (client, seen, rule, reservoir, of) => {
      const arithmetic = samplingArithmetic(rule, seen, client);
      expect(arithmetic.reservoirPerSec).toBe(reservoir);
      expect(arithmetic.ofHundred).toBe(of);
    },
  );

  test("a request survives the address", () => {
    const request = { ...REQUEST, path: "/a,b?c=d&e", header: "sampled" as const, client: "other" as const };
    expect(parseTry(formatTry(request))).toEqual(request);
  });

  test("rules with attributes are skipped by SDKs", () => {
    expect(RULES.filter(isSkippedBySdks).map(({ RuleName }) => RuleName)).toEqual(["load"]);
  });
});

describe("moving a rule", () => {
  const rules = [makeRule("a", 100), makeRule("b", 200), makeRule("c", 300), makeRule("Default", 10_000)];

  test.each([
    ["c", 1, [{ RuleName: "c", Priority: 150 }]],
    ["c", 0, [{ RuleName: "c", Priority: 50 }]],
    ["a", 2, [{ RuleName: "a", Priority: 310 }]],
    ["b", 1, []],
    ["Default", 0, []],
    ["nobody", 0, []],
  ])("%s to place %s changes %j", (name, place, changes) =>
    expect(moveRule(rules, name, place)).toEqual(changes),
  );

  test("without room between the neighbours all are numbered anew", () => {
    const tight = [makeRule("a", 1), makeRule("b", 2), makeRule("c", 3)];
    expect(moveRule(tight, "c", 1)).toEqual([
      { RuleName: "a", Priority: 10 },
      { RuleName: "c", Priority: 20 },
      { RuleName: "b", Priority: 30 },
    ]);
  });
});

describe("windows", () => {
  const window = (Timestamp: number, RequestCount: number, SampledCount: number, BorrowCount: number) => ({
    RuleName: "home",
    Timestamp,
    RequestCount,
    SampledCount,
    BorrowCount,
  });

  test("what was reported is told apart, what was not is empty", () => {
    const { windows, ...sums } = ruleWindows([window(1000, 100, 4, 9), window(990, 10, 0, 10)], "home", 1007);
    expect(windows).toHaveLength(30);
    expect(windows.at(-1)).toEqual({ startSec: 1000, taken: 4, borrowed: 9, letGo: 87 });
    expect(windows.at(-3)).toEqual({ startSec: 980, taken: 0, borrowed: 0, letGo: 0 });
    expect(sums).toEqual({ seen: 110, taken: 23, borrowed: 19 });
  });

  test("other rules and old windows do not count", () => {
    expect(
      ruleWindows([window(100, 5, 5, 0), { ...window(1000, 5, 5, 0), RuleName: "x" }], "home", 1007).seen,
    ).toBe(0);
  });

  test("each rule has its own scale", () => {
    expect(windowsTop([])).toBe(10);
    expect(windowsTop([{ startSec: 0, taken: 10, borrowed: 3, letGo: 140 }])).toBe(200);
  });
});

describe("a rule in words", () => {
  test("names only what it restricts", () => {
    expect(ruleMatches(makeRule("Default", 10_000))).toEqual([]);
    expect(
      ruleMatches(makeRule("a", 1, { Host: "localhost*", URLPath: "/api/*", HTTPMethod: "POST" })),
    ).toEqual([
      { kind: "method", text: "POST" },
      { kind: "pattern", text: "localhost*/api/*" },
    ]);
  });

  test.each([
    [{ RuleName: "" }, { RuleName: "A rule has a name" }],
    [{ RuleName: "home" }, { RuleName: "There is a rule of this name" }],
    [{ Priority: 10_000 }, { Priority: "A priority is a whole number from 1 to 9999" }],
    [{ FixedRate: 1.2 }, { FixedRate: "A fixed rate is 0 to 100 %" }],
    [{ ReservoirSize: 1.5 }, { ReservoirSize: "A reservoir is a whole number from 0" }],
    [{ URLPath: "" }, { URLPath: "Write *, which stands for any" }],
    [{ HTTPMethod: "PROPFINDING" }, { HTTPMethod: "At most 10 characters" }],
    [
      { Priority: 0, FixedRate: -1 },
      {
        Priority: "A priority is a whole number from 1 to 9999",
        FixedRate: "A fixed rate is 0 to 100 %",
      },
    ],
    [{}, {}],
  ])("%j: %j", (change, problems) =>
    expect(ruleProblems(makeRule("new", 1, change), ["home"])).toEqual(problems),
  );
});
