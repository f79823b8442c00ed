import { expect, test } from "vitest";
import { createRateLimiter } from "./rate-limit.ts";

test("takes a burst, then as many as the rate allows, and says how long to wait", () => {
  let now = 0;
  const limiter = createRateLimiter({ perSec: 2, burst: 3 }, () => now);
  const takeAll = (count: number) => Array.from({ length: count }, () => limiter.take("a"));
  expect(takeAll(4)).toEqual([0, 0, 0, 0.5]);
  now = 250;
  expect(takeAll(1)).toEqual([0.25]);
  now = 1_500;
  expect(takeAll(4)).toEqual([0, 0, 0, 0.5]);
});

test("clients are told apart, and forgotten when there are too many", () => {
  const limiter = createRateLimiter({ perSec: 1, burst: 1 }, () => 0);
  expect([limiter.take("a"), limiter.take("b"), limiter.take("a")]).toEqual([0, 0, 1]);
  for (let index = 0; index < 1_000; index += 1) limiter.take(`client ${index}`);
  expect(limiter.take("a")).toBe(0);
});
