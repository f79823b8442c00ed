import { describe, expect, it } from "vitest";
import { makeSettings } from "./testing/make-settings.ts";

const rule = { kind: "rule", name: "Flask" } as const;

describe("tag settings", () => {
  it("add, replace and remove by key", () => {
    const { tags } = makeSettings();
    tags.put(rule, [
      { Key: "team", Value: "a" },
      { Key: "Stage", Value: "" },
    ]);
    tags.put(rule, [{ Key: "team", Value: "b" }]);
    tags.put({ ...rule, kind: "group" }, [{ Key: "team", Value: "c" }]);
    expect(tags.list(rule)).toEqual([
      { Key: "Stage", Value: "" },
      { Key: "team", Value: "b" },
    ]);
    tags.remove(rule, ["team", "gone"]);
    expect(tags.list(rule)).toEqual([{ Key: "Stage", Value: "" }]);
  });

  it("hold 50 tags and not one more, counting those that are there", () => {
    const { tags } = makeSettings();
    const make = (from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, i) => ({ Key: `key-${from + i}`, Value: "" }));
    tags.put(rule, make(1, 50));
    tags.put(rule, make(1, 2));
    expect(() => tags.put(rule, make(51, 51))).toThrow(
      expect.objectContaining({ code: "TooManyTagsException", resourceName: "Flask" }),
    );
    expect(tags.list(rule)).toHaveLength(50);
  });

  it.each([
    [[{ Key: "aws:cloudformation:stack", Value: "" }], "reserved"],
    [[{ Key: "a;b", Value: "" }], "characters other than"],
    [[{ Key: "a", Value: "<script>" }], "characters other than"],
    [
      [
        { Key: "a", Value: "1" },
        { Key: "a", Value: "2" },
      ],
      "more than once",
    ],
  ])("reject %j", (given, message) => {
    const { tags } = makeSettings();
    expect(() => tags.put(rule, given)).toThrow(message);
    expect(tags.list(rule)).toEqual([]);
  });

  it("take letters of any script and all the characters that the model allows", () => {
    const { tags } = makeSettings();
    tags.put(rule, [{ Key: "Größe 大", Value: "_.:/=+-@ 1" }]);
    expect(tags.list(rule)).toEqual([{ Key: "Größe 大", Value: "_.:/=+-@ 1" }]);
  });

  it("reject to remove system tags", () => {
    expect(() => makeSettings().tags.remove(rule, ["AWS:x"])).toThrow("reserved");
  });
});
