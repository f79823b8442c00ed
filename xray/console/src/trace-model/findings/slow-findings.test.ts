import { describe, expect, test } from "vitest";
import type { Subsegment } from "xray-local/protocol/segment-document.ts";
import { makeSegment, makeSub } from "../../testing/make-documents.ts";
import { criticalPath } from "../critical-path/critical-path.ts";
import { assembleTraceTree } from "../trace-tree.ts";
import type { Usual } from "../usual.ts";
import { lengthWords, longestStretch, shareWords, sumDurations, sumStretches } from "./finding-figures.ts";
import type { Finding } from "./finding.ts";
import { findingText } from "./finding.ts";
import { findGap, findHeavyStep, findWait } from "./slow-findings.ts";
import { findUnusual } from "./unusual-findings.ts";

const words = (findings: readonly Finding[]) =>
  findings.map((finding) => `${finding.rowId}: ${findingText(finding).replaceAll("\u00a0", " ")}`);
const treeOf = (subsegments: Subsegment[], responseMs = 1000) =>
  assembleTraceTree([makeSegment("api", 0, responseMs, { subsegments })]);
const wait = (id: string, from: number, to: number, name = "wait for a connection") =>
  makeSub(id, from, to, { name, annotations: { wait: true } });

describe("a wait", () => {
  const say = (...subsegments: Subsegment[]) => {
    const tree = treeOf(subsegments);
    return words(findWait(tree, criticalPath(tree)));
  };
  const statement = (from: number, to: number) =>
    makeSub("q", from, to, { name: "db", sql: { sanitized_query: "select 1" } });

  test.each<[string, Subsegment[], string[]]>([
    [
      "is told from a tenth of the response on",
      [wait("w", 0, 100)],
      ["w: 10 % of the response went by waiting for a database connection: 100 ms."],
    ],
    ["is not told below", [wait("w", 0, 99)], []],
    [
      "is told by its own name",
      [wait("w", 0, 200, "wait in line")],
      ["w: 20 % of the response went by waiting in line: 200 ms."],
    ],
    [
      "is told by the queue that it is named after",
      [wait("w", 0, 200, "inbox")],
      ["w: 20 % of the response went by waiting in inbox: 200 ms."],
    ],
    [
      "leads to the longest of several",
      [wait("a", 0, 60), wait("b", 60, 200)],
      ["b: 20 % of the response went by waiting for a database connection: 200 ms in 2 places."],
    ],
    ["is not told where a statement took as long", [wait("w", 0, 200), statement(200, 400)], []],
    [
      "is told where the statements took less",
      [wait("w", 0, 200), statement(200, 399)],
      ["w: 20 % of the response went by waiting for a database connection: 200 ms."],
    ],
  ])("%s", (_what, subsegments, expected) => {
    expect(say(...subsegments)).toEqual(expected);
  });
});

describe("a gap", () => {
  const say = (...subsegments: Subsegment[]) => {
    const tree = treeOf(subsegments);
    return words(findGap(tree, criticalPath(tree)));
  };

  test.each<[string, Subsegment[], string[]]>([
    [
      "is told from a tenth of the response on",
      [makeSub("a", 100, 1000)],
      ["api: Nothing was recorded for 100 ms, 10 % of the response in api."],
    ],
    ["is not told below", [makeSub("a", 99, 1000)], []],
    [
      "of several tells the longest",
      [makeSub("a", 40, 900)],
      ["api: Nothing was recorded for 140 ms, 14 % of the response, the longest 100 ms in api."],
    ],
    [
      "leads into the step that has it",
      [makeSub("a", 0, 1000, { subsegments: [makeSub("b", 0, 700)] })],
      ["a: Nothing was recorded for 300 ms, 30 % of the response in a."],
    ],
    ["is none where nothing was recorded at all", [], []],
  ])("%s", (_what, subsegments, expected) => {
    expect(say(...subsegments)).toEqual(expected);
  });
});

describe("one heavy step", () => {
  const say = (subsegments: Subsegment[], named: string[] = []) => {
    const tree = treeOf(subsegments);
    return words(findHeavyStep(tree, criticalPath(tree), new Set(named)));
  };

  test.each<[string, Subsegment[], string[], string[]]>([
    ["is told from 30 % on", [makeSub("a", 0, 300)], [], ["a: a took 300 ms, 30 % of the response."]],
    ["is not told below", [makeSub("a", 0, 299)], [], []],
    [
      "is the one with the most work of its own",
      [makeSub("a", 0, 600, { subsegments: [makeSub("b", 0, 590)] })],
      [],
      ["b: b took 590 ms, 59 % of the response."],
    ],
    [
      "is not one that has been told of: then the next is",
      [makeSub("a", 0, 500), makeSub("b", 500, 900)],
      ["a"],
      ["b: b took 400 ms, 40 % of the response."],
    ],
    ["is never the request itself", [], [], []],
    [
      "is told from 15 % on where that is half of what was no waiting",
      [wait("w", 0, 700), makeSub("a", 700, 850)],
      [],
      ["a: a took 150 ms, 15 % of the response."],
    ],
    ["is not told where it is less than that half", [wait("w", 0, 600), makeSub("a", 600, 799)], [], []],
  ])("%s", (_what, subsegments, named, expected) => {
    expect(say(subsegments, named)).toEqual(expected);
  });
});

describe("what is unusual", () => {
  const call = (id: string, from: number, to: number, subsegments: Subsegment[] = []) =>
    makeSub(id, from, to, { namespace: "remote", subsegments });
  const say = (
    subsegments: Subsegment[],
    usual: Readonly<Record<string, number>>,
    outliers: string[] = [],
  ) => {
    const tree = treeOf(subsegments);
    const usualOf = ({ id }: { id: string }): Usual | undefined => {
      const ms = usual[id];
      return ms === undefined ? undefined : { ms, count: 50 };
    };
    const known = new Set(tree.steps.filter(({ id }) => outliers.includes(id)));
    return words(findUnusual(tree, usualOf, known));
  };

  test.each<[string, Subsegment[], Record<string, number>, string[], string[]]>([
    [
      "is told with what is usual",
      [makeSub("a", 0, 400)],
      { a: 100 },
      [],
      ["a: a took 400 ms, 40 % of the response; 100 ms is usual."],
    ],
    [
      "of another service is what the response waited for",
      [call("a", 0, 400)],
      { a: 100 },
      [],
      ["a: 40 % of the response went by waiting for a: 400 ms; 100 ms is usual."],
    ],
    [
      "of another service took little of the response",
      [call("a", 0, 99)],
      { a: 10 },
      [],
      ["a: a took 99 ms, 9.9 % of the response; 10 ms is usual."],
    ],
    ["is not what took three times as long", [call("a", 0, 300)], { a: 100 }, [], []],
    [
      "is not a caller that only waited for it",
      [call("a", 0, 400, [call("b", 0, 390)])],
      { a: 20, b: 20 },
      [],
      ["b: 39 % of the response went by waiting for b: 390 ms; 20 ms is usual."],
    ],
    [
      "is a caller whose callee explains less than half",
      [makeSub("a", 0, 400, { subsegments: [call("b", 0, 100)] })],
      { a: 20, b: 20 },
      [],
      [
        "a: a took 400 ms, 40 % of the response; 20 ms is usual.",
        "b: 10 % of the response went by waiting for b: 100 ms; 20 ms is usual.",
      ],
    ],
    ["is not told of an outlier again", [call("a", 0, 400)], { a: 100 }, ["a"], []],
    [
      "is told of two at most, the furthest first",
      [call("a", 0, 100), call("b", 100, 300), call("c", 300, 600)],
      { a: 10, b: 10, c: 10 },
      [],
      [
        "c: 30 % of the response went by waiting for c: 300 ms; 10 ms is usual.",
        "b: 20 % of the response went by waiting for b: 200 ms; 10 ms is usual.",
      ],
    ],
  ])("%s", (_what, subsegments, usual, outliers, expected) => {
    expect(say(subsegments, usual, outliers)).toEqual(expected);
  });
});

test("figures of steps and stretches add up, and those of nothing are nothing", () => {
  const tree = treeOf([makeSub("a", 0, 40), makeSub("b", 10, 30)], 80);
  const stretches = criticalPath(tree);
  expect(sumDurations(tree.steps)).toBe(140);
  expect(sumStretches(stretches)).toBe(80);
  expect(longestStretch(stretches)).toMatchObject({ startMs: 0, endMs: 40 });
  expect([sumDurations([]), sumStretches([]), longestStretch([])]).toEqual([0, 0, undefined]);
  expect([shareWords(20, tree), shareWords(5, treeOf([], 0)), lengthWords(1234)]).toEqual([
    "25\u00a0%",
    "0\u00a0%",
    "1.23\u00a0s",
  ]);
});
