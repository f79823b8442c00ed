import { describe, expect, test } from "vitest";
import { countBetween, decadeTicks, responseHistogram } from "./response-histogram.ts";

const ENTRIES = [
  { Value: 0.2, Count: 1 },
  { Value: 0.002, Count: 90 },
  { Value: 0.04, Count: 9 },
];

describe("responseHistogram", () => {
  test("puts every request into a bin of a round log axis", () => {
    const histogram = responseHistogram(ENTRIES, 40);
    expect(histogram).toMatchObject({ fromSec: 0.002, toSec: 0.5, total: 100, most: 90 });
    expect(histogram?.bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(100);
    const bin = histogram?.bins.find((candidate) => candidate.count === 9);
    expect(bin && bin.fromSec <= 0.04 && bin.toSec > 0.04).toBe(true);
  });

  test("is at least a decade wide", () => {
    expect(responseHistogram([{ Value: 0.03, Count: 5 }], 10)).toMatchObject({ fromSec: 0.02, toSec: 0.2 });
  });

  test("knows nothing of no requests", () => {
    expect(responseHistogram([], 10)).toBeUndefined();
  });
});

test("decadeTicks stand at powers of ten", () => {
  expect(decadeTicks(0.002, 1)).toEqual([0.01, 0.1, 1]);
});

test("countBetween leaves its end out", () => {
  expect(countBetween(ENTRIES, 0.002, 0.04)).toBe(90);
});
