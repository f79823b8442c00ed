import { DeleteGroupCommand } from "@aws-sdk/client-xray";
import { describe, expect, it } from "vitest";
import { serveClient } from "../testing/serve-client.ts";
import { deleteGroup } from "./delete-group.ts";

describe("DeleteGroup", () => {
  const served = serveClient();

  it.each(["GroupName", "GroupARN"] as const)("deletes by %s", async (member) => {
    const { groups } = served.context.settings;
    const group = groups.create({ GroupName: "backend" }, []);
    await served.client.send(new DeleteGroupCommand({ [member]: group[member] }));
    expect(groups.find({ GroupName: "backend" })).toBeUndefined();
  });

  it.each([
    [{ GroupName: "gone" }, "Group not found"],
    [{ GroupName: "Default" }, "The Default group cannot be deleted"],
    [{}, "Specify a group by either name or ARN, but not both."],
  ])("rejects %j", async (input, message) => {
    await expect(deleteGroup.invoke(input, served.context)).rejects.toMatchObject({
      code: "InvalidRequestException",
      message,
    });
  });
});
