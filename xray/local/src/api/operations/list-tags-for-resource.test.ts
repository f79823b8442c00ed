import { ListTagsForResourceCommand } from "@aws-sdk/client-xray";
import { describe, expect, it } from "vitest";
import { serveClient } from "../testing/serve-client.ts";
import { listTagsForResource } from "./list-tags-for-resource.ts";

describe("ListTagsForResource", () => {
  const served = serveClient();

  it("answers an empty list rather than none", async () => {
    const { RuleARN } = served.context.settings.rules.defaultRule();
    const answer = await served.client.send(new ListTagsForResourceCommand({ ResourceARN: RuleARN }));
    expect(answer.Tags).toEqual([]);
  });

  it("answers 404 for what is not there and rejects a token", async () => {
    await expect(
      served.client.send(new ListTagsForResourceCommand({ ResourceARN: "gone" })),
    ).rejects.toMatchObject({ name: "ResourceNotFoundException", ResourceName: "gone" });
    await expect(
      listTagsForResource.invoke({ ResourceARN: "gone", NextToken: "x" }, served.context),
    ).rejects.toThrow("Invalid NextToken");
  });
});
