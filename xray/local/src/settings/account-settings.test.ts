import { describe, expect, it } from "vitest";
import { makeSettings, NOW_SEC } from "./testing/make-settings.ts";

describe("account settings", () => {
  it("start as an account on AWS does", () => {
    const { account } = makeSettings();
    expect(account.encryption()).toEqual({ Type: "NONE" });
    expect(account.destination()).toBe("XRay");
    expect(account.indexingRule()).toEqual({
      Name: "Default",
      ModifiedAt: 0,
      Rule: { Probabilistic: { DesiredSamplingPercentage: 1, ActualSamplingPercentage: 1 } },
    });
  });

  it.each([
    ["alias/traces", "arn:aws:kms:us-east-1:000000000000:alias/traces"],
    ["ae4aa6d4-a4d8-9df9", "arn:aws:kms:us-east-1:000000000000:key/ae4aa6d4-a4d8-9df9"],
    ["arn:aws:kms:eu-west-1:111122223333:key/1", "arn:aws:kms:eu-west-1:111122223333:key/1"],
  ])("keep the key %s as its ARN, until encryption is switched off", (KeyId, arn) => {
    const { account } = makeSettings();
    expect(account.setEncryption({ Type: "KMS", KeyId })).toEqual({ Type: "KMS", KeyId: arn });
    expect(account.encryption()).toEqual({ Type: "KMS", KeyId: arn });
    expect(account.setEncryption({ Type: "NONE" })).toEqual({ Type: "NONE" });
  });

  it("reject a key without KMS and KMS without a key", () => {
    const { account } = makeSettings();
    expect(() => account.setEncryption({ Type: "KMS" })).toThrow("KeyId is required");
    expect(() => account.setEncryption({ Type: "NONE", KeyId: "alias/x" })).toThrow("cannot be given");
  });

  it("change the one indexing rule", () => {
    const { account } = makeSettings();
    expect(account.setIndexing("Default", 12.5)).toEqual({
      Name: "Default",
      ModifiedAt: NOW_SEC,
      Rule: { Probabilistic: { DesiredSamplingPercentage: 12.5, ActualSamplingPercentage: 12.5 } },
    });
    expect(() => account.setIndexing("other", 1)).toThrow(
      expect.objectContaining({ code: "ResourceNotFoundException", resourceName: "other" }),
    );
    expect(() => account.setIndexing("Default", 100.5)).toThrow("between 0 and 100");
    expect(() => account.setIndexing("Default", -1)).toThrow("between 0 and 100");
  });

  it("reject a destination that is set already, in AWS's words", () => {
    const { account } = makeSettings();
    expect(() => account.setDestination("XRay")).toThrow("The destination is already set to XRay");
    account.setDestination("CloudWatchLogs");
    expect(account.destination()).toBe("CloudWatchLogs");
  });
});
