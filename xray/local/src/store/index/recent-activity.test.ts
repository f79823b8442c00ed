import { expect, test } from "vitest";
import type { TraceActivity } from "../../model/trace-activity.ts";
import { RecentActivity } from "./recent-activity.ts";

/** Of a trace that threw so many exceptions, a microsecond after one another. */
function makeActivity(exceptions: number): TraceActivity {
  const flags = { fault: true, error: false, throttle: false };
  return {
    kinds: { requests: [], calls: [], exceptions: [] },
    requests: [],
    calls: [],
    exceptions: Array.from({ length: exceptions }, (_, atUs) => ({ atUs, ...flags })),
  };
}

test("what a trace did is read once, also when much came in between", () => {
  const recent = new RecentActivity();
  let reads = 0;
  const load = (chunk: number, row: number) => {
    const { items, first, end } = recent.load("exceptions", { chunk, row }, () => {
      reads += 1;
      return row === 7 ? undefined : makeActivity(row);
    });
    return Array.from(items.startUs.subarray(first, end));
  };
  expect(load(1, 3)).toEqual([0, 1, 2]);
  expect(load(2, 2)).toEqual([0, 1]);
  expect(load(1, 7)).toEqual([]);
  expect([load(1, 3), load(1, 7), load(2, 2)]).toEqual([[0, 1, 2], [], [0, 1]]);
  expect(reads).toBe(3);
  for (let chunk = 10; chunk < 30_000; chunk += 1) load(chunk, 3);
  const readBefore = reads;
  expect(load(1, 3)).toEqual([0, 1, 2]);
  expect(reads).toBe(readBefore + 1);
  expect(load(29_999, 3)).toEqual([0, 1, 2]);
  expect(reads).toBe(readBefore + 1);
});
