import { describe, expect, it } from "vitest";
import { locksOut, policyProblem } from "./policy-document.ts";

const allow = { Effect: "Allow", Principal: { AWS: "*" }, Action: ["xray:*"], Resource: "*" };
const deny = { Effect: "Deny", Principal: "*", Action: "xray:PutResourcePolicy", Resource: "*" };

describe("policyProblem", () => {
  it.each<[unknown, string | undefined]>([
    [{ Version: "2012-10-17", Statement: [allow] }, undefined],
    [{ Statement: allow }, undefined],
    [{ Statement: { Effect: "Deny", NotPrincipal: { AWS: "1" }, NotAction: "*", Resource: "*" } }, undefined],
    [[], "the document is no JSON object"],
    ["text", "the document is no JSON object"],
    [{}, "Statement is missing"],
    [{ Statement: [] }, "Statement is missing"],
    [{ Statement: ["x"] }, "a Statement is no object"],
    [{ Version: "2020-01-01", Statement: allow }, "Version must be 2012-10-17 or 2008-10-17"],
    [{ Statement: [allow, { ...allow, Effect: "allow" }] }, "Statement 2: Effect must be Allow or Deny"],
    [
      { Statement: { ...allow, Principal: undefined } },
      "Statement 1: it needs either Principal or NotPrincipal",
    ],
    [{ Statement: { ...allow, NotAction: "*" } }, "Statement 1: it needs either Action or NotAction"],
    [{ Statement: { ...allow, Action: [] } }, "Statement 1: an action must be * or service:operation"],
    [
      { Statement: { ...allow, Action: "PutTraces" } },
      "Statement 1: an action must be * or service:operation",
    ],
  ])("finds in %j: %s", (document, problem) => {
    expect(policyProblem(JSON.stringify(document))).toBe(problem);
  });

  it("finds no document in what is no JSON", () => {
    expect(policyProblem("{")).toBe("the document is no JSON object");
  });
});

describe("locksOut", () => {
  it.each([
    ["the operation by name", deny, true],
    ["by wildcard", { ...deny, Action: ["logs:*", "xray:Put*"] }, true],
    ["everything", { ...deny, Action: "*", Principal: { AWS: ["*"] } }, true],
    ["another operation", { ...deny, Action: "xray:PutTraceSegments" }, false],
    ["one account only", { ...deny, Principal: { AWS: "111122223333" } }, false],
    ["under a condition", { ...deny, Condition: { Bool: {} } }, false],
    ["nothing, but allows it", { ...deny, Effect: "Allow" }, false],
  ])("sees a policy that denies %s: %j %j", (_, statement, expected) => {
    expect(locksOut(JSON.stringify({ Statement: [allow, statement] }))).toBe(expected);
  });

  it("is not held up by a pattern of thousands of stars", () => {
    const action = `xray:${"*a".repeat(2_000)}`;
    expect(locksOut(JSON.stringify({ Statement: { ...deny, Action: action } }))).toBe(false);
  });
});
