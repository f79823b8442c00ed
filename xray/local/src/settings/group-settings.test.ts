import { describe, expect, it } from "vitest";
import { makeSettings, NOW_SEC } from "./testing/make-settings.ts";

const off = { InsightsEnabled: false, NotificationsEnabled: false };
const backend = { GroupName: "backend", FilterExpression: 'service("backend-flask")' };

function rejection(message: string): object {
  return expect.objectContaining({ code: "InvalidRequestException", message });
}

describe("group settings", () => {
  it("start with Default, which has no filter", () => {
    expect(makeSettings().groups.all()).toEqual([
      {
        GroupName: "Default",
        GroupARN: "arn:aws:xray:us-east-1:000000000000:group/Default",
        InsightsConfiguration: off,
      },
    ]);
  });

  it("give a new group an ARN that no earlier group had", () => {
    const { groups } = makeSettings();
    const first = groups.create(backend, []);
    expect(first).toEqual({
      ...backend,
      GroupARN: "arn:aws:xray:us-east-1:000000000000:group/backend/ID1",
      InsightsConfiguration: off,
    });
    expect(groups.find({ GroupARN: first.GroupARN })).toEqual(first);
    groups.delete({ GroupARN: first.GroupARN });
    const second = groups.create(backend, []);
    expect(second.GroupARN).toBe("arn:aws:xray:us-east-1:000000000000:group/backend/ID2");
    expect(groups.find({ GroupARN: first.GroupARN })).toBeUndefined();
  });

  it("tell names apart by case, and list Default first", () => {
    const { groups } = makeSettings();
    groups.create(backend, []);
    groups.create({ GroupName: "Backend" }, []);
    expect(groups.all().map(({ GroupName }) => GroupName)).toEqual(["Default", "Backend", "backend"]);
    expect(groups.find({ GroupName: "BACKEND" })).toBeUndefined();
  });

  it("remember when a filter became another one", () => {
    let nowMs = NOW_SEC * 1_000;
    const { groups } = makeSettings({ nowMs: () => nowMs });
    groups.create(backend, []);
    nowMs += 1_500;
    groups.update({ GroupName: "backend" }, { FilterExpression: backend.FilterExpression });
    expect(groups.find({ GroupName: "backend" })?.FilterChangedAtSec).toBeUndefined();
    groups.update({ GroupName: "backend" }, { FilterExpression: "fault" });
    nowMs += 1_500;
    groups.update({ GroupName: "backend" }, { InsightsConfiguration: { InsightsEnabled: true } });
    expect(groups.find({ GroupName: "backend" })).toMatchObject({
      FilterExpression: "fault",
      FilterChangedAtSec: NOW_SEC + 1.5,
      InsightsConfiguration: { InsightsEnabled: true, NotificationsEnabled: false },
    });
  });

  it("tie notifications to insights", () => {
    const { groups } = makeSettings();
    const both = { InsightsEnabled: true, NotificationsEnabled: true };
    const reference = { GroupName: "backend" };
    const notificationsNeedInsights = rejection(
      "NotificationsEnabled can only be true on a group with InsightsEnabled set to true",
    );
    expect(() =>
      groups.create({ ...backend, InsightsConfiguration: { NotificationsEnabled: true } }, []),
    ).toThrow(notificationsNeedInsights);
    groups.create({ ...backend, InsightsConfiguration: both }, []);
    expect(groups.find(reference)?.InsightsConfiguration).toEqual(both);
    const updated = groups.update(reference, { InsightsConfiguration: { InsightsEnabled: false } });
    expect(updated.InsightsConfiguration).toEqual(off);
    expect(() => groups.update(reference, { InsightsConfiguration: { NotificationsEnabled: true } })).toThrow(
      notificationsNeedInsights,
    );
  });

  it("let insights of Default be switched, and nothing else", () => {
    const { groups } = makeSettings();
    const reference = { GroupName: "Default" };
    const updated = groups.update(reference, { InsightsConfiguration: { InsightsEnabled: true } });
    expect(updated.InsightsConfiguration.InsightsEnabled).toBe(true);
    expect(() => groups.update(reference, { FilterExpression: "fault" })).toThrow("no filter expression");
    expect(() => groups.delete(reference)).toThrow(rejection("The Default group cannot be deleted"));
    for (const GroupName of ["Default", "default", "DEFAULT"]) {
      expect(() => groups.create({ GroupName }, [])).toThrow(rejection("Default is a reserved group name"));
    }
  });

  it.each([
    [{ GroupName: "gone" }, "Group not found"],
    [{ GroupARN: "arn:aws:xray:us-east-1:000000000000:group/backend" }, "Group not found"],
    [{}, "Specify a group by either name or ARN, but not both."],
    [{ GroupName: "backend", GroupARN: "arn" }, "Specify a group by either name or ARN, but not both."],
  ])("reject to update or delete %j", (reference, message) => {
    const { groups } = makeSettings();
    groups.create(backend, []);
    expect(() => groups.update(reference, {})).toThrow(rejection(message));
    expect(() => groups.delete(reference)).toThrow(rejection(message));
  });

  it("take 25 groups beside Default and not one more, and no name twice", () => {
    const { groups } = makeSettings();
    for (let i = 1; i <= 25; i += 1) groups.create({ GroupName: `group-${i}` }, []);
    expect(() => groups.create({ GroupName: "group-26" }, [])).toThrow("at most 25 groups");
    expect(() => groups.create({ GroupName: "group-1" }, [])).toThrow(
      rejection("A group named group-1 already exists"),
    );
  });

  it("drop a group's tags with it", () => {
    const { groups, tags } = makeSettings();
    groups.create(backend, [{ Key: "team", Value: "a" }]);
    groups.delete({ GroupName: "backend" });
    groups.create(backend, []);
    expect(tags.list({ kind: "group", name: "backend" })).toEqual([]);
  });
});
