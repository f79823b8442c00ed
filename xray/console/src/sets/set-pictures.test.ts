import { describe, expect, test } from "vitest";
import type { Difference, FigureAnswer, Heatmap, SetFigures } from "xray-local/console-wire/figures.ts";
import { findExamples } from "./find-examples.ts";
import { findJoint, jointCandidates, toCondition, toJointQuery } from "./joint-shares.ts";
import { heatAxis, heatFrames, heatPaths } from "./set-heatmap.ts";

type Cells = Heatmap["cells"];
const mapOf = (cells: Cells, rowsPerDecade = 10) => ({ rowsPerDecade, cells });

describe("two heatmaps", () => {
  test.each([
    [500, [52, 266, 286, 500]],
    [152, [52, 92, 112, 152]],
    [0, [52, 92, 112, 152]],
  ])("in %i pixels lie beside each other", (width, edges) => {
    const frames = heatFrames(width);
    expect(frames.flatMap(({ left, right }) => [left, right])).toEqual(edges);
    expect(frames.map((frame) => frame.width)).toEqual([width, width]);
  });

  test("share an axis from below the lowest of both to above the highest", () => {
    const { minSec, maxSec } = heatAxis([
      mapOf([[0, 31, 1, 0, 0, 0]]),
      undefined,
      mapOf([[5, 58, 0, 0, 0, 1]]),
    ]);
    expect([minSec, maxSec].map((sec) => Math.log10(sec * 1e6).toFixed(3))).toEqual(["3.000", "6.000"]);
  });

  test("have a decade at least, with what there is in its middle", () => {
    const { minSec, maxSec } = heatAxis([mapOf([[0, 30, 9, 0, 0, 0]])]);
    // Row 30 alone takes 29 to 32; seven rows are missing.
    expect([minSec, maxSec].map((sec) => Math.log10(sec * 1e6).toFixed(1))).toEqual(["2.6", "3.6"]);
  });

  test.each([[[]], [[undefined]], [[mapOf([])]]])("without a cell have an axis all the same: %o", (maps) => {
    expect(heatAxis(maps)).toEqual({ minSec: 0.001, maxSec: 1 });
  });

  const frame = heatFrames(152)[0];
  const scales = { frame, startSec: 0, endSec: 40, minSec: 1e-3, maxSec: 1, slowestSec: 1, beyond: 0 };
  const pathsOf = (...cells: Cells) => heatPaths(mapOf(cells, 1), { startSec: 0, columnSec: 10 }, scales);

  test("draw a cell where its time and response are, and a pixel apart", () => {
    // A row takes a third of 122 pixels, a column ten.
    expect(pathsOf([1, 3, 5, 0, 0, 0])).toEqual(["", "", "", "", "M62 87.3h9v39.7h-9z"]);
  });

  test("draw each cell as strong as its count, of all outcomes, on a logarithmic scale", () => {
    const strengths = [1, 3, 10, 32, 100].map((count) =>
      pathsOf([0, 3, 100, 0, 0, 0], [1, 4, 0, 0, 0, count]).findIndex((path) => path.includes("M62")),
    );
    expect(strengths).toEqual([0, 1, 2, 3, 4]);
    expect(pathsOf([0, 3, 1, 1, 1, 1], [1, 3, 4, 0, 0, 0])[4]?.match(/M/g)).toHaveLength(2);
  });

  test("draw single traces faintly, not as the fullest", () => {
    expect(pathsOf([0, 3, 1, 0, 0, 0]).map((path) => path !== "")).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  test("draw no column beyond the frame", () => {
    expect(heatPaths(mapOf([[0, 3, 2, 0, 0, 0]], 1), { startSec: 35, columnSec: 10 }, scales)[4]).toBe(
      "M87 87.3h4v39.7h-4z",
    );
  });
});

describe("what tells more together", () => {
  const makeDifference = (
    field: Difference["field"],
    shares: Difference["shares"],
    rest: Partial<Difference> = {},
  ): Difference => ({ field, value: "x", shares, counts: [1, 1], values: [], ...rest });
  const first = makeDifference("version", [0.9, 0.5]);
  const other = makeDifference("user", [0.6, 0.4]);

  test.each([
    ["what B has more of", makeDifference("user", [0.4, 0.6]), []],
    ["what hardly differs", makeDifference("user", [0.54, 0.5]), []],
    ["what is the same traces", makeDifference("user", [0.9, 0.5], { sameAs: 0 }), []],
    ["what is the lack of a value", makeDifference("user", [0.9, 0.5], { value: "" }), []],
    ["what A has five points more of", makeDifference("user", [0.55, 0.5]), ["user"]],
  ])("is looked for in the others: %s", (_, each, fields) => {
    expect(jointCandidates(first, [first, each]).map(({ field }) => field)).toEqual(fields);
  });

  test("is not looked for where the first is no trace's of B, or more of B's", () => {
    expect(jointCandidates(makeDifference("version", [0.9, 0]), [other])).toEqual([]);
    expect(jointCandidates(makeDifference("version", [0.3, 0.6]), [other])).toEqual([]);
  });

  test("is asked of four at most, each set keeping its own conditions", () => {
    const five = (["user", "zone", "method", "endpoint", "instance"] as const).map((field) =>
      makeDifference(field, [0.6, 0.4]),
    );
    const candidates = jointCandidates(first, [first, ...five]);
    expect(candidates).toEqual(five.slice(0, 4));
    const own = { field: "user", value: "a" } as const;
    const set = { startSec: 0, endSec: 1 };
    const query = toJointQuery([{ ...set, conditions: [own] }, set], first, candidates);
    expect(query.sets.map(({ conditions }) => conditions)).toEqual([
      [own, { field: "version", value: "x" }],
      [{ field: "version", value: "x" }],
    ]);
    expect(query.groups?.map(({ limit }) => limit)).toEqual([50, 50, 50, 50]);
  });

  test("as a condition says at least where a number does", () => {
    expect(toCondition(makeDifference("annotation.n", [1, 0], { value: "8", isOrMore: true }))).toEqual({
      field: "annotation.n",
      value: "8",
      atLeast: true,
    });
    expect(toCondition(first)).toEqual({ field: "version", value: "x" });
  });

  /** Of each set so many traces with the value of each candidate. */
  const answerOf = (...sets: readonly (readonly (readonly [value: string, count: number])[])[][]) =>
    ({
      nowSec: 0,
      sets: sets.map((lists) => ({
        groups: lists.map((groups) => ({
          groups: groups.map(([value, count]) => ({ values: [value], count })),
        })),
      })),
    }) as unknown as FigureAnswer;

  test("is the widest of several", () => {
    const more = makeDifference("zone", [0.6, 0.4]);
    const answer = answerOf([[["x", 70]], [["x", 60]]], [[["x", 15]], [["x", 1]]]);
    expect(findJoint(answer, first, [other, more], [100, 100])).toEqual({ with: more, shares: [0.6, 0.01] });
  });

  test("counts exact values, and of numbers all from the least on, as numbers", () => {
    const least = makeDifference("annotation.n", [0.6, 0.4], { value: "9", isOrMore: true });
    const answer = answerOf(
      [
        [
          ["9", 40],
          ["10", 20],
          ["8.9", 30],
        ],
      ],
      [[["1", 90]]],
    );
    expect(findJoint(answer, first, [least], [100, 100])?.shares).toEqual([0.6, 0]);
    expect(findJoint(answer, first, [{ ...least, isOrMore: false }], [100, 100])).toBeUndefined();
  });

  test("is nothing of empty sets, or of an answer without groups", () => {
    expect(findJoint(answerOf([[["x", 70]]], [[["x", 1]]]), first, [other], [0, 0])).toBeUndefined();
    expect(findJoint(answerOf([], []), first, [other], [100, 100])).toBeUndefined();
  });
});

describe("one of each", () => {
  const setOf = (count: number, ...groups: readonly (readonly [endpoint: string, count: number])[]) =>
    ({
      count,
      groups: [
        {
          groups: groups.map(([endpoint, each]) => ({
            values: [endpoint],
            count: each,
            examples: { usual: { traceId: `${endpoint} of ${count}`, startSec: 0, durationSec: 0 } },
          })),
        },
      ],
    }) as unknown as SetFigures;

  test("is of the endpoint whose lesser share is the greatest", () => {
    const found = findExamples([
      setOf(100, ["/often", 90], ["/both", 50], ["/seldom", 1]),
      setOf(10, ["/seldom", 9], ["/both", 4], ["/often", 1]),
    ]);
    expect([found?.endpoint, found?.a.traceId, found?.b.traceId]).toEqual([
      "/both",
      "/both of 100",
      "/both of 10",
    ]);
  });

  test("is none where they have no endpoint in common", () => {
    expect(findExamples([setOf(1, ["/a", 1]), setOf(1, ["/b", 1])])).toBeUndefined();
    expect(findExamples([setOf(0), setOf(0)])).toBeUndefined();
  });
});
