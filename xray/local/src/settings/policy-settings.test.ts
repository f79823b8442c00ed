import { describe, expect, it } from "vitest";
import { makeSettings, NOW_SEC } from "./testing/make-settings.ts";

const PolicyDocument = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: "*" }, Action: "xray:*", Resource: "*" }],
});
const policy = { PolicyName: "readers", PolicyDocument };

function rejection(code: string): object {
  return expect.objectContaining({ code });
}

describe("policy settings", () => {
  it("count revisions up and keep the document byte for byte", () => {
    const { policies } = makeSettings();
    expect(policies.put(policy)).toEqual({
      ...policy,
      PolicyRevisionId: "1",
      LastUpdatedTime: NOW_SEC,
    });
    const spaced = ` ${PolicyDocument}`;
    expect(policies.put({ ...policy, PolicyDocument: spaced })).toMatchObject({
      PolicyDocument: spaced,
      PolicyRevisionId: "2",
    });
    expect(policies.list()).toHaveLength(1);
  });

  it("replace and delete only the revision that is meant", () => {
    const { policies } = makeSettings();
    expect(() => policies.put({ ...policy, PolicyRevisionId: "1" })).toThrow(
      rejection("InvalidPolicyRevisionIdException"),
    );
    policies.put({ ...policy, PolicyRevisionId: "0" });
    expect(() => policies.put({ ...policy, PolicyRevisionId: "0" })).toThrow(
      rejection("InvalidPolicyRevisionIdException"),
    );
    expect(policies.put({ ...policy, PolicyRevisionId: "1" }).PolicyRevisionId).toBe("2");
    expect(() => policies.delete("readers", "1")).toThrow(rejection("InvalidPolicyRevisionIdException"));
    policies.delete("readers", "2");
    expect(policies.list()).toEqual([]);
    expect(() => policies.delete("readers")).toThrow(rejection("InvalidRequestException"));
  });

  it("take 5 policies of 5 KB and no more", () => {
    const { policies } = makeSettings();
    for (let i = 1; i <= 5; i += 1) policies.put({ ...policy, PolicyName: `policy-${i}` });
    expect(() => policies.put({ ...policy, PolicyName: "policy-6" })).toThrow(
      rejection("PolicyCountLimitExceededException"),
    );
    const padded = (length: number) => PolicyDocument.padEnd(length);
    expect(
      policies.put({ PolicyName: "policy-5", PolicyDocument: padded(5_120) }).PolicyDocument,
    ).toHaveLength(5_120);
    expect(() => policies.put({ PolicyName: "policy-5", PolicyDocument: padded(5_121) })).toThrow(
      rejection("PolicySizeLimitExceededException"),
    );
  });

  it("reject what is no policy, and what would lock everybody out unless told to", () => {
    const { policies } = makeSettings();
    expect(() => policies.put({ ...policy, PolicyDocument: "{}" })).toThrow(
      rejection("MalformedPolicyDocumentException"),
    );
    const lockout = {
      PolicyName: "lockout",
      PolicyDocument: '{"Statement":{"Effect":"Deny","Principal":"*","Action":"xray:*","Resource":"*"}}',
    };
    expect(() => policies.put(lockout)).toThrow(rejection("LockoutPreventionException"));
    expect(policies.put({ ...lockout, BypassPolicyLockoutCheck: true }).PolicyRevisionId).toBe("1");
  });
});
