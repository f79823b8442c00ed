import { TagResourceCommand } from "@aws-sdk/client-xray";
import { describe, expect, it } from "vitest";
import { serveClient } from "../testing/serve-client.ts";
import { tagResource } from "./tag-resource.ts";

describe("TagResource", () => {
  const served = serveClient();

  it("tags rules and groups", async () => {
    const { settings } = served.context;
    const { GroupARN } = settings.groups.create({ GroupName: "backend" }, [{ Key: "a", Value: "1" }]);
    const Tags = [
      { Key: "a", Value: "2" },
      { Key: "b", Value: "" },
    ];
    await served.client.send(new TagResourceCommand({ ResourceARN: GroupARN, Tags }));
    expect(settings.tags.list({ kind: "group", name: "backend" })).toEqual(Tags);
    const { RuleARN } = settings.rules.defaultRule();
    await served.client.send(new TagResourceCommand({ ResourceARN: RuleARN, Tags }));
    expect(settings.tags.list({ kind: "rule", name: "Default" })).toEqual(Tags);
  });

  it("answers 404 with the ARN for what is not there", async () => {
    const ResourceARN = "arn:aws:xray:us-east-1:000000000000:group/gone/X";
    await expect(served.client.send(new TagResourceCommand({ ResourceARN, Tags: [] }))).rejects.toMatchObject(
      {
        name: "ResourceNotFoundException",
        ResourceName: ResourceARN,
        $metadata: { httpStatusCode: 404 },
      },
    );
  });

  it("rejects the 51st tag with TooManyTagsException", async () => {
    const { RuleARN } = served.context.settings.rules.defaultRule();
    const Tags = Array.from({ length: 51 }, (_, i) => ({ Key: `key-${i}`, Value: "" }));
    await expect(
      served.client.send(new TagResourceCommand({ ResourceARN: RuleARN, Tags })),
    ).rejects.toMatchObject({ name: "TooManyTagsException", ResourceName: "Default" });
  });

  it.each([
    [{ Tags: [] }, "'resourceARN'"],
    [{ ResourceARN: "x" }, "'tags'"],
    [{ ResourceARN: "x", Tags: [{ Key: "" }] }, "'tags.1.member.key'"],
  ])("rejects %j", async (input, message) => {
    await expect(tagResource.invoke(input, served.context)).rejects.toThrow(message);
  });
});
