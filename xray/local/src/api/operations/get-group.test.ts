import { GetGroupCommand } from "@aws-sdk/client-xray";
import { describe, expect, it } from "vitest";
import { serveClient } from "../testing/serve-client.ts";
import { getGroup } from "./get-group.ts";

describe("GetGroup", () => {
  const served = serveClient();

  it("finds a group by name or by ARN and tells nothing beside the model", async () => {
    const { groups } = served.context.settings;
    groups.create({ GroupName: "backend", FilterExpression: "fault" }, []);
    const { FilterChangedAtSec: _, ...group } = groups.update(
      { GroupName: "backend" },
      { FilterExpression: "error" },
    );
    expect((await served.client.send(new GetGroupCommand({ GroupName: "backend" }))).Group).toEqual(group);
    expect((await served.client.send(new GetGroupCommand({ GroupARN: group.GroupARN }))).Group).toEqual(
      group,
    );
    expect(await getGroup.invoke({ GroupName: "backend" }, served.context)).toEqual({ Group: group });
  });

  it("says Group not found, which Terraform looks for", async () => {
    await expect(served.client.send(new GetGroupCommand({ GroupName: "gone" }))).rejects.toMatchObject({
      name: "InvalidRequestException",
      message: "Group not found",
      $metadata: { httpStatusCode: 400 },
    });
  });

  it("rejects a reference that is empty or double", async () => {
    const message = "Specify a group by either name or ARN, but not both.";
    await expect(getGroup.invoke({}, served.context)).rejects.toThrow(message);
    await expect(getGroup.invoke({ GroupName: "a", GroupARN: "b" }, served.context)).rejects.toThrow(message);
  });
});
