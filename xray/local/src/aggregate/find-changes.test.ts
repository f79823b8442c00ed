import { describe, expect, it } from "vitest";
import { ColumnCounter } from "./column-counter.ts";
import { toBucket } from "./lengths/length-counter.ts";
import { findChanges } from "./find-changes.ts";

/** Columns of a minute, each with so many requests of that length, of which so many failed. */
function makeColumns(minutes: readonly { ms: number; count?: number; faults?: number }[]): ColumnCounter {
  const columns = new ColumnCounter({ startSec: 0, columnSec: 60, columns: minutes.length });
  for (const [minute, { ms, count = 50, faults = 0 }] of minutes.entries()) {
    for (let each = 0; each < count; each += 1) {
      // A few per cent around it, always the same.
      const durationUs = ms * 1000 * (0.95 + ((each * 7 + minute * 3) % 11) / 100);
      columns.add({
        atSec: minute * 60,
        durationUs,
        bucket: toBucket(durationUs),
        trace: each,
        outcomeNumber: each < faults ? 3 : 0,
        partial: false,
      });
    }
  }
  return columns;
}

const repeat = <T>(value: T, times: number): T[] => Array.from({ length: times }, () => value);

describe("findChanges", () => {
  it("finds since when an endpoint is slower, with the figures of both sides", () => {
    const found = findChanges(makeColumns([...repeat({ ms: 120 }, 38), ...repeat({ ms: 680 }, 22)]));
    expect(found).toMatchObject({ changes: [{ kind: "slower", atSec: 38 * 60 }] });
    const change = found && "changes" in found ? found.changes[0] : undefined;
    expect(change?.before.count).toBe(38 * 50);
    expect(change?.before.p95Sec).toBeCloseTo(0.125, 2);
    expect(change?.since.p95Sec).toBeCloseTo(0.71, 1);
  });

  it("finds since when it is faster", () => {
    const found = findChanges(makeColumns([...repeat({ ms: 64 }, 10), ...repeat({ ms: 11 }, 50)]));
    expect(found).toMatchObject({ changes: [{ kind: "faster", atSec: 600 }] });
  });

  it("finds since when requests fail", () => {
    const found = findChanges(
      makeColumns([...repeat({ ms: 180 }, 46), ...repeat({ ms: 180, faults: 3 }, 14)]),
    );
    expect(found).toMatchObject({ changes: [{ kind: "failing", atSec: 46 * 60 }] });
    const mended = findChanges(makeColumns([...repeat({ ms: 9, faults: 9 }, 20), ...repeat({ ms: 9 }, 40)]));
    expect(mended).toMatchObject({ changes: [{ kind: "mended", atSec: 1200 }] });
  });

  it("finds both where requests got slower first and fail later, the largest effect first", () => {
    const slow = [...repeat({ ms: 120 }, 30), ...repeat({ ms: 680 }, 12)];
    expect(findChanges(makeColumns([...slow, ...repeat({ ms: 680, faults: 3 }, 18)]))).toMatchObject({
      changes: [
        { kind: "slower", atSec: 30 * 60 },
        { kind: "failing", atSec: 42 * 60 },
      ],
    });
    expect(findChanges(makeColumns([...slow, ...repeat({ ms: 680, faults: 49 }, 18)]))).toMatchObject({
      changes: [{ kind: "failing" }, { kind: "slower" }],
    });
  });

  it.each([
    ["everything is as before", repeat({ ms: 120 }, 60)],
    ["the difference is under a quarter", [...repeat({ ms: 100 }, 30), ...repeat({ ms: 120 }, 30)]],
    ["it is under five milliseconds", [...repeat({ ms: 2 }, 30), ...repeat({ ms: 5 }, 30)]],
    [
      "one minute stands out",
      [...repeat({ ms: 100 }, 30), { ms: 900, count: 10 }, ...repeat({ ms: 100 }, 29)],
    ],
    [
      "a few fail now and then",
      [...repeat({ ms: 100 }, 20), { ms: 100, faults: 2 }, ...repeat({ ms: 100 }, 39)],
    ],
  ])("finds nothing where %s", (_, minutes) => {
    expect(findChanges(makeColumns(minutes))).toBeUndefined();
  });

  it("says that there are too few to tell", () => {
    expect(findChanges(makeColumns(repeat({ ms: 100, count: 1 }, 30)))).toEqual({ tooFew: true });
  });
});
