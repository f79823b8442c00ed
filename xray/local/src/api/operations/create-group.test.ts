import { CreateGroupCommand, GetGroupCommand, ListTagsForResourceCommand } from "@aws-sdk/client-xray";
import { describe, expect, it } from "vitest";
import { serveClient } from "../testing/serve-client.ts";
import { createGroup } from "./create-group.ts";

const backend = { GroupName: "backend", FilterExpression: 'service("backend-flask")' };

describe("CreateGroup", () => {
  const served = serveClient();

  it("answers the group with an opaque ARN, and keeps filter, insights and tags", async () => {
    const answer = await served.client.send(
      new CreateGroupCommand({
        ...backend,
        InsightsConfiguration: { InsightsEnabled: true, NotificationsEnabled: true },
        Tags: [{ Key: "team", Value: "backend" }],
      }),
    );
    expect(answer.Group).toEqual({
      ...backend,
      GroupARN: expect.stringMatching(/^arn:aws:xray:us-east-1:000000000000:group\/backend\/[A-Z2-7]{52}$/),
      InsightsConfiguration: { InsightsEnabled: true, NotificationsEnabled: true },
    });
    const found = await served.client.send(new GetGroupCommand({ GroupARN: answer.Group?.GroupARN }));
    expect(found.Group).toEqual(answer.Group);
    const ResourceARN = answer.Group?.GroupARN;
    const tags = await served.client.send(new ListTagsForResourceCommand({ ResourceARN }));
    expect(tags.Tags).toEqual([{ Key: "team", Value: "backend" }]);
  });

  it("takes a group without a filter", async () => {
    expect(await createGroup.invoke({ GroupName: "all" }, served.context)).toMatchObject({
      Group: { GroupName: "all", InsightsConfiguration: { InsightsEnabled: false } },
    });
  });

  it("rejects a filter that cannot be parsed, saying where", async () => {
    const input = { GroupName: "bad", FilterExpression: 'service("backend-flask") AND' };
    await expect(served.client.send(new CreateGroupCommand(input))).rejects.toMatchObject({
      name: "InvalidRequestException",
      message: expect.stringMatching(/^Invalid filter expression\. Column \d+/),
    });
    expect(served.context.settings.groups.all()).toHaveLength(1);
  });

  it.each([
    [{}, "'groupName'"],
    [{ GroupName: "x".repeat(33) }, "'groupName'"],
    [{ GroupName: "Default" }, "Default is a reserved group name"],
    [
      { GroupName: "a", InsightsConfiguration: { NotificationsEnabled: true } },
      "NotificationsEnabled can only be true",
    ],
  ])("rejects %j", async (input, message) => {
    await expect(createGroup.invoke(input, served.context)).rejects.toMatchObject({
      code: "InvalidRequestException",
      message: expect.stringContaining(message),
    });
  });

  it("rejects a name that is taken", async () => {
    await createGroup.invoke(backend, served.context);
    await expect(createGroup.invoke(backend, served.context)).rejects.toThrow(
      "A group named backend already exists",
    );
  });
});
