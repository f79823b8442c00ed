import { ListTagsForResourceCommand } from "@aws-sdk/client-xray";
import { describe, expect, it } from "vitest";
import { useClient } from "../testing/use-client.ts";
import { listTagsForResource } from "./list-tags-for-resource.ts";

describe("ListTagsForResource", () => {
  const used = useClient();

  it("answers an empty list rather than none", async () => {
    const { RuleARN } = used.context.settings.rules.defaultRule();
    const answer = await used.client.send(new ListTagsForResourceCommand({ ResourceARN: RuleARN }));
    expect(answer.Tags).toEqual([]);
  });

  it("answers 404 for what is not there and refuses a token", async () => {
    await expect(
      used.client.send(new ListTagsForResourceCommand({ ResourceARN: "gone" })),
    ).rejects.toMatchObject({ name: "ResourceNotFoundException", ResourceName: "gone" });
    await expect(
      listTagsForResource.invoke({ ResourceARN: "gone", NextToken: "x" }, used.context),
    ).rejects.toThrow("Invalid NextToken");
  });
});
