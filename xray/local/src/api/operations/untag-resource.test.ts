import { UntagResourceCommand } from "@aws-sdk/client-xray";
import { describe, expect, it } from "vitest";
import { serveClient } from "../testing/serve-client.ts";
import { untagResource } from "./untag-resource.ts";

describe("UntagResource", () => {
  const served = serveClient();

  it("removes tags by key", async () => {
    const { groups, tags } = served.context.settings;
    const { GroupARN } = groups.create({ GroupName: "backend" }, [
      { Key: "a", Value: "1" },
      { Key: "b", Value: "2" },
    ]);
    await served.client.send(new UntagResourceCommand({ ResourceARN: GroupARN, TagKeys: ["a", "gone"] }));
    expect(tags.list({ kind: "group", name: "backend" })).toEqual([{ Key: "b", Value: "2" }]);
  });

  it("rejects what is not there, and system tags", async () => {
    await expect(
      untagResource.invoke({ ResourceARN: "x", TagKeys: [] }, served.context),
    ).rejects.toMatchObject({
      code: "ResourceNotFoundException",
    });
    const { RuleARN } = served.context.settings.rules.defaultRule();
    await expect(
      untagResource.invoke({ ResourceARN: RuleARN, TagKeys: ["aws:x"] }, served.context),
    ).rejects.toThrow("reserved");
  });
});
