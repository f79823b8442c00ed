import { describe, expect, test } from "vitest";
import type { ErrorKind } from "./error-kinds.ts";
import { hashOf } from "../lib/hash.ts";
import { toErrorKinds } from "./error-kinds.ts";
import { errorsVerdict, fateWords, messageRuns } from "./error-words.ts";
import { findKinds, kindsIn, readErrorsView, sortKinds } from "./errors-view.ts";
import { kindFilter } from "./kind-filter.ts";
import { risingSince } from "./rising.ts";
import { trendPaths, trendPlace, trendScale } from "./trend.ts";
import { setsOfKind, sharedBy } from "./what-they-share.ts";

const RANGE = { startSec: 1000 };

function makeKind(type: string, kind: Partial<ErrorKind> = {}): ErrorKind {
  const key = `${type}: a message (f x.ts:1)`;
  return {
    key,
    hash: hashOf(key),
    type,
    message: "a message",
    frame: "f x.ts:1",
    way: ["api"],
    sameWay: 1,
    outcome: "error",
    count: 1,
    traces: 1,
    firstSec: 1000,
    lastSec: 1000,
    firstEverSec: 10,
    isNew: false,
    risingSec: undefined,
    reachedClient: 1,
    status: 500,
    columns: undefined,
    newest: { traceId: "1-0-0", startSec: 0, durationSec: 0 },
    follows: undefined,
    ...kind,
  };
}

function makeGroup(type: string, way: readonly string[], count: readonly number[], firstEverSec: number) {
  const total = count.reduce((sum, each) => sum + each, 0);
  const example = { traceId: "1-0-0", startSec: 0, durationSec: 0 };
  return {
    values: [`${type}: m (f)`],
    count: total,
    traces: total,
    outcomes: { ok: 0, error: 0, throttle: 0, fault: total },
    firstSec: 1000,
    lastSec: 1010,
    firstEverSec,
    examples: { newest: example, slowest: example, usual: example },
    exception: { type, message: "m", way, reachedClient: total, sameWay: total },
    columns: { startSec: 1000, columnSec: 60, count },
  };
}
const kindsOf = (...groups: ReturnType<typeof makeGroup>[]) =>
  toErrorKinds({ groups: [{ groups }] } as unknown as Parameters<typeof toErrorKinds>[0], RANGE);

describe("what rises", () => {
  const since = (...count: number[]) => risingSince({ startSec: 0, columnSec: 60, count });

  test("is told from where it came at least twice as often", () => {
    expect(since(1, 0, 1, 0, 8, 9, 7, 8)).toBe(240);
    expect(since(0, 0, 0, 0, 0, 0, 3, 4)).toBe(360);
  });

  test.each([
    [[2, 3, 2, 3, 4, 3, 2, 4]],
    [[0, 0, 0, 0, 0, 0, 0, 4]],
    [[9, 9, 8, 9, 1, 0, 1, 0]],
    [[0, 0]],
    [[]],
    [[0, 1, 0, 1, 0, 1, 1, 0, 1]],
  ])("is not told of %o", (count) => {
    expect(since(...count)).toBeUndefined();
  });
});

describe("kinds", () => {
  test("are new that were never seen before the range, and do not rise then", () => {
    const [fresh, old] = kindsOf(
      makeGroup("A", ["a"], [0, 0, 9, 9], 1100),
      makeGroup("B", ["b"], [0, 0, 9, 9], 500),
    );
    expect(fresh).toMatchObject({ isNew: true, risingSec: undefined });
    expect(old).toMatchObject({ isNew: false, risingSec: 1120 });
  });

  test("that are thrown further up the way of another each time follow it, and come behind it", () => {
    const kinds = kindsOf(
      makeGroup("Upstream", ["shop", "web"], [0, 3, 2], 1100),
      makeGroup("Timeout", ["pay", "shop", "web"], [0, 3, 2], 1100),
      makeGroup("Other", ["shop", "web"], [0, 2, 3], 1100),
    );
    expect(kinds.map(({ follows }) => follows)).toEqual(["Timeout: m (f)", undefined, undefined]);
    expect(kindsIn(kinds, "new").map(({ type }) => type)).toEqual(["Timeout", "Other"]);
    expect(sortKinds(kinds, "name").map(({ type }) => type)).toEqual(["Other", "Timeout", "Upstream"]);
  });

  test("come in the order new, rising, faults, the rest, each by how often they came", () => {
    const kinds = [
      makeKind("rest", { count: 99 }),
      makeKind("fault", { outcome: "fault" }),
      makeKind("rising", { risingSec: 1 }),
      makeKind("new", { isNew: true }),
      makeKind("often", { isNew: true, count: 5 }),
    ];
    expect(sortKinds(kinds, "news").map(({ type }) => type)).toEqual([
      "often",
      "new",
      "rising",
      "fault",
      "rest",
    ]);
    expect(sortKinds(kinds, "count")[0]?.type).toBe("rest");
  });

  test("are found by type, message, place, way, and stack", () => {
    const kinds = [makeKind("A", { way: ["shop|AWS::Lambda"] }), makeKind("B", { message: "deadlock" })];
    const found = (text: string, stack = "") =>
      findKinds(kinds, text, ({ type }) => (type === "A" ? stack : ""));
    expect(found("DEAD")).toHaveLength(1);
    expect(found("x.ts")).toHaveLength(2);
    expect(found("lambda")).toHaveLength(1);
    expect(found("layer.js")).toHaveLength(0);
    expect(found("layer.js", "handle /app/layer.js:9")).toHaveLength(1);
  });

  test("of an address that makes no sense are all of them", () => {
    expect(readErrorsView(new URLSearchParams("state=old&sort=x"))).toMatchObject({
      state: undefined,
      sort: "news",
    });
  });
});

describe("words", () => {
  test.each([
    [[makeKind("a", { isNew: true })], "Last hour", "One kind is new in the last hour."],
    [
      [makeKind("a", { isNew: true }), makeKind("b", { risingSec: 1 })],
      "Last hour",
      "One kind is new in the last hour, one is rising.",
    ],
    [
      [makeKind("a", { risingSec: 1 }), makeKind("b", { risingSec: 1 })],
      "Last hour",
      "Two kinds are rising; none is new.",
    ],
    [[makeKind("a")], "14:00 to 15:00", "Nothing is new from 14:00 to 15:00."],
  ])("say what is new: %#", (kinds, range, sentence) => {
    expect(errorsVerdict(kinds, range)).toBe(sentence);
  });

  test.each([
    [{ count: 3, reachedClient: 3, status: 502 }, "client got 502"],
    [{ count: 30, reachedClient: 28, status: 502 }, "client got 502 in 28 of 30"],
    [{ count: 3, reachedClient: 3, status: undefined }, "reached the client"],
    [{ reachedClient: 0, way: ["a"] }, "handled"],
    [{ reachedClient: 0, way: ["a", "orders|AWS::Lambda"] }, "handled by orders"],
  ])("say what became of %o: %s", (kind, words) => {
    expect(fateWords(makeKind("a", kind))).toBe(words);
  });

  test("tell values apart from the message", () => {
    expect(
      messageRuns("no answer from :host in # ms")
        .filter(({ isValue }) => isValue)
        .map(({ text }) => text),
    ).toEqual([":host", "#"]);
    expect(messageRuns("std::host a:id").every(({ isValue }) => !isValue)).toBe(true);
  });

  test("are a filter of type and message, where it reached the client", () => {
    const kind = makeKind("Timeout", { message: 'no "answer" from :host in # ms', outcome: "fault" });
    expect(kindFilter(kind)).toBe(
      'rootcause.fault.exception { name = "Timeout" AND message CONTAINS "no \\"answer\\" from " }',
    );
    expect(kindFilter({ ...kind, reachedClient: 0 })).toBeUndefined();
  });
});

describe("the trend", () => {
  const columns = {
    startSec: 0,
    columnSec: 60,
    count: [0, 1, 2, 40, ...Array.from({ length: 16 }, () => 2)],
  };

  test("has a scale that most columns end in, and cuts what leaves it", () => {
    expect(trendScale([columns])).toBe(2);
    expect(trendScale([])).toBe(1);
    const { bars, notches } = trendPaths(columns, 2);
    expect(bars.match(/M/g)).toHaveLength(19);
    expect(notches.match(/M/g)).toHaveLength(1);
  });

  test("has a needle at moments within it alone", () => {
    expect(trendPlace(600, columns)).toBe(102);
    expect(trendPlace(-1, columns)).toBeUndefined();
  });
});

describe("what they share", () => {
  const view = setsOfKind({ key: "E: m (f)", way: ["pay"] });
  const makeDifference = (
    field: "user" | "status" | "version" | "service",
    shares: readonly [number, number],
  ) => ({
    field,
    value: "x",
    shares,
    counts: [1, 1] as const,
    values: [],
  });

  test("is told against those that worked through the same service", () => {
    expect(view.b).toMatchObject({
      filter: "ok",
      conditions: [{ not: true }, { field: "service", value: "pay" }],
    });
  });

  test("is what they have more of, then what both have, without what they were chosen by", () => {
    const differences = [
      makeDifference("status", [1, 0]),
      makeDifference("user", [0.9, 0.2]),
      makeDifference("service", [1, 1]),
      makeDifference("version", [1, 1]),
    ];
    expect(sharedBy(differences, view).map(({ field }) => field)).toEqual(["user", "version"]);
  });
});
