import { assert, double, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { divide, isWhole, partsOf } from "./time-slots.ts";

describe("divide", () => {
  it.each([
    [58.5, 131, [58.5, 60, 120, 125, 130, 131]],
    [60, 180, [60, 120, 180]],
    [61, 63, [61, 63]],
    [55, 60, [55, 60]],
    [59, 121, [59, 60, 120, 121]],
    [-10, 5, [-10, -5, 0, 5]],
    [60, 60, []],
    [61, 60, []],
  ])("divides %d to %d at minutes and multiples of five seconds", (startSec, endSec, edges) => {
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
  it("has twelve for a whole minute, none for anything else", () => {
    const parts = partsOf({ startSec: 120, endSec: 180 });
    expect(parts).toHaveLength(12);
    expect(parts.every(isWhole)).toBe(true);
    expect(parts.at(-1)).toEqual({ startSec: 175, endSec: 180 });
    expect(partsOf({ startSec: 120, endSec: 125 })).toEqual([]);
    expect(partsOf({ startSec: 121, endSec: 181 })).toEqual([]);
  });
});
