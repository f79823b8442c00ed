import { describe, expect, test } from "vitest";
import { makeSummary } from "../testing/make-summary.ts";
import { ApiError, describeError, isAbort, PageCodeError, ServerGoneError } from "./api-error.ts";
import { earlierSets } from "./earlier-sets.ts";
import { insideRange, loadQuestion, olderQuestion, waitingQuestion } from "./trace-list/list-questions.ts";
import { newestOf } from "./trace-list/newest-of.ts";
import { createOneAtATime } from "./trace-list/one-at-a-time.ts";
import { EMPTY_LIST } from "./trace-list/trace-list-model.ts";
import type { TraceListModel } from "./trace-list/trace-list-model.ts";
import { columnSecOf } from "./use-figures.ts";

describe("the set that one is compared with", () => {
  const set = { startSec: 1000, endSec: 1600, filter: "ok", where: { service: "api" } };

  test.each([
    ["none", []],
    ["before", [{ ...set, startSec: 400, endSec: 1000 }]],
    ["day", [{ ...set, startSec: 1000 - 86_400, endSec: 1600 - 86_400 }]],
    [
      "version:2.4.0",
      [
        { ...set, startSec: 400, where: { service: "api", version: "2.4.0" } },
        { ...set, rest: true },
      ],
    ],
  ] as const)("against %s", (against, sets) => expect(earlierSets(against, set)).toEqual(sets));

  test("has a version also where nothing else was asked", () => {
    const [earlier] = earlierSets("version:1", { startSec: 0, endSec: 1 });
    expect(earlier).toEqual({ startSec: -1, endSec: 1, where: { version: "1" } });
  });
});

test.each([
  [0, 1],
  [60, 1],
  [61, 2],
  [900, 15],
  [3600, 60],
  [86_400, 1800],
  [7 * 86_400, 10_800],
  [30 * 86_400, 43_200],
  // Beyond half a day the columns are whole days.
  [90 * 86_400, 2 * 86_400],
])("a range of %d s has columns of %d s", (lengthSec, columnSec) => {
  expect(columnSecOf({ startSec: 7, endSec: 7 + lengthSec })).toBe(columnSec);
});

describe("what a list asks", () => {
  const trace = (StartTime: number) => ({ summary: makeSummary({ StartTime }), arrival: 0, arrivedAtMs: 0 });
  const known = new Map([
    ["new", trace(1900)],
    ["old", trace(1500)],
  ]);
  const last = { range: { kind: "last", durationSec: 900 }, filter: "ok" } as const;
  const fixed = { range: { kind: "between", startSec: 1000, endSec: 1400 }, filter: "" } as const;
  const model = (part: Partial<TraceListModel>): TraceListModel => ({ ...EMPTY_LIST, ...part });

  test("of older traces ends just behind the oldest that is known", () => {
    expect(olderQuestion(model({ query: last, known }), 2000)).toEqual({
      startSec: 1100,
      endSec: 1500.001,
      filter: "ok",
    });
  });

  test("of older traces is never outside the range", () => {
    expect(olderQuestion(model({ query: fixed, known }), 2000).endSec).toBe(1400);
    expect(olderQuestion(model({ query: last }), 2000).endSec).toBe(2000);
    // All that is known has left the range meanwhile.
    expect(olderQuestion(model({ query: last, known }), 9000)).toMatchObject({
      startSec: 8100,
      endSec: 8100,
    });
  });

  test("of a load goes a little ahead where the range moves", () => {
    expect(loadQuestion(model({ query: last, loadedAtSec: 2000 }))).toMatchObject({
      startSec: 1100,
      endSec: 2001,
    });
    expect(loadQuestion(model({ query: fixed, loadedAtSec: 2000 }))).toMatchObject({ endSec: 1400 });
  });

  test.each([
    [1, false, 99, 101],
    [40, false, 99, 140],
    [41, false, 99.95, 140.05],
    [41, true, 98, 140.05],
  ])("of %d that wait, in a flood: %s, is from %s to %s s", (count, flooded, startSec, endSec) => {
    const waiting = new Map(Array.from({ length: count }, (_, index) => [`t${index}`, 100 + index]));
    expect(waitingQuestion(model({ waiting, flooded }))).toEqual({ startSec, endSec, filter: "" });
  });

  test("leaves out what the range cannot hold; one that moves has no end", () => {
    const told = [999, 1000, 1399.9, 1400, 5000].map((startSec) => ({ id: String(startSec), startSec }));
    const ids = (query: TraceListModel["query"]) => insideRange(query, told, 2000).map(({ id }) => id);
    expect(ids(fixed)).toEqual(["1000", "1399.9"]);
    expect(ids(last)).toEqual(["1399.9", "1400", "5000"]);
  });

  test("keeps of many those that began last", () => {
    expect([...newestOf(known, 1).keys()]).toEqual(["new"]);
    expect([...newestOf(known, 5).keys()]).toEqual(["new", "old"]);
    expect(newestOf(known, 0).size).toBe(0);
  });
});

describe("one task at a time", () => {
  function setUp() {
    const errors: unknown[] = [];
    return { errors, queue: createOneAtATime((error) => errors.push(error)) };
  }

  test("is busy until its task ends", async () => {
    const { queue } = setUp();
    const { promise, resolve } = Promise.withResolvers<void>();
    const run = queue.run(() => promise);
    expect(queue.isBusy()).toBe(true);
    resolve();
    await run;
    expect(queue.isBusy()).toBe(false);
  });

  test("that fails tells why and is free again", async () => {
    const { queue, errors } = setUp();
    const failure = new Error("no");
    await queue.run(() => Promise.reject(failure));
    expect(errors).toEqual([failure]);
    expect(queue.isBusy()).toBe(false);
  });

  test("that is interrupted is told so, and its end changes nothing of the next one", async () => {
    const { queue, errors } = setUp();
    const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let signalOfFirst: AbortSignal | undefined;
    const runOfFirst = queue.run((signal) => {
      signalOfFirst = signal;
      return first.promise;
    });
    queue.interrupt();
    expect([signalOfFirst?.aborted, queue.isBusy()]).toEqual([true, false]);
    const runOfSecond = queue.run(() => second.promise);
    first.reject(new Error("late"));
    await runOfFirst;
    expect([errors, queue.isBusy()]).toEqual([[], true]);
    second.resolve();
    await runOfSecond;
    expect(queue.isBusy()).toBe(false);
  });

  test("that was aborted by itself tells nobody", async () => {
    const { queue, errors } = setUp();
    await queue.run(() => Promise.reject(new DOMException("", "AbortError")));
    expect([errors, queue.isBusy()]).toEqual([[], false]);
  });
});

describe("words for an error", () => {
  test.each([
    [
      new ApiError("ThrottledException", "Too much", 429, ""),
      "Too much",
      "The local X-Ray answered 429 ThrottledException.",
    ],
    [new ServerGoneError(), "The local X-Ray does not answer", "Is npm start still running?"],
    [
      new PageCodeError(),
      "The code of this view did not come",
      "The local X-Ray does not answer, or was built anew since this page was opened.",
    ],
    [new TypeError("x is undefined"), "The console failed", "x is undefined"],
    ["thrown text", "The console failed", "thrown text"],
    [undefined, "The console failed", "undefined"],
  ])("%s", (error, title, detail) => expect(describeError(error)).toEqual({ title, detail }));

  test("keep what caused it", () => {
    const cause = new TypeError("Failed to fetch");
    expect(new ServerGoneError({ cause }).cause).toBe(cause);
    expect(new PageCodeError({ cause })).toMatchObject({ name: "PageCodeError", cause });
  });

  test.each([
    [new DOMException("", "AbortError"), true],
    [{ name: "AbortError" }, true],
    [new Error("AbortError"), false],
    [null, false],
    ["AbortError", false],
  ])("are not needed where it was aborted: %s is %s", (error, is) => expect(isAbort(error)).toBe(is));
});
