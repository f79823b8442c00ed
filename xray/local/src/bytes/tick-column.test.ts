import * as fc from "fast-check";
import { expect, test } from "vitest";
import { CLOCK_TICKS_A_SECOND, TickColumn } from "./tick-column.ts";

const moment = fc.double({ min: 1_100_000_000, max: 2_100_000_000, noNaN: true });
const length = fc.double({ min: 0, max: 1000, noNaN: true });

test("what lies between two moments of our time fits exactly", () => {
  fc.assert(
    fc.property(moment, length, (startSec, lengthSec) => {
      const column = new TickColumn(CLOCK_TICKS_A_SECOND, 1);
      const seconds = startSec + lengthSec - startSec;
      column.set(0, seconds);
      expect(column.get(0)).toBe(seconds);
      expect(column.exceptions).toBe(0);
    }),
  );
});

test("what was rounded to microseconds fits exactly", () => {
  fc.assert(
    fc.property(length, (lengthSec) => {
      const column = new TickColumn(1e6, 1);
      const seconds = Math.round(lengthSec * 1e6) / 1e6;
      column.set(0, seconds);
      expect(column.get(0)).toBe(seconds);
      expect(column.exceptions).toBe(0);
    }),
  );
});

test.each([0, 0.1, 1 / 3, 1e-9, 1023.9, 1024, 1e6, -0.5, Number.NaN, Infinity])(
  "%d comes back as it was, also after growth and in the place of another",
  (seconds) => {
    const column = new TickColumn(CLOCK_TICKS_A_SECOND, 1);
    column.set(0, 1e9);
    column.set(0, seconds);
    column.grow(8);
    column.set(7, 0.25);
    expect(column.get(0)).toBe(seconds);
    expect(column.get(7)).toBe(0.25);
  },
);
