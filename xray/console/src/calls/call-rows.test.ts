import { describe, expect, test } from "vitest";
import type { GroupFigures } from "xray-local/console-wire/figures.ts";
import { makeCallRow, makeFigures, makeGroup, makeSet } from "../testing/make-calls.ts";
import { toCallFigures } from "./call-rows.ts";
import type { CallKind } from "./call-rows.ts";

const STOCK = "SELECT qty FROM stock WHERE sku = $1";
const PG = "inventory@pg|Database::SQL";
const BOUNDS = { startSec: 1000, endSec: 1600 };

/** Calls of one group, a millisecond each. */
function group(values: readonly string[], count = 10, extra: Partial<GroupFigures> = {}): GroupFigures {
  return makeGroup(values, makeFigures(count), extra);
}

const repeats = (requests: number, inARow: number) => ({ requests, inARow, most: 9, retries: 0 });

describe("a row", () => {
  test.each<[CallKind, target: string, call: Partial<GroupFigures["call"]>, words: string, system: string]>([
    ["sql", PG, { text: STOCK }, "select stock", "inventory@pg"],
    ["sql", PG, { text: "-- nothing to name" }, "-- nothing to name", "inventory@pg"],
    [
      "aws",
      "products|AWS::DynamoDB::Table",
      { text: "GetItem", resource: "products" },
      "GetItem products",
      "DynamoDB",
    ],
    [
      "aws",
      "push|AWS::SNS",
      { text: "Publish", resource: "arn:aws:sns:us-east-1:1:push" },
      "Publish push",
      "SNS",
    ],
    [
      "aws",
      "jobs|AWS::SQS::Queue",
      { text: "SendMessage", resource: "https://sqs.us-east-1.amazonaws.com/1/jobs" },
      "SendMessage jobs",
      "SQS",
    ],
    // Only the URL of a queue is shortened: two others may differ in the host alone.
    [
      "aws",
      "S3|AWS::S3",
      { text: "GetObject", resource: "https://files.test/a" },
      "GetObject https://files.test/a",
      "S3",
    ],
    ["aws", "Lambda", { text: "Invoke" }, "Invoke", "Lambda"],
    [
      "remote",
      "api.stripe.com|remote",
      { text: "POST api.stripe.com/v1/charges" },
      "POST api.stripe.com/v1/charges",
      "api.stripe.com",
    ],
  ])("of %s to %s has short words and the name of the system", (kind, target, call, words, system) => {
    const told = { kind, target, text: "", ...call };
    const row = makeCallRow(kind, group(["checkout", target, "digest"], 10, { call: told }));
    expect([row.words, row.system, row.text]).toEqual([words, system, told.text]);
  });

  test("has the third value as its text where the server tells no words", () => {
    const row = makeCallRow("sql", group(["checkout", PG, STOCK]));
    expect([row.text, row.words, row.resource]).toEqual([STOCK, "select stock", undefined]);
  });

  test.each([
    ["checkout", { key: "checkout", name: "checkout" }],
    [PG, { key: PG, name: "inventory@pg", type: "Database::SQL" }],
    ["a|b|AWS::SQS::Queue", { key: "a|b|AWS::SQS::Queue", name: "a|b", type: "AWS::SQS::Queue" }],
  ])("takes the node %s apart at its last bar", (key, node) => {
    expect(makeCallRow("sql", group(["api", key, STOCK])).target).toEqual(node);
    expect(makeCallRow("sql", group([key, PG, STOCK])).caller).toEqual(node);
  });

  test("keeps its id while caller, target and text are the same, whatever its figures", () => {
    const idOf = (values: readonly string[], count?: number) => makeCallRow("sql", group(values, count)).id;
    const id = idOf(["checkout", PG, STOCK]);
    expect(id).toMatch(/^[0-9a-z]{1,7}$/);
    expect(idOf(["checkout", PG, STOCK], 99)).toBe(id);
    const others = [
      ["cart", PG, STOCK],
      ["checkout", "other@pg|Database::SQL", STOCK],
      ["checkout", PG, `${STOCK} `],
      // Values do not run into each other.
      [`checkout${PG}`, "", STOCK],
    ].map((values) => idOf(values));
    expect(new Set([id, ...others]).size).toBe(5);
  });

  test.each([
    { count: 80, repeats: repeats(10, 10), perRequest: 8, isRepeated: true },
    { count: 20, repeats: repeats(10, 1), perRequest: 2, isRepeated: true },
    { count: 22, repeats: repeats(11, 1), perRequest: 2, isRepeated: false },
    { count: 10, repeats: repeats(10, 0), perRequest: 1, isRepeated: false },
    { count: 10, repeats: undefined, perRequest: 1, isRepeated: false },
    { count: 0, repeats: repeats(0, 0), perRequest: 0, isRepeated: false },
  ])(
    "is repeated where a tenth of its requests repeat it: $count calls, $repeats",
    ({ count, repeats: told, perRequest, isRepeated }) => {
      const row = makeCallRow(
        "sql",
        group(["api", PG, STOCK], count, told === undefined ? {} : { repeats: told }),
      );
      expect([row.perRequest, row.isRepeated]).toEqual([perRequest, isRepeated]);
    },
  );

  test("tells its times since the last change of pace, and its total for the whole range", () => {
    const since = makeFigures(20, { sumSec: 4, p95Sec: 0.3 });
    const change = { kind: "slower" as const, atSec: 1300, before: makeFigures(80), since };
    const row = makeCallRow("sql", group(["api", PG, STOCK], 100, { changes: [change] }));
    expect([row.times.p95Sec, row.meanSec, row.figures.count]).toEqual([0.3, 0.2, 100]);
    const steady = makeCallRow("sql", group(["api", PG, STOCK], 100));
    expect([steady.times.p95Sec, steady.meanSec]).toEqual([0.001, 0.001]);
  });
});

describe("the rows of an answer", () => {
  const stock = group(["checkout", PG, STOCK], 75);
  const cart = group(["cart", PG, STOCK], 25);

  test("share the time of all calls, and keep the order of the server", () => {
    const [short, long] = [
      { ...cart, sumSec: 1 },
      { ...stock, sumSec: 3 },
    ];
    const set = makeSet([[short, long], []], { groups: 3, count: 7 });
    const { rows, ...all } = toCallFigures("sql", set, [], BOUNDS);
    expect(rows.map(({ caller, timeShare }) => [caller.name, timeShare])).toEqual([
      ["cart", 0.25],
      ["checkout", 0.75],
    ]);
    expect(all).toEqual({ others: 3, count: 107, sumSec: 4, startSec: 1000, endSec: 1600 });
  });

  test("have the endpoints of their own caller, not those of another with the same statement", () => {
    const asked = [
      group(["checkout", "POST /api/checkout", PG, STOCK], 60, { repeats: repeats(10, 10) }),
      group(["cart", "GET /api/cart", PG, STOCK], 25),
      group(["checkout", "", PG, STOCK], 15),
    ];
    const { rows } = toCallFigures("sql", makeSet([[stock, cart], asked]), [], BOUNDS);
    const askersOf = rows.map(({ askers }) =>
      askers.map(({ endpoint, perRequest, isRepeated, timeShare }) => [
        endpoint,
        perRequest,
        isRepeated,
        timeShare,
      ]),
    );
    expect(askersOf).toEqual([
      [
        ["POST /api/checkout", 6, true, 0.8],
        ["", 1, false, 0.2],
      ],
      [["GET /api/cart", 1, false, 1]],
    ]);
  });

  test("have no share where no time was taken", () => {
    const quick = makeGroup(["checkout", PG, STOCK], makeFigures(4, { sumSec: 0 }));
    const [row] = toCallFigures("sql", makeSet([[quick], [quick]]), [], BOUNDS).rows;
    expect([row?.timeShare, row?.meanSec]).toEqual([0, 0]);
  });

  test("of an answer without groups are none", () => {
    expect(toCallFigures("aws", makeSet([]), [], BOUNDS)).toMatchObject({ rows: [], others: 0, count: 0 });
  });
});

describe("against an earlier range", () => {
  const values = ["checkout", PG, STOCK];
  const slow = makeGroup(values, makeFigures(50, { p95Sec: 0.2 }));
  const quick = makeGroup(values, makeFigures(50, { p95Sec: 0.1 }));
  const other = group(["cart", PG, STOCK], 50);
  const changesOf = (now: GroupFigures, earlier: Parameters<typeof toCallFigures>[2]) =>
    toCallFigures("sql", makeSet([[now], []]), earlier, BOUNDS).rows[0]?.changes;

  test("a row that got slower has both figures, and no moment", () => {
    const pace = changesOf(slow, [makeSet([[other, quick]])])?.pace;
    expect([pace?.kind, pace?.before.p95Sec, pace?.since.p95Sec, pace?.atSec]).toEqual([
      "slower",
      0.1,
      0.2,
      undefined,
    ]);
  });

  test.each<[string, Parameters<typeof toCallFigures>[2], note: "new" | undefined]>([
    ["a row is new where others were called and it was not", [makeSet([[other]])], "new"],
    ["nothing is new where nothing at all was called", [makeSet([[]])], undefined],
    ["nothing is new where it is compared with nothing", [], undefined],
    ["nothing is new where it is as before", [makeSet([[slow]])], undefined],
  ])("%s", (_, earlier, note) => {
    expect(changesOf(slow, earlier)).toEqual(note === undefined ? {} : { note });
  });

  test("a version is compared with what others answered, not with the whole range", () => {
    const sinceThen = makeGroup(values, makeFigures(30, { p95Sec: 0.4 }));
    const pace = changesOf(slow, [makeSet([[quick]]), makeSet([[sinceThen]])])?.pace;
    expect([pace?.before.p95Sec, pace?.since.p95Sec]).toEqual([0.1, 0.4]);
  });
});
