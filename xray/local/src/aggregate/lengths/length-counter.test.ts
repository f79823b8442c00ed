import * as fc from "fast-check";
import { expect, test } from "vitest";
import { LengthCounter, fromBucket, toBucket } from "./length-counter.ts";

const anyLength = fc.oneof(fc.nat(200), fc.nat(10_000_000), fc.integer({ min: 0, max: 2 ** 44 }));

test("a bucket's middle is less than one per cent away from what it holds", () => {
  fc.assert(
    fc.property(anyLength, (lengthUs) => {
      expect(Math.abs(fromBucket(toBucket(lengthUs)) - lengthUs)).toBeLessThanOrEqual(lengthUs * 0.01);
    }),
  );
});

test("buckets are in the order of lengths", () => {
  fc.assert(
    fc.property(anyLength, anyLength, (one, other) => {
      fc.pre(one < other);
      expect(toBucket(one)).toBeLessThanOrEqual(toBucket(other));
    }),
  );
});

test("percentiles are those of nearest rank, counted at once or in two parts", () => {
  fc.assert(
    fc.property(fc.array(anyLength, { minLength: 1, maxLength: 400 }), fc.nat(100), (lengths, cut) => {
      const whole = new LengthCounter();
      const parts = [new LengthCounter(), new LengthCounter()] as const;
      for (const [index, length] of lengths.entries()) {
        whole.add(length);
        parts[index < cut ? 0 : 1].add(length);
      }
      parts[0].addAll(parts[1]);
      const sorted = lengths.toSorted((a, b) => a - b);
      const shares = [0, 0.5, 0.95, 0.99, 1];
      expect(parts[0].percentiles(shares)).toEqual(whole.percentiles(shares));
      for (const [index, percentile] of whole.percentiles(shares).entries()) {
        const rank = Math.max(1, Math.ceil((shares[index] ?? 0) * sorted.length));
        const exact = (sorted[rank - 1] ?? 0) / 1e6;
        expect(Math.abs(percentile - exact)).toBeLessThanOrEqual(exact * 0.01 + 1e-12);
      }
    }),
  );
  expect(new LengthCounter().percentiles([0.5])).toEqual([0]);
});
