import { DeleteResourcePolicyCommand } from "@aws-sdk/client-xray";
import { expect, it } from "vitest";
import { serveClient } from "../testing/serve-client.ts";

const served = serveClient();
const PolicyDocument =
  '{"Statement":{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"xray:*","Resource":"*"}}';

it("DeleteResourcePolicy deletes the revision that is meant and no other", async () => {
  const { policies } = served.context.settings;
  policies.put({ PolicyName: "a", PolicyDocument });
  const stale = new DeleteResourcePolicyCommand({ PolicyName: "a", PolicyRevisionId: "2" });
  await expect(served.client.send(stale)).rejects.toMatchObject({ name: "InvalidPolicyRevisionIdException" });
  expect(policies.list()).toHaveLength(1);
  await served.client.send(new DeleteResourcePolicyCommand({ PolicyName: "a", PolicyRevisionId: "1" }));
  expect(policies.list()).toEqual([]);
  await expect(
    served.client.send(new DeleteResourcePolicyCommand({ PolicyName: "a" })),
  ).rejects.toMatchObject({
    name: "InvalidRequestException",
  });
});
