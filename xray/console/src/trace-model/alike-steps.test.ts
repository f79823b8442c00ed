import { describe, expect, test } from "vitest";
import type { Subsegment } from "xray-local/protocol/segment-document.ts";
import { makeSegment, makeSub } from "../testing/make-documents.ts";
import { alikeSiblings, findOutliers } from "./alike-steps.ts";
import { assembleTraceTree } from "./trace-tree.ts";

type Extra = Partial<Subsegment>;

/** One after the other, all alike. */
function inTurn(durationsMs: readonly number[]): Subsegment[] {
  let at = 0;
  return durationsMs.map((durationMs, index) => {
    at += durationMs;
    return makeSub(`q${index}`, at - durationMs, at, { name: "db", sql: { sanitized_query: "select 1" } });
  });
}

const groupsOf = (subsegments: Subsegment[]) =>
  alikeSiblings(assembleTraceTree([makeSegment("api", 0, 1000, { subsegments })]));

const sizes = (subsegments: Subsegment[]) => groupsOf(subsegments).map((group) => group.length);

describe("siblings are alike", () => {
  const sql = (sanitized_query: string): Extra => ({ sql: { sanitized_query } });
  const call = (method: string, url: string, status = 200): Extra => ({
    namespace: "remote",
    http: { request: { method, url }, response: { status } },
  });
  const aws = (operation: string, table_name: string): Extra => ({
    namespace: "aws",
    aws: { operation, table_name },
  });

  test.each<[string, Extra, Extra, boolean]>([
    [
      "statements with other values",
      sql("select a from b where c = 1"),
      sql("select a from b where c = 2"),
      true,
    ],
    ["statements laid out otherwise", sql("select a\n  from b"), sql("select a from b"), true],
    [
      "statements of the same words that select other columns",
      sql("select a from b"),
      sql("select x from b"),
      false,
    ],
    [
      "calls of the same URL with other ids",
      call("GET", "http://u/api/users/1"),
      call("GET", "http://u/api/users/22?x=1"),
      true,
    ],
    [
      "calls that were answered otherwise",
      call("GET", "http://u/a", 200),
      call("GET", "http://u/a", 503),
      true,
    ],
    ["calls of other methods", call("GET", "http://u/a"), call("PUT", "http://u/a"), false],
    ["calls of other paths", call("GET", "http://u/a"), call("GET", "http://u/b"), false],
    ["operations on one table", aws("GetItem", "orders"), aws("GetItem", "orders"), true],
    ["operations on two tables", aws("GetItem", "orders"), aws("GetItem", "carts"), false],
    ["a wait and work of the same name", { annotations: { wait: true } }, {}, false],
    ["local work of one name", {}, {}, true],
  ])("%s", (_what, first, second, isAlike) => {
    const pair = [makeSub("a", 0, 5, { ...first, name: "x" }), makeSub("b", 5, 9, { ...second, name: "x" })];
    expect(sizes(pair)).toEqual(isAlike ? [1, 2] : [1, 1, 1]);
  });

  test("only below one caller, though the work is of one kind", () => {
    const caller = (id: string, at: number) =>
      makeSub(id, at, at + 9, {
        name: "page",
        subsegments: [makeSub(`${id}q`, at, at + 4, { name: "read" })],
      });
    const groups = groupsOf([caller("a", 0), caller("b", 10)]);
    expect(groups.map((group) => group.map(({ id }) => id).join())).toEqual(["api", "a,b", "aq", "bq"]);
  });

  test("in order of start, however they were sent", () => {
    const [first, second, third] = inTurn([3, 3, 3]);
    const groups = groupsOf([third, first, second].filter((each) => each !== undefined));
    expect(groups[1]?.map(({ id }) => id)).toEqual(["q0", "q1", "q2"]);
  });
});

describe("an outlier", () => {
  const outliers = (subsegments: Subsegment[]) =>
    findOutliers(groupsOf(subsegments)).map(({ ordinal, siblingsMs }) => `${ordinal}: ${siblingsMs}`);

  test.each<[string, number[], string[]]>([
    ["took more than three times the median of the others", [4, 4, 4, 38, 4], ["4: 4"]],
    ["is not one that took three times as long", [4, 4, 4, 12], []],
    ["is not told among three", [4, 4, 90], []],
    ["takes at least two milliseconds more", [0.5, 0.5, 0.5, 2.5], ["4: 0.5"]],
    ["is not one that a clock of milliseconds cannot tell", [0.5, 0.5, 0.5, 2], []],
    ["may be one of several", [40, 4, 4, 50, 4], ["1: 4", "4: 4"]],
    ["is measured without itself", [10, 10, 1, 1], ["1: 1", "2: 1"]],
    ["is never quicker than the others", [40, 40, 40, 1], []],
    ["is told from siblings without any length", [5, 0, 0, 0], ["1: 0"]],
  ])("%s: %j", (_what, durationsMs, expected) => {
    expect(outliers(inTurn(durationsMs))).toEqual(expected);
  });

  test("is not a step that goes on: how long it will take is not known", () => {
    const { end_time: _, ...open } = makeSub("open", 12, 13, {
      name: "db",
      sql: { sanitized_query: "select 1" },
    });
    const steps = [...inTurn([4, 4, 4]), { ...open, in_progress: true } as unknown as Subsegment];
    expect(outliers(steps)).toEqual([]);
    expect(sizes(steps)).toEqual([1, 4]);
  });
});
