import { expect, test } from "vitest";
import { groupUsers } from "./group-users.ts";

const slow = { GroupName: "slow.ones", GroupARN: "" };

test("a group is used by the open view, other groups, earlier filters and insights", () => {
  const other = { GroupName: "both", GroupARN: "", FilterExpression: 'fault AND group.name = "slow.ones"' };
  const history = ['group.name="slow.ones"', 'group.name = "slowXones"', "fault"];
  const insights = { ...slow, InsightsConfiguration: { InsightsEnabled: true } };
  expect(groupUsers(insights, [slow, other], history, "slow.ones")).toEqual([
    "this view",
    "group both",
    "1 earlier filter",
    "insights",
  ]);
  expect(groupUsers(slow, [slow], [], "other")).toEqual([]);
});

test("without a group in the address the view uses Default", () => {
  expect(groupUsers({ GroupName: "Default", GroupARN: "" }, [], [], "")).toEqual(["this view"]);
});
