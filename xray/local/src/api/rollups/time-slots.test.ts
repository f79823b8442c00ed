import { assert, double, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { divide, isWhole, partsOf } from "./time-slots.ts";

describe("divide", () => {
  it.each([
    [58.5, 121.2, [58.5, 59, 60, 120, 121, 121.2]],
    [60, 180, [60, 120, 180]],
    [61.2, 61.9, [61.2, 61.9]],
    [59, 60, [59, 60]],
    [59, 121, [59, 60, 120, 121]],
    [-2, 1, [-2, -1, 0, 1]],
    [60, 60, []],
    [61, 60, []],
  ])("divides %d to %d at minutes and seconds", (startSec, endSec, edges) => {
    const slots = divide({ startSec, endSec });
    expect(slots).toEqual(edges.slice(1).map((edge, i) => ({ startSec: edges[i], endSec: edge })));
  });

  it("covers any range without gap or overlap, with few slots that are not whole", () => {
    const times = double({ min: 0, max: 20_000, noNaN: true });
    assert(
      property(times, times, (one, two) => {
        const [startSec, endSec] = one < two ? [one, two] : [two, one];
        const slots = divide({ startSec, endSec });
        expect(slots.at(0)?.startSec ?? endSec).toBe(startSec);
        expect(slots.at(-1)?.endSec ?? startSec).toBe(endSec);
        for (const [i, slot] of slots.slice(1).entries()) expect(slot.startSec).toBe(slots[i]?.endSec);
        expect(slots.filter((slot) => !isWhole(slot)).length).toBeLessThanOrEqual(2);
      }),
    );
  });
});

describe("partsOf", () => {
  it("has sixty for a whole minute, none for anything else", () => {
    const parts = partsOf({ startSec: 120, endSec: 180 });
    expect(parts).toHaveLength(60);
    expect(parts.every(isWhole)).toBe(true);
    expect(parts.at(-1)).toEqual({ startSec: 179, endSec: 180 });
    expect(partsOf({ startSec: 120, endSec: 121 })).toEqual([]);
    expect(partsOf({ startSec: 121, endSec: 181 })).toEqual([]);
  });
});
