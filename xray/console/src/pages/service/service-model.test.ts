import { describe, expect, test } from "vitest";
import type { CallWords } from "xray-local/console-wire/figure-words.ts";
import { makeColumns, makeFigures, makeGroup, makeSet } from "../../testing/make-figures.ts";
import { callWords, findGrowth } from "./explain-change.ts";
import { responseLayers, sum } from "./response-layers.ts";
import { toCallRows, toServiceModel, toStatementRows } from "./service-model.ts";

const BOUNDS = { startSec: 0, endSec: 600 };
const REMOTE: CallWords = { kind: "remote", target: "stripe.com", text: "POST stripe.com" };

const part = (kind: string, target: string, sumSec: readonly number[]) =>
  makeGroup([kind, target], { sumSec: sum(sumSec, 0), columns: makeColumns({ sumSec }) });

describe("layers of responses", () => {
  const layersOf = (total: readonly number[], ...parts: ReturnType<typeof part>[]) =>
    responseLayers(
      makeSet([parts], { columns: makeColumns({ sumSec: total }) }),
      total.map(() => 10),
      "shop",
      0,
    );

  test("are the service alone where it calls nothing", () => {
    expect(layersOf([5, 0])).toEqual([
      {
        key: "itself",
        name: "shop",
        kind: "itself",
        place: "service",
        rank: 0,
        secByColumn: [0.5, 0],
        meanSec: 0.25,
      },
    ]);
  });

  test("have five calls of their own at most; the sixth is told with the others", () => {
    const parts = [9, 8, 7, 6, 5, 4].map((sec) => part("remote", `${sec}.com|remote`, [sec]));
    const layers = layersOf([50], ...parts);
    expect(layers.map(({ name }) => name)).toEqual([
      "9.com",
      "8.com",
      "7.com",
      "6.com",
      "5.com",
      "other calls",
      "shop",
    ]);
    expect(layers.map(({ meanSec }) => meanSec)).toEqual([0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 1.1]);
  });

  test("tell a call of a hundredth of all time by itself, and less of it with the others", () => {
    const names = (sec: number) =>
      layersOf([100], part("remote", "a.com|remote", [sec])).map(({ kind }) => kind);
    expect(names(1)).toEqual(["call", "itself"]);
    expect(names(0.99)).toEqual(["others", "itself"]);
  });

  test("add waits up, and leave them out where nothing waited", () => {
    const waits = [part("wait", "for a lock", [1, 0]), part("wait", "for a connection", [2, 3])];
    expect(layersOf([10, 10], ...waits)[0]).toMatchObject({ name: "waiting", secByColumn: [0.3, 0.3] });
    expect(layersOf([10], part("wait", "for a lock", [0])).map(({ kind }) => kind)).toEqual(["itself"]);
  });

  test("count ranks by place, and are never below nothing where calls ran side by side", () => {
    const layers = layersOf(
      [3],
      part("sql", "a@db|Database::SQL", [2]),
      part("remote", "a.com|remote", [2]),
      part("sql", "b@db|Database::SQL", [1]),
    );
    expect(layers.map(({ place, rank }) => `${place} ${rank}`)).toEqual([
      "database 0",
      "remote 0",
      "database 1",
      "service 0",
    ]);
    expect(layers.at(-1)?.meanSec).toBe(0);
  });

  test("sum over columns from one on, up to another, and beyond the end nothing", () => {
    expect([sum([1, 2, 4], 0), sum([1, 2, 4], 1), sum([1, 2, 4], 0, 2), sum([1], 0, 9)]).toEqual([
      7, 6, 3, 1,
    ]);
  });
});

describe("what took the added time", () => {
  const requests = makeSet([], { columns: makeColumns({ count: [10, 10, 10, 10] }) });
  const growthOf = (
    total: readonly number[],
    calls: Readonly<Record<string, readonly number[]>>,
    counts?: readonly number[],
  ) => {
    const groups = Object.entries(calls).map(([text, sumSec]) =>
      makeGroup([text], { call: { ...REMOTE, text }, columns: makeColumns({ sumSec }) }),
    );
    const counted =
      counts &&
      makeSet([
        Object.keys(calls).map((text) => makeGroup([text], { columns: makeColumns({ count: counts }) })),
      ]);
    const change = { kind: "slower", atSec: 120, before: makeFigures(0), since: makeFigures(0) } as const;
    return findGrowth(
      change,
      requests,
      makeSet([[], groups], { columns: makeColumns({ sumSec: total }) }),
      counted,
    );
  };

  test.each([
    [3, "a"],
    [2.9, undefined],
  ])("is named from three tenths of it on: %f of 10", (grown, words) => {
    // Two others and the service itself share the rest, each with less.
    const rest = (10 - grown) / 3;
    const added = (sec: number) => [0, 0, sec, sec];
    expect(growthOf(added(10), { a: added(grown), b: added(rest), c: added(rest) })?.words).toBe(words);
  });

  test("is not that of a call that took as long before", () => {
    expect(growthOf([50, 50, 53, 53], { long: [45, 45, 45, 45], grown: [1, 1, 4, 4] })?.words).toBe("grown");
  });

  test("is no more than all, where another call took less", () => {
    const growth = growthOf([5, 5, 6, 6], { a: [0, 0, 5, 5], b: [4, 4, 0, 0] });
    expect(growth?.words).toBe("a");
    expect(growth?.addedSec).toBeCloseTo(0.1);
    expect(growth?.addedSec).toBe(growth?.ofSec);
  });

  test.each([
    [[10, 10, 15, 15], { before: 1, since: 1.5 }],
    [[10, 10, 14, 14], undefined],
    // It was not called before.
    [[0, 0, 20, 20], { before: 0, since: 2 }],
    // Twice as often, and still not once in each request.
    [[2, 2, 4, 4], undefined],
  ])("came more often where there are half as many again: %o", (counts, perRequest) => {
    expect(growthOf([1, 1, 5, 5], { a: [0, 0, 4, 4] }, counts)?.perRequest).toEqual(perRequest);
  });

  test("is nothing that is known of answers without columns", () => {
    const change = { kind: "slower", atSec: 120, before: makeFigures(0), since: makeFigures(0) } as const;
    expect(findGrowth(change, makeSet([]), makeSet([]), undefined)).toBeUndefined();
    expect(findGrowth(change, requests, makeSet([]), undefined)).toBeUndefined();
  });
});

test.each([
  [{ kind: "sql", target: "pg", text: "SELECT * FROM stock" }, "select stock"],
  [{ kind: "sql", target: "pg", text: "$$" }, "$$"],
  [{ kind: "aws", target: "DynamoDB", text: "GetItem", resource: "products" }, "GetItem of products"],
  [{ kind: "aws", target: "SQS", text: "SendMessage" }, "SendMessage"],
  [REMOTE, "POST stripe.com"],
] as const)("the call %o is called %s", (call, words) =>
  expect(callWords(makeGroup(["x"], { call }))).toBe(words),
);

describe("the model of a service", () => {
  test("has a needle for each version after the first, in the place of the one before it", () => {
    const versions = [30, 0, 60].map((firstSec) => makeGroup(["shop", `v${firstSec}`], { firstSec }));
    const { needles, version } = toServiceModel(makeSet([[], [], versions]), [], BOUNDS);
    expect(version).toBe("v60");
    expect(needles).toEqual([
      { atSec: 30, version: "v30", instead: "v0" },
      { atSec: 60, version: "v60", instead: "v30" },
    ]);
  });

  test("of one version has no needle, and of none no version", () => {
    const one = toServiceModel(makeSet([[], [], [makeGroup(["shop", "v1"])]]), [], BOUNDS);
    expect([one.version, one.needles]).toEqual(["v1", []]);
    expect(toServiceModel(makeSet([]), [], BOUNDS)).toMatchObject({
      version: undefined,
      needles: [],
      callers: [],
    });
  });

  test("counts requests without a caller by the second", () => {
    const set = makeSet([[], []]);
    const [whole, callers] = set.groups;
    if (whole === undefined || callers === undefined) throw new Error("two lists were made");
    const model = toServiceModel({ ...set, groups: [whole, { ...callers, without: 30 }] }, [], BOUNDS);
    expect(model.untracedPerSec).toBe(0.05);
  });

  test("tells of a caller that got slower what it is since, and compares it with the range before", () => {
    const caller = makeGroup(["web", "GET /cart"], makeFigures(50, 0.5));
    const before = makeSet([[makeGroup(["web", "GET /cart"], makeFigures(50, 0.1))]], { scanned: 50 });
    const { callers } = toServiceModel(makeSet([[], [caller]]), [before], BOUNDS);
    expect(callers).toMatchObject([
      {
        p95Sec: 0.5,
        pace: { kind: "slower", before: { p95Sec: 0.1 } },
        subject: { service: "web", endpoint: "GET /cart" },
      },
    ]);
  });
});

describe("what it calls", () => {
  test("has a view of its own only where it is a service that tells of itself", () => {
    const target = (kind: string, name: string) => makeGroup([kind, name], makeFigures(60, 0.1, 15));
    const rows = toCallRows(
      makeSet([
        [],
        [
          target("remote", "pay"),
          target("remote", "a.com|remote"),
          target("sql", "pg|Database::SQL"),
          target("aws", "S3|AWS::S3"),
        ],
      ]),
      BOUNDS,
    );
    expect(rows.map(({ name, place, subject }) => [name, place, subject?.service])).toEqual([
      ["pay", "service", "pay"],
      ["a.com", "remote", undefined],
      ["pg", "database", undefined],
      ["S3", "remote", undefined],
    ]);
    expect(rows[0]).toMatchObject({ perSec: 0.1, p95Sec: 0.1, faultShare: 0.25, words: "" });
  });

  test("has shares and repeats of its statements, and of nothing no share that is none", () => {
    const sql: CallWords = { kind: "sql", target: "pg", text: "SELECT 1" };
    const repeats = { requests: 5, inARow: 4, most: 9, retries: 0 };
    const set = makeSet([
      [
        makeGroup(["a"], { call: sql, count: 5, sumSec: 0, repeats }),
        makeGroup(["b"], { call: REMOTE, sumSec: 9 }),
      ],
    ]);
    expect(toStatementRows(set, 0)).toEqual([
      { key: "a", text: "SELECT 1", share: 0, perRequest: 0, inARow: 4 },
    ]);
    expect(toStatementRows(makeSet([]), 10)).toEqual([]);
  });
});
