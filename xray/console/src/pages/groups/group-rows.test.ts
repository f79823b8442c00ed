import { describe, expect, test } from "vitest";
import { makeFigures, makeSet } from "../../testing/make-calls.ts";
import { groupsVerdict, toGroupRow } from "./group-rows.ts";

type Extra = Parameters<typeof makeFigures>[1];

function setOf(count: number, extra: Extra = {}, fault = 0) {
  return { ...makeSet([]), ...makeFigures(count, extra, { fault }) };
}

const steady = setOf(100);
const slow = setOf(100, { p95Sec: 0.5 });
const failed = setOf(100, {}, 30);
const row = (now: ReturnType<typeof setOf>, before = steady) => toGroupRow({ now, before });

describe("a group", () => {
  test("has its columns, and its figures as they were answered", () => {
    const columns = {
      startSec: 0,
      columnSec: 60,
      count: [1],
      error: [0],
      throttle: [0],
      fault: [0],
      sumSec: [1],
      p50Sec: [1],
      p95Sec: [1],
      p99Sec: [1],
    };
    const now = { ...steady, columns };
    const made = row(now);
    expect(made.now).toBe(now);
    expect(made.columns).toBe(columns);
    expect(row(steady).columns).toBeUndefined();
  });

  test.each([
    ["slower", slow, steady, { pace: "slower", faults: undefined }],
    ["faster", steady, slow, { pace: "faster", faults: undefined }],
    ["failing", failed, steady, { pace: undefined, faults: "failing" }],
    ["mended", steady, failed, { pace: undefined, faults: "mended" }],
    ["both", setOf(100, { p95Sec: 0.5 }, 30), steady, { pace: "slower", faults: "failing" }],
    ["as before", steady, steady, { pace: undefined, faults: undefined }],
    ["slower, of too few", setOf(19, { p95Sec: 0.5 }), steady, { pace: undefined, faults: undefined }],
    ["slower than nothing", slow, setOf(0), { pace: undefined, faults: undefined }],
    ["not compared", slow, undefined, { pace: undefined, faults: undefined }],
  ] as const)("that is %s is told so", (_, now, before, { pace, faults }) => {
    const { changes } = toGroupRow({ now, before });
    expect([changes.pace?.kind, changes.faults?.kind, changes.note]).toEqual([pace, faults, undefined]);
  });
});

test.each([
  ["No group got worse.", []],
  [
    "No group got worse.",
    [row(steady), row(steady, slow), row(steady, failed), toGroupRow({ now: slow, before: undefined })],
  ],
  ["One group got slower.", [row(slow), row(steady)]],
  ["Two groups got slower.", [row(slow), row(slow)]],
  ["One group fails more than before.", [row(failed)]],
  ["Three groups fail more than before.", [row(failed), row(failed), row(failed)]],
  ["Two groups fail more than before, one got slower.", [row(failed), row(slow), row(failed)]],
  // A group that does both is told by each.
  ["One group fails more than before, one got slower.", [row(setOf(100, { p95Sec: 0.5 }, 30))]],
  ["13 groups got slower.", Array.from({ length: 13 }, () => row(slow))],
])("the verdict is “%s”", (sentence, rows) => {
  expect(groupsVerdict(rows)).toBe(sentence);
});
