import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newGroupId } from "./group-id.ts";
import { SettingsFileError } from "./settings-database.ts";
import { makeSettings } from "./testing/make-settings.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "settings-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("createSettings", () => {
  it("finds everything again after a restart, in a folder that it made", () => {
    const path = join(folder, "deep", "settings.sqlite");
    const before = makeSettings({ path });
    before.rules.update({ RuleName: "Default" }, { FixedRate: 0.25 });
    const group = before.groups.create({ GroupName: "backend" }, [{ Key: "team", Value: "a" }]);
    before.account.setDestination("CloudWatchLogs");
    before.retrievals.start({ token: "token", traceIds: [], startSec: 1, endSec: 2 });
    before.close();

    const after = makeSettings({ path });
    expect(after.rules.defaultRule().FixedRate).toBe(0.25);
    expect(after.rules.lastModificationSec()).toBeGreaterThan(0);
    expect(after.groups.find({ GroupARN: group.GroupARN })).toEqual(group);
    expect(after.tags.list({ kind: "group", name: "backend" })).toEqual([{ Key: "team", Value: "a" }]);
    expect(after.account.destination()).toBe("CloudWatchLogs");
    expect(after.retrievals.find("token")?.status).toBe("COMPLETE");
    after.close();
  });

  it("keeps what was answered when the process does not get to close the file", () => {
    const path = join(folder, "settings.sqlite");
    const killed = makeSettings({ path });
    killed.groups.create({ GroupName: "backend" }, []);
    const reader = makeSettings({ path });
    expect(reader.groups.find({ GroupName: "backend" })?.GroupName).toBe("backend");
    reader.close();
    killed.close();
  });

  it("rejects a file of a newer version by name and leaves it alone", () => {
    const path = join(folder, "settings.sqlite");
    const newer = new DatabaseSync(path);
    newer.exec("PRAGMA user_version = 99");
    newer.close();
    expect(() => makeSettings({ path })).toThrow(SettingsFileError);
    expect(() => makeSettings({ path })).toThrow(`${path} cannot be used: it has version 99`);
  });

  it.each([
    ["is no database", (path: string) => writeFileSync(path, "x".repeat(5_000)), "file is not a database"],
    ["is a folder", (path: string) => mkdirSync(path), "unable to open database file"],
  ])("says so when the file %s, and what to do", (_, spoil, reason) => {
    const path = join(folder, "settings.sqlite");
    spoil(path);
    expect(() => makeSettings({ path })).toThrow(
      `The settings in ${path} cannot be used: ${reason}. Move the file away to begin with new ones`,
    );
  });

  it("finds rules and groups by ARN", () => {
    const settings = makeSettings();
    const { GroupARN } = settings.groups.create({ GroupName: "backend" }, []);
    expect(settings.findResource(settings.rules.defaultRule().RuleARN)).toEqual({
      kind: "rule",
      name: "Default",
    });
    expect(settings.findResource(GroupARN)).toEqual({ kind: "group", name: "backend" });
    expect(settings.findResource(`${GroupARN}x`)).toBeUndefined();
    expect(settings.findResource("Default")).toBeUndefined();
  });
});

describe("newGroupId", () => {
  it("looks like AWS's and does not repeat", () => {
    const ids = new Set(Array.from({ length: 100 }, newGroupId));
    expect(ids.size).toBe(100);
    for (const id of ids) expect(id).toMatch(/^[A-Z2-7]{52}$/);
  });
});
