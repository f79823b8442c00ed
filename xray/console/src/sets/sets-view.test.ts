import { describe, expect, test } from "vitest";
import { parseConditions } from "./set-text.ts";
import { bothFilters, toFigureSets, toSetsQuery } from "./sets-query.ts";
import { choosePreset, presetOf, readSetsView, setsValues, valuesOfList } from "./sets-view.ts";
import type { Preset } from "./sets-view.ts";

const BOUNDS = { startSec: 100_000, endSec: 103_600 };
const viewOf = (address: string) => readSetsView(new URLSearchParams(address));
/** The sets of a preset, as the address has them. */
const chosenBy = (address: string, preset: Preset) => setsValues(choosePreset(viewOf(address), preset));

describe("the view in an address", () => {
  test.each<[string, Preset]>([
    ["a=fault&b=ok", "faults"],
    ["a=ok&b=fault", "faults"],
    ["a=fault", "filters"],
    ["a=fault&b=fault", "filters"],
    ["a=[1~2] fault&b=ok", "filters"],
    ["a={user=a}fault&b=ok", "filters"],
    ["a=rest&b=fault", "rest"],
    ["a=fault&b=day", "before"],
    ["a=before&b=ok", "before"],
    ["a=before&b=rest", "rest"],
    ["a=&b=", "filters"],
  ])("%s is the preset %s", (address, preset) => {
    expect(presetOf(viewOf(address))).toBe(preset);
  });

  test.each([
    ["", { a: "fault", b: "ok" }],
    ["a=ok", { a: "ok", b: "[]" }],
    ["b=ok", { a: "[]", b: "ok" }],
    ["a=day&b=day", { a: "[]", b: "day" }],
    ["a=rest", { a: "rest", b: "[]" }],
  ])("%j is the sets %o", (address, { a, b }) => {
    expect(setsValues(viewOf(address))).toEqual({ filter: "", a, b, hold: "" });
  });

  test("has what is looked at and whether the end is unfolded, which are no set", () => {
    expect(viewOf("row=user&fold=all")).toMatchObject({ row: "user", isUnfolded: true });
    expect(viewOf("row=&fold=1")).toMatchObject({ row: "", isUnfolded: false });
    expect(setsValues(viewOf("row=user&fold=all"))).not.toHaveProperty("row");
  });

  test("writes what it is given, and leaves alone what not", () => {
    expect(setsValues({})).toEqual({});
    expect(setsValues({ b: { kind: "rest" } })).toEqual({ b: "rest" });
    expect(setsValues({ filter: "", hold: [] })).toEqual({ filter: "", hold: "" });
  });

  test("of a list is its filter and the rest; without one faults and what went well", () => {
    expect(valuesOfList("partial")).toEqual({ a: "partial", b: "rest" });
    expect(valuesOfList("  ")).toEqual({});
  });
});

describe("a preset", () => {
  test.each<[string, Preset, object]>([
    ["a=partial&b=rest", "faults", { filter: "", a: "fault", b: "ok" }],
    ["a=[1~2]&b=rest", "filters", { filter: "", a: "[1~2]", b: "[]" }],
    ["a=rest&b=partial", "rest", { filter: "", a: "partial", b: "rest" }],
    ["a=rest&b=partial", "filters", { filter: "", a: "partial", b: "[]" }],
    ["filter=ok&a=[]&b=before", "filters", { filter: "ok", a: "[]", b: "[]" }],
    ["a=user&b=partial", "filters", { filter: "", a: "user", b: "partial" }],
    ["a=[]&b=partial", "filters", { filter: "", a: "partial", b: "[]" }],
    ["a=[]&b=before", "rest", { filter: "", a: "fault", b: "rest" }],
    ["filter=ok&a={user=a}&b=before", "rest", { filter: "ok", a: "{user=a}", b: "rest" }],
    ["filter=ok&a=fault&b=partial", "before", { filter: "ok", a: "[]", b: "before" }],
  ])("from %s, %s: %o", (address, preset, values) => {
    expect(chosenBy(address, preset)).toEqual(values);
  });

  test.each<[string, Preset[]]>([
    ["", ["rest", "faults", "before", "filters"]],
    ["a=rest&b=[1~2]", ["rest", "faults", "before", "filters"]],
    ["filter=ok&a=[]&b=day", ["rest", "faults", "before", "filters"]],
  ])("chosen twice is as once, from %j", (address, presets) => {
    for (const preset of presets) {
      const once = new URLSearchParams(chosenBy(address, preset)).toString();
      expect(chosenBy(once, preset)).toEqual(chosenBy(address, preset));
    }
  });
});

describe("the sets of the question", () => {
  const setsOf = (address: string, group = "") => toFigureSets(viewOf(address), group, BOUNDS);

  test("have the range alone where nothing is chosen", () => {
    expect(setsOf("a=[]&b=[]")).toEqual([BOUNDS, BOUNDS]);
  });

  test("swap when the address does", () => {
    const [a, b] = setsOf("a=[100100~100200,0~1] fault&b=rest&hold={user=a}");
    expect(setsOf("a=rest&b=[100100~100200,0~1] fault&hold={user=a}")).toEqual([b, a]);
  });

  test("hold first what is kept in both, then their own conditions", () => {
    const [a, b] = setsOf("a={version=1}&b=ok&hold={user=a}");
    expect(a.conditions).toEqual(parseConditions("{user=a}{version=1}"));
    expect(b.conditions).toEqual(parseConditions("{user=a}"));
  });

  test("before and yesterday have the other's selection at their own time", () => {
    const brush = { startSec: 100_100, endSec: 100_200, fromDurationSec: 0.5, toDurationSec: 2 };
    const shiftedBy = (sec: number) => ({
      startSec: BOUNDS.startSec - sec,
      endSec: BOUNDS.endSec - sec,
      brush: { ...brush, startSec: brush.startSec - sec, endSec: brush.endSec - sec },
    });
    expect(setsOf("a=[100100~100200,0.5~2]&b=before")).toEqual([{ ...BOUNDS, brush }, shiftedBy(3600)]);
    expect(setsOf("a=day&b=[100100~100200,0.5~2]")).toEqual([shiftedBy(86_400), { ...BOUNDS, brush }]);
  });

  test.each([
    ["starts with the range", "100000~100001", BOUNDS],
    ["ends after it", "103599~200000", BOUNDS],
    ["starts when it ends", "103600~103700", { startSec: 103_600, endSec: 103_700 }],
    ["began before it", "99999~103600", { startSec: 99_999, endSec: 103_600 }],
  ])("are drawn on the range, or on times of their own: a selection that %s", (_, brush, bounds) => {
    expect(setsOf(`a=[${brush}]&b=[]`)[0]).toMatchObject(bounds);
  });

  test("are of the group, too", () => {
    expect(setsOf("a=fault&b=rest", "slow").map(({ filter }) => filter)).toEqual([
      'group.name = "slow" AND (fault)',
      'group.name = "slow"',
    ]);
  });

  test("ask for heatmaps, differences and an endpoint to take examples of", () => {
    expect(toSetsQuery(viewOf("a=[]&b=ok"), "", BOUNDS, 60)).toEqual({
      sets: [BOUNDS, { ...BOUNDS, filter: "ok" }],
      columnSec: 60,
      rows: true,
      compare: true,
      groups: [{ by: ["endpoint"], limit: 50 }],
    });
  });

  test.each([
    ["", "", ""],
    [" ok ", "", "ok"],
    ["", "ok OR fault", "ok OR fault"],
    ["ok OR error", " fault ", "(ok OR error) AND (fault)"],
  ])("joins %j and %j", (one, other, both) => {
    expect(bothFilters(one, other)).toBe(both);
  });
});
