import { PutResourcePolicyCommand } from "@aws-sdk/client-xray";
import { describe, expect, it } from "vitest";
import { NOW_SEC } from "../testing/make-context.ts";
import { serveClient } from "../testing/serve-client.ts";
import { putResourcePolicy } from "./put-resource-policy.ts";

const PolicyDocument =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},"Action":["xray:PutTraceSegments"],"Resource":"*"}]}';
const lockout = '{"Statement":{"Effect":"Deny","Principal":"*","Action":"xray:*","Resource":"*"}}';

describe("PutResourcePolicy", () => {
  const served = serveClient();

  it("answers the policy with its revision and time", async () => {
    const command = new PutResourcePolicyCommand({ PolicyName: "sns", PolicyDocument });
    const first = await served.client.send(command);
    expect(first.ResourcePolicy).toEqual({
      PolicyName: "sns",
      PolicyDocument,
      PolicyRevisionId: "1",
      LastUpdatedTime: new Date(NOW_SEC * 1_000),
    });
    expect((await served.client.send(command)).ResourcePolicy?.PolicyRevisionId).toBe("2");
  });

  it.each([
    [{ PolicyDocument: "{}" }, "MalformedPolicyDocumentException"],
    [{ PolicyDocument: PolicyDocument.padEnd(5_121) }, "PolicySizeLimitExceededException"],
    [{ PolicyDocument: lockout }, "LockoutPreventionException"],
    [{ PolicyRevisionId: "7" }, "InvalidPolicyRevisionIdException"],
  ])("rejects %j with the modelled error", async (members, name) => {
    const input = { PolicyName: "sns", PolicyDocument, ...members };
    await expect(served.client.send(new PutResourcePolicyCommand(input))).rejects.toMatchObject({
      name,
      $metadata: { httpStatusCode: 400 },
    });
    expect(served.context.settings.policies.list()).toEqual([]);
  });

  it("takes what would lock everybody out when told to", async () => {
    const input = { PolicyName: "deny", PolicyDocument: lockout, BypassPolicyLockoutCheck: true };
    expect(await putResourcePolicy.invoke(input, served.context)).toMatchObject({
      ResourcePolicy: { PolicyName: "deny" },
    });
  });

  it("rejects the sixth policy, and a name with a space", async () => {
    for (let i = 1; i <= 5; i += 1) {
      await putResourcePolicy.invoke({ PolicyName: `policy-${i}`, PolicyDocument }, served.context);
    }
    await expect(
      served.client.send(new PutResourcePolicyCommand({ PolicyName: "policy-6", PolicyDocument })),
    ).rejects.toMatchObject({ name: "PolicyCountLimitExceededException" });
    await expect(
      putResourcePolicy.invoke({ PolicyName: "a b", PolicyDocument }, served.context),
    ).rejects.toThrow("'policyName'");
  });
});
