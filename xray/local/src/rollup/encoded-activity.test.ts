import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { ActivityItems } from "../model/trace-rows.ts";
import { ActivityColumns, ITEM_COLUMNS } from "./activity-columns.ts";
import { decodeActivity, encodeActivity } from "./encoded-activity.ts";

type Item = Record<keyof ActivityItems, number>;

function makeColumns(traces: readonly (readonly Item[])[]): ActivityColumns {
  const columns = new ActivityColumns();
  for (const items of traces) {
    for (const item of items) {
      columns.reserve(columns.length + 1);
      for (const name of ITEM_COLUMNS) columns[name][columns.length] = item[name];
      columns.length += 1;
    }
    columns.addTrace("requests", undefined);
  }
  return columns;
}

function toTraces({ traces, ends, ...columns }: ActivityColumns): Item[][] {
  return Array.from({ length: traces }, (_, trace) => {
    const first = trace === 0 ? 0 : (ends[trace - 1] ?? 0);
    return Array.from(
      { length: (ends[trace] ?? 0) - first },
      (_item, at) =>
        Object.fromEntries(ITEM_COLUMNS.map((name) => [name, columns[name][first + at]])) as Item,
    );
  });
}

test("what traces did comes back as it was, however wide its numbers are", () => {
  const anyNumber = fc.constantFrom(0, 1, 255, 256, 65_535, 65_536, 2 ** 32 - 1, 2 ** 32, 1e12, -1, -5e9);
  const anyItem = fc.record(
    Object.fromEntries(ITEM_COLUMNS.map((name) => [name, anyNumber])),
  ) as fc.Arbitrary<Item>;
  const target = new ActivityColumns();
  fc.assert(
    fc.property(fc.array(fc.array(anyItem, { maxLength: 4 }), { maxLength: 300 }), (traces) => {
      decodeActivity(encodeActivity(makeColumns(traces)), target);
      expect(toTraces(target)).toEqual(traces);
    }),
    { numRuns: 30 },
  );
});

test("columns of zeros take no room, small numbers a byte each", () => {
  const item: Item = { place: 0, startUs: 0, durationUs: 0, flags: 3, calls: 0, inARow: 0, retries: 0 };
  const encoded = encodeActivity(makeColumns(Array.from({ length: 800 }, () => [item])));
  expect(encoded.length).toBe(16 + 800 + 800);
});

test("bytes that were cut off are told by an error", () => {
  const item: Item = { place: 1, startUs: 9, durationUs: 1e6, flags: 0, calls: 0, inARow: 0, retries: 0 };
  const encoded = encodeActivity(makeColumns(Array.from({ length: 80 }, () => [item])));
  expect(() => decodeActivity(encoded.slice(0, encoded.length - 64), new ActivityColumns())).toThrow(
    RangeError,
  );
});
