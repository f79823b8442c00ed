import { describe, expect, test } from "vitest";
import { risingSince } from "./rising.ts";
import { TREND_WIDTH, trendPaths, trendPlace, trendScale } from "./trend.ts";

const zeros = (length: number) => Array.from({ length }, () => 0);

describe("what rises", () => {
  const since = (count: readonly number[], columnSec = 60) =>
    risingSince({ startSec: 1000, columnSec, count });

  test.each([
    ["from nothing", [0, 0, 0, 0, 0, 0, 5, 5], 1360],
    ["within one column", [...zeros(29), 5], 2740],
    ["before it fell a little", [1, 1, 1, 1, 9, 9, 9, 7], 1240],
    ["where the two rates fit best, not at the first high column", [1, 4, 1, 1, 12, 14, 13, 15], 1240],
  ])("%s is told by the column at which it began", (_, count, sec) => {
    expect(since(count)).toBe(sec);
  });

  test("is told in the seconds of its columns", () => {
    expect(since([0, 0, 0, 0, 0, 0, 5, 5], 3600)).toBe(1000 + 6 * 3600);
  });

  test.each([
    ["fewer than five after it", [...zeros(29), 4]],
    ["less than twice as often", [100, 100, 100, 100, 190, 190, 190, 190]],
    ["as often as before", [7, 7, 7, 7]],
    ["a fall", [9, 9, 9, 0, 0, 0]],
    ["a single column", [50]],
    ["columns of nothing", zeros(30)],
    ["more by chance than by a rise", [1, 0, 2, 1, 3, 2, 2, 3]],
  ])("is not told of %s", (_, count) => {
    expect(since(count)).toBeUndefined();
  });
});

describe("the scale of all trends", () => {
  const columns = (columnSec: number, ...count: number[]) => ({ startSec: 0, columnSec, count });

  test.each([
    ["a round rate above the highest", [columns(60, 3)], 4],
    ["the rate itself where it is round", [columns(60, 4)], 4],
    ["a minute's rate of longer columns", [columns(3600, 30)], 0.5],
    ["a minute's rate of shorter columns", [columns(15, 2)], 8],
    ["that of most columns, without empty ones", [columns(60, ...zeros(50), 1, 1, 1)], 1],
    ["that of several kinds together", [columns(60, 1, 1), columns(60, 100, 100)], 125],
    ["what there is beyond the last step", [columns(60, 9000)], 9000],
    ["one a minute without any", [columns(60, 0, 0)], 1],
  ])("is %s", (_, all, perMinute) => {
    expect(trendScale(all)).toBe(perMinute);
  });
});

describe("a trend", () => {
  const columns = { startSec: 600, columnSec: 60, count: [0, 1, 2, 4] };

  test("has bars as high as their rates, and nothing where nothing came", () => {
    // 51 wide each; 24 high is the end of the scale.
    expect(trendPaths(columns, 4).bars).toBe("M51 28v-6h50v6zM102 28v-12h50v12zM153 28v-24h50v24z");
    expect(trendPaths(columns, 4).notches).toBe("");
  });

  test("cuts a bar beyond the scale, and marks it", () => {
    const { bars, notches } = trendPaths(columns, 2);
    expect(bars.match(/v-24/g)).toHaveLength(2);
    expect(notches).toBe("M152 9l52 -2.500");
  });

  test("shows even the rarest column", () => {
    expect(trendPaths({ ...columns, count: [1] }, 4000).bars).toBe("M0 28v-3h203v3z");
  });

  test("has bars a pixel wide at least where there are many columns", () => {
    expect(trendPaths({ ...columns, count: [...zeros(407), 1] }, 1).bars).toBe("M203.5 28v-24h1v24z");
  });

  test("of no columns is nothing", () => {
    expect(trendPaths({ ...columns, count: [] }, 1)).toEqual({ bars: "", notches: "" });
  });

  test.each([
    [600, 0],
    [660, TREND_WIDTH / 4],
    [840, TREND_WIDTH],
    [599.9, undefined],
    [840.1, undefined],
    [Number.NaN, undefined],
  ])("has the moment %d at %s", (sec, place) => {
    expect(trendPlace(sec, columns)).toBe(place);
  });
});
