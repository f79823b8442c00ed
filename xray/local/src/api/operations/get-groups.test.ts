import { paginateGetGroups } from "@aws-sdk/client-xray";
import { describe, expect, it } from "vitest";
import { useClient } from "../testing/use-client.ts";
import { getGroups } from "./get-groups.ts";

describe("GetGroups", () => {
  const used = useClient();

  it("lists Default and the custom groups in one page", async () => {
    used.context.settings.groups.create({ GroupName: "backend", FilterExpression: "fault" }, []);
    const pages: unknown[] = [];
    for await (const page of paginateGetGroups({ client: used.client }, {})) pages.push(page.Groups);
    expect(pages).toEqual([used.context.settings.groups.all()]);
    expect(pages).toMatchObject([[{ GroupName: "Default" }, { GroupName: "backend" }]]);
  });

  it("refuses a token", async () => {
    await expect(getGroups.invoke({ NextToken: "x" }, used.context)).rejects.toThrow("Invalid NextToken");
  });
});
