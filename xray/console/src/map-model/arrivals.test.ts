import { expect, test } from "vitest";
import { advanceArrivals } from "./arrivals.ts";

const edge = (key: string, total: number) => ({ key, total });

test("advanceArrivals shows what carries more than before", () => {
  const first = advanceArrivals(
    new Map(),
    [edge("a", 1), edge("b", 5)],
    [edge("a", 2), edge("b", 4), edge("new", 9)],
  );
  expect(Object.fromEntries(first)).toEqual({ a: 1 });
  const second = advanceArrivals(first, [edge("a", 2)], [edge("a", 7)]);
  expect(Object.fromEntries(second)).toEqual({ a: 2 });
  expect(advanceArrivals(second, [edge("a", 7)], [edge("a", 7)])).toBe(second);
});

test("advanceArrivals shows at most eight at a time, the busiest", () => {
  const keys = Array.from({ length: 20 }, (_, index) => `e${index}`);
  const arrivals = advanceArrivals(
    new Map(),
    keys.map((key) => edge(key, 0)),
    keys.map((key, index) => edge(key, index)),
  );
  expect([...arrivals.keys()]).toEqual(["e19", "e18", "e17", "e16", "e15", "e14", "e13", "e12"]);
});
