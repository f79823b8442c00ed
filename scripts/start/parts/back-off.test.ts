import { expect, it } from "vitest";
import { createBackOff } from "./back-off.ts";

it("waits twice as long after each death, and never longer than 30 seconds", () => {
  const backOff = createBackOff();
  const waits = Array.from({ length: 9 }, () => backOff.next(1_000));
  expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
});

it("begins anew with what ran for a minute", () => {
  const backOff = createBackOff();
  for (let deaths = 0; deaths < 5; deaths += 1) backOff.next(0);
  expect(backOff.next(60_000)).toBe(500);
  expect(backOff.next(10)).toBe(1_000);
});
