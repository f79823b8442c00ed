import { paginateGetGroups } from "@aws-sdk/client-xray";
import { describe, expect, it } from "vitest";
import { serveClient } from "../testing/serve-client.ts";
import { getGroups } from "./get-groups.ts";

describe("GetGroups", () => {
  const served = serveClient();

  it("lists Default and the custom groups in one page", async () => {
    served.context.settings.groups.create({ GroupName: "backend", FilterExpression: "fault" }, []);
    const pages: unknown[] = [];
    for await (const page of paginateGetGroups({ client: served.client }, {})) pages.push(page.Groups);
    expect(pages).toEqual([served.context.settings.groups.all()]);
    expect(pages).toMatchObject([[{ GroupName: "Default" }, { GroupName: "backend" }]]);
  });

  it("rejects a token", async () => {
    await expect(getGroups.invoke({ NextToken: "x" }, served.context)).rejects.toThrow("Invalid NextToken");
  });
});
