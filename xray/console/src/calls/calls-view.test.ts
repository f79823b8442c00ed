import { describe, expect, test } from "vitest";
import type { Figures } from "xray-local/console-wire/figures.ts";
import { makeCallRow, makeFigures, makeGroup } from "../testing/make-calls.ts";
import { callFilter } from "./call-filter.ts";
import type { CallKind } from "./call-rows.ts";
import { CALL_SORTS, failedShare, formatCallSort, pickRows, readCallsView } from "./calls-view.ts";
import type { CallsView } from "./calls-view.ts";

const DEFAULT: CallsView = { kind: "sql", sort: "total", isReversed: false, find: "", target: "", call: "" };

describe("the view in an address", () => {
  test.each<[kind: string | undefined, query: string, Partial<CallsView>]>([
    [undefined, "", {}],
    ["aws", "", { kind: "aws" }],
    ["wait", "", {}],
    ["remote", "sort=p95", { kind: "remote", sort: "p95" }],
    ["sql", "sort=-mean", { sort: "mean", isReversed: true }],
    ["sql", "sort=-", { isReversed: true }],
    ["sql", "sort=size", {}],
    [
      "sql",
      "q=a%20b&target=pg%7CDatabase%3A%3ASQL&call=x1",
      { find: "a b", target: "pg|Database::SQL", call: "x1" },
    ],
  ])("of /calls/%s?%s is read", (kind, query, view) => {
    expect(readCallsView(kind, new URLSearchParams(query))).toEqual({ ...DEFAULT, ...view });
  });

  test("has every order as it is written, and no word for the usual one", () => {
    expect(formatCallSort("total", false)).toBe("");
    for (const sort of CALL_SORTS) {
      for (const isReversed of [false, true]) {
        const read = readCallsView("sql", new URLSearchParams({ sort: formatCallSort(sort, isReversed) }));
        expect([read.sort, read.isReversed]).toEqual([sort, isReversed]);
      }
    }
  });
});

interface Made {
  caller?: string;
  target?: string;
  text: string;
  resource?: string;
  figures?: Figures;
  requests?: number;
}

function makeRow(kind: CallKind, { caller = "api", target = "pg|Database::SQL", figures, ...call }: Made) {
  const { text, resource, requests } = call;
  const made = figures ?? makeFigures(10);
  return makeCallRow(
    kind,
    makeGroup([caller, target, text], made, {
      call: { kind, target, text, ...(resource !== undefined && { resource }) },
      repeats: { requests: requests ?? made.count, inARow: 0, most: 1, retries: 0 },
    }),
  );
}

describe("the rows that are shown", () => {
  // Each is the first in two of the orders, and none in all.
  const rows = [
    makeRow("sql", { text: "A", figures: makeFigures(100, { sumSec: 9, p95Sec: 0.2 }), requests: 100 }),
    makeRow("sql", {
      text: "B",
      figures: makeFigures(300, { sumSec: 3, p95Sec: 0.1 }, { fault: 3 }),
      requests: 10,
    }),
    makeRow("sql", {
      text: "C",
      figures: makeFigures(10, { sumSec: 6, p95Sec: 0.9 }, { error: 1 }),
      requests: 5,
    }),
  ];
  const order = (view: Partial<CallsView>) =>
    pickRows(rows, { ...DEFAULT, ...view })
      .map(({ text }) => text)
      .join("");

  test.each([
    ["total", "ACB"],
    ["rate", "BAC"],
    ["repeats", "BCA"],
    ["mean", "CAB"],
    ["p95", "CAB"],
    ["failed", "CBA"],
  ] as const)("are in the order of %s, highest first, and turned round", (sort, letters) => {
    expect(order({ sort })).toBe(letters);
    expect(order({ sort, isReversed: true })).toBe(letters.split("").toReversed().join(""));
  });

  test("of the same measure stay in the order of the server, both ways", () => {
    const same = ["A", "B", "C"].map((text) => makeRow("sql", { text }));
    const texts = (isReversed: boolean) =>
      pickRows(same, { ...DEFAULT, sort: "p95", isReversed }).map(({ text }) => text);
    expect([texts(false), texts(true)]).toEqual([
      ["A", "B", "C"],
      ["A", "B", "C"],
    ]);
  });

  const told = [
    makeRow("aws", {
      caller: "checkout",
      target: "products|AWS::DynamoDB::Table",
      text: "GetItem",
      resource: "products",
    }),
    makeRow("aws", {
      caller: "feed",
      target: "posts|AWS::DynamoDB::Table",
      text: "Query",
      resource: "posts",
    }),
    makeRow("aws", { caller: "feed", target: "S3|AWS::S3", text: "GetObject", resource: "covers" }),
  ];

  test.each([
    ["getitem", ["GetItem"]],
    ["  GET ", ["GetItem", "GetObject"]],
    ["covers", ["GetObject"]],
    ["s3", ["GetObject"]],
    ["feed", ["Query", "GetObject"]],
    ["query posts", ["Query"]],
    ["dynamodb", []],
    ["   ", ["GetItem", "Query", "GetObject"]],
  ])("contain “%s” in text, resource, target or caller", (find, texts) => {
    expect(pickRows(told, { ...DEFAULT, find }).map(({ text }) => text)).toEqual(texts);
  });

  test.each([
    ["posts|AWS::DynamoDB::Table", "", ["Query"]],
    ["posts", "", []],
    ["S3|AWS::S3", "checkout", []],
    ["S3|AWS::S3", "feed", ["GetObject"]],
  ])("are those of the target %s that contain “%s”", (target, find, texts) => {
    expect(pickRows(told, { ...DEFAULT, target, find }).map(({ text }) => text)).toEqual(texts);
  });
});

test.each<[CallKind, number]>([
  ["sql", 0.1],
  ["remote", 0.1],
  // What AWS refused for other reasons is no throttle.
  ["aws", 0.05],
])("of calls of %s the share %f failed, where all of them are counted as what they are", (kind, share) => {
  const figures = makeFigures(100, {}, { fault: 3, error: 2, throttle: 5 });
  expect(failedShare(makeRow(kind, { text: "x", figures }))).toBeCloseTo(share, 10);
  expect(failedShare(makeRow(kind, { text: "x", figures: makeFigures(0) }))).toBe(0);
});

test.each([
  [{ text: "x" }, "", 'edge(id(name: "api"), id(name: "pg", type: "Database::SQL"))'],
  [{ text: "x", target: "stripe" }, "", 'edge(id(name: "api"), id(name: "stripe"))'],
  [{ text: "x", target: "stripe" }, "throttle", 'edge(id(name: "api"), id(name: "stripe")) { throttle }'],
  [
    { text: "x", target: "s", caller: 'a "b" \\c' },
    "fault OR error",
    String.raw`edge(id(name: "a \"b\" \\c"), id(name: "s")) { fault OR error }`,
  ],
])("the filter of %o with the condition “%s” names caller and target", (made, condition, filter) => {
  expect(callFilter(makeRow("sql", made), condition)).toBe(filter);
});
