import { afterEach, expect, test, vi } from "vitest";
import { createClockReader, serverNowMs, setServerClock } from "./server-clock.ts";

afterEach(() => {
  setServerClock(0);
  vi.useRealTimers();
});

test("a clock that is wrong is read from what the server tells", () => {
  const read = createClockReader();
  expect(read(100_000, 100_040)).toBe(0);
  expect(createClockReader()(100_000, 40_000)).toBe(60_000);
  expect(createClockReader()(100_000, 460_000)).toBe(-360_000);
});

test("what is told late by a busy page is no wrong clock", () => {
  const read = createClockReader();
  read(100_000, 100_010);
  expect(read(101_000, 109_000)).toBe(0);
  expect(read(102_000, 109_001)).toBe(0);
});

test("a clock that was put right is right again", () => {
  const read = createClockReader();
  read(100_000, 40_000);
  const offsets = [101, 102, 103, 104, 105].map((sec) => read(sec * 1000, sec * 1000));
  expect(offsets.at(-1)).toBe(0);
});

test("now is by the server's clock", () => {
  vi.useFakeTimers({ now: 40_000 });
  setServerClock(60_000);
  expect(serverNowMs()).toBe(100_000);
});
