import { assert, integer, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { reservoirQuota } from "./reservoir.ts";

describe("reservoirQuota", () => {
  it.each([
    [5, 1, [5]],
    [5, 2, [3, 2]],
    [1, 3, [1, 0, 0]],
    [0, 2, [0, 0]],
    [7, 3, [3, 2, 2]],
  ])("splits %d over %d", (size, clients, expected) => {
    const places = Array.from({ length: clients }, (_, place) => place);
    expect(places.map((place) => reservoirQuota(size, place, clients))).toEqual(expected);
  });

  it("hands out exactly the reservoir, nobody more than one above another", () => {
    assert(
      property(integer({ min: 0, max: 1_000_000 }), integer({ min: 1, max: 200 }), (size, clients) => {
        const quotas = Array.from({ length: clients }, (_, place) => reservoirQuota(size, place, clients));
        expect(quotas.reduce((sum, quota) => sum + quota, 0)).toBe(size);
        expect(Math.max(...quotas) - Math.min(...quotas)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
