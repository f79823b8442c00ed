import * as fc from "fast-check";
import { expect, test } from "vitest";
import { CountColumn } from "./count-column.ts";

test("a count comes back as it was last set, however large, through growth", () => {
  const step = fc.record({ row: fc.nat(3), count: fc.oneof(fc.nat(300), fc.nat(2 ** 32 - 1)) });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const column = new CountColumn(4);
      const expected = [0, 0, 0, 0];
      for (const { row, count } of steps) {
        column.set(row, count);
        expected[row] = count;
      }
      column.grow(8);
      expect([0, 1, 2, 3].map((row) => column.get(row))).toEqual(expected);
      expect(column.get(7)).toBe(0);
    }),
  );
});
