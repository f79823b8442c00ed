import { describe, expect, test } from "vitest";
import type { Access } from "../configuration/access.ts";
import type { Resource } from "../configuration/resources.ts";
import { findPolicyProblems } from "./policies.ts";

const ADDRESS = "data.aws_iam_policy_document.write";
const access: Access = {
  policies: { [ADDRESS]: ["xray:PutTraceSegments"] },
  onAnyResource: ["xray:PutTraceSegments"],
  managedPolicies: [],
  public: [],
};

const makeDocument = (statement: object, json = "{}"): Resource => ({
  address: ADDRESS,
  type: "aws_iam_policy_document",
  values: { statement: [{ effect: "Allow", actions: ["xray:PutTraceSegments"], ...statement }], json },
});

describe("policies", () => {
  test("that allow what is listed have no problem", () => {
    expect(findPolicyProblems([makeDocument({ resources: ["*"] })], access)).toEqual([]);
  });

  test("are known by their actions where their resources are not known yet", () => {
    expect(findPolicyProblems([makeDocument({ resources: null })], access)).toEqual([]);
  });

  test.each([
    [{ actions: ["xray:PutTraceSegments", "s3:GetObject"] }, "allows s3:GetObject."],
    [{ actions: ["xray:*"] }, "allows by a wildcard: xray:*."],
    [{ actions: [] }, "does not allow xray:PutTraceSegments, which is listed."],
    [{ principals: [{ type: "AWS", identifiers: ["*"] }] }, "allows anybody."],
    [{ not_actions: ["iam:*"] }, "allows all but something."],
  ])("that are %j are told", (statement, problem) => {
    expect(findPolicyProblems([makeDocument(statement)], access)).toContain(`${ADDRESS} ${problem}`);
  });

  test("may allow an action on any resource only where that is listed", () => {
    const narrow = { ...access, onAnyResource: [] };
    expect(findPolicyProblems([makeDocument({ resources: ["*"] })], narrow)).toEqual([
      `${ADDRESS} allows xray:PutTraceSegments on any resource.`,
    ]);
  });

  test("that deny need not be listed", () => {
    const denying = { effect: "Deny", actions: ["s3:*"], resources: ["*"] };
    const [document] = [makeDocument({ resources: ["*"] })];
    const both = {
      ...document,
      values: { ...document.values, statement: [...(document.values["statement"] as object[]), denying] },
    };
    expect(findPolicyProblems([both], access)).toEqual([]);
  });

  test("that are not listed, or listed and not there, are told", () => {
    const other = { ...makeDocument({}), address: "data.aws_iam_policy_document.other" };
    expect(findPolicyProblems([other], access)).toEqual([
      "data.aws_iam_policy_document.other is not listed in access.json.",
      `access.json lists ${ADDRESS}, which is not there.`,
    ]);
  });

  test("written by hand cannot be held to a list, in whatever order a service gives members back", () => {
    const json = '{"Version":"2012-10-17","Statement":[{"Action":"a","Effect":"Allow"}]}';
    const role = (policy: string): Resource => ({
      address: "aws_iam_role_policy.x",
      type: "aws_iam_role_policy",
      values: { policy },
    });
    const same = '{"Statement":{"Effect":"Allow","Action":["a"]},"Version":"2012-10-17"}';
    expect(findPolicyProblems([makeDocument({}, json), role(same)], access)).toEqual([]);
    expect(findPolicyProblems([makeDocument({}, json), role('{"Statement":[]}')], access)).toEqual([
      "aws_iam_role_policy.x: policy is not made by an aws_iam_policy_document.",
    ]);
  });

  test("of AWS that roles have are listed by name", () => {
    const attachment: Resource = {
      address: "aws_iam_role_policy_attachment.x",
      type: "aws_iam_role_policy_attachment",
      values: { policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess" },
    };
    expect(findPolicyProblems([makeDocument({}), attachment], access)).toEqual([
      "A role has the managed policy AdministratorAccess.",
    ]);
  });
});
