import { UpdateGroupCommand } from "@aws-sdk/client-xray";
import { describe, expect, it } from "vitest";
import { serveClient } from "../testing/serve-client.ts";
import { updateGroup } from "./update-group.ts";

describe("UpdateGroup", () => {
  const served = serveClient();

  it("changes what is given, and the rest stays", async () => {
    const { groups } = served.context.settings;
    const { GroupARN } = groups.create({ GroupName: "backend", FilterExpression: "fault" }, []);
    const filter = await served.client.send(new UpdateGroupCommand({ GroupARN, FilterExpression: "error" }));
    expect(filter.Group).toEqual({
      GroupName: "backend",
      GroupARN,
      FilterExpression: "error",
      InsightsConfiguration: { InsightsEnabled: false, NotificationsEnabled: false },
    });
    const insights = await served.client.send(
      new UpdateGroupCommand({
        GroupName: "backend",
        InsightsConfiguration: { InsightsEnabled: true, NotificationsEnabled: false },
      }),
    );
    expect(insights.Group).toMatchObject({
      FilterExpression: "error",
      InsightsConfiguration: { InsightsEnabled: true },
    });
  });

  it.each([
    [{ GroupName: "gone", FilterExpression: "fault" }, "Group not found"],
    [{ GroupName: "backend", FilterExpression: "service(" }, "Invalid filter expression. Column"],
    [{ FilterExpression: "fault" }, "Specify a group by either name or ARN, but not both."],
    [{ GroupName: "Default", FilterExpression: "fault" }, "it has no filter expression"],
  ])("rejects %j", async (input, message) => {
    const { groups } = served.context.settings;
    groups.create({ GroupName: "backend" }, []);
    const before = groups.all();
    await expect(updateGroup.invoke(input, served.context)).rejects.toMatchObject({
      code: "InvalidRequestException",
      message: expect.stringContaining(message),
    });
    expect(groups.all()).toEqual(before);
  });
});
