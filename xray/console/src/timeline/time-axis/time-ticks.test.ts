import * as fc from "fast-check";
import { expect, test } from "vitest";
import { durationParts } from "../../lib/format.ts";
import { timeTicks } from "./time-ticks.ts";

test.each([
  [0, 486, ["0 ms", "100", "200", "300", "400"]],
  [0, 1230, ["0 s", "0.25", "0.5", "0.75", "1"]],
  [0, 5500, ["0 s", "2", "4"]],
  [5490, 5500, ["5.49 s", "5.492", "5.494", "5.496", "5.498", "5.5"]],
  [0, 150_000, ["0 min", "0.5", "1", "1.5", "2", "2.5"]],
  [120, 131, ["120 ms", "122.5", "125", "127.5", "130"]],
  [0, 0.4, ["0 µs", "100", "200", "300", "400"]],
  [0, 42_000, ["0 s", "10", "20", "30", "40"]],
  [0, 1_800_000, ["0 min", "10", "20", "30"]],
  [0, 0, []],
])("ticks of %d to %d ms are round", (fromMs, toMs, labels) => {
  const ticks = timeTicks({ fromMs, toMs }, 5).map((tick) => tick.label.replace("\u00a0", " "));
  expect(ticks).toEqual(labels);
});

test("ticks of any window are told in the unit in which its end is, and never in powers of ten", () => {
  const length = fc.double({ min: 1.5, max: 59_000, noNaN: true });
  fc.assert(
    fc.property(
      length,
      fc.double({ min: 0, max: 0.99, noNaN: true }),
      fc.integer({ min: 1, max: 12 }),
      (toMs, part, count) => {
        const ticks = timeTicks({ fromMs: toMs * part, toMs }, count);
        expect(ticks.length).toBeLessThanOrEqual(count + 1);
        for (const { label } of ticks) expect(label).toMatch(/^\d+(\.\d+)?(\u00a0\w+)?$/);
        const units = ticks.slice(0, 1).map(({ label }) => label.split("\u00a0")[1]);
        expect(units).toEqual(ticks.length === 0 ? [] : [durationParts(toMs / 1000).unit]);
      },
    ),
  );
});
