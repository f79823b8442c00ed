import { beforeEach, describe, expect, it, vi } from "vitest";
import * as parser from "../../filter/parse/parse-filter.ts";
import { createSettings } from "../../settings/settings.ts";
import { makeFacts } from "../../filter/testing/make-facts.ts";
import { createTraceFilters } from "./trace-filters.ts";

vi.mock("../../filter/parse/parse-filter.ts", { spy: true });

const scope = { region: "us-east-1", accountId: "000000000000" };

function setUp() {
  let ids = 0;
  const settings = createSettings({
    path: ":memory:",
    ...scope,
    nowMs: () => 0,
    newGroupId: () => `${(ids += 1)}`,
  });
  return { groups: settings.groups, filters: createTraceFilters(settings.groups) };
}

const fault = makeFacts({ fault: true });

describe("filters of groups", () => {
  beforeEach(() => void vi.mocked(parser.parseFilter).mockClear());

  it("are parsed once for each revision of the groups, however many requests ask for them", () => {
    const { groups, filters } = setUp();
    groups.create({ GroupName: "faults", FilterExpression: "fault" }, []);
    const first = filters.ofGroup({ GroupName: "faults" }).filter;
    expect(first?.matches(fault)).toBe(true);
    for (let request = 0; request < 3; request += 1) {
      expect(filters.ofGroup({ GroupName: "faults" }).filter).toBe(first);
      expect(filters.ofAllGroups()).toEqual([first]);
    }
    expect(parser.parseFilter).toHaveBeenCalledTimes(1);

    groups.update({ GroupName: "faults" }, { FilterExpression: "!fault" });
    const second = filters.ofGroup({ GroupName: "faults" }).filter;
    expect(second?.matches(fault)).toBe(false);
    expect(second?.key).not.toBe(first?.key);
    expect(parser.parseFilter).toHaveBeenCalledTimes(2);

    groups.delete({ GroupName: "faults" });
    expect(filters.ofAllGroups()).toEqual([]);
    expect(() => filters.ofGroup({ GroupName: "faults" })).toThrow("Group not found");
  });

  it("keep their key where a change does not concern what they match", () => {
    const { groups, filters } = setUp();
    groups.create({ GroupName: "faults", FilterExpression: "fault" }, []);
    const before = filters.ofGroup({ GroupName: "faults" }).filter?.key;
    groups.update({ GroupName: "faults" }, { InsightsConfiguration: { InsightsEnabled: true } });
    expect(filters.ofGroup({ GroupName: "faults" }).filter?.key).toBe(before);
  });

  it("may be named by other filters, also after they changed", () => {
    const { groups, filters } = setUp();
    groups.create({ GroupName: "faults", FilterExpression: "fault" }, []);
    expect(filters.compile('group.name = "faults"')?.(fault)).toBe(true);
    groups.update({ GroupName: "faults" }, { FilterExpression: "!fault" });
    expect(filters.compile('group.name = "faults"')?.(fault)).toBe(false);
  });

  it("that this version cannot parse break neither other groups nor other requests", () => {
    const old = { GroupName: "old", GroupARN: "arn:old", FilterExpression: "no such keyword" };
    const fine = { GroupName: "fine", GroupARN: "arn:fine", FilterExpression: "fault" };
    const filters = createTraceFilters({
      all: () => [old, fine],
      find: ({ GroupName }) => (GroupName === "old" ? old : fine),
      revision: () => 0,
    });
    expect(filters.compile("fault")?.(fault)).toBe(true);
    expect(filters.ofGroup({ GroupName: "fine" }).filter?.matches(fault)).toBe(true);
    expect(() => filters.ofGroup({ GroupName: "old" })).toThrow("Invalid filter expression");
    expect(filters.ofAllGroups().map(({ matches }) => matches(fault))).toEqual([true]);
  });
});
