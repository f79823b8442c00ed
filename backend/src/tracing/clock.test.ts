import { expect, test } from "vitest";
import { createClock } from "./clock.ts";

function makeSources(wallMs: number) {
  const sources = { wall: wallMs, monotonic: 500 };
  const nowSec = createClock({ wallMs: () => sources.wall, monotonicMs: () => sources.monotonic });
  const pass = (ms: number, wallStepMs = ms) => {
    sources.monotonic += ms;
    sources.wall += wallStepMs;
  };
  return { nowSec, pass };
}

test("time goes on in microseconds between two milliseconds of the wall clock", () => {
  const { nowSec, pass } = makeSources(1_795_218_986_638);
  expect(nowSec()).toBe(1_795_218_986.638);
  pass(0.25, 0);
  expect(nowSec()).toBe(1_795_218_986.63825);
});

test("small differences of the two clocks do not make time jump", () => {
  const { nowSec, pass } = makeSources(1_000_000);
  pass(10, 12);
  expect(nowSec()).toBe(1000.01);
});

test.each([
  ["forward, as after a sleep", 3_600_000],
  ["back, as when the time is set", -60_000],
])("a wall clock that is stepped %s is followed", (_direction, stepMs) => {
  const { nowSec, pass } = makeSources(1_000_000_000);
  pass(10, stepMs);
  expect(nowSec()).toBe((1_000_000_000 + stepMs) / 1_000);
  pass(1.5);
  expect(nowSec()).toBeCloseTo((1_000_000_000 + stepMs + 1.5) / 1_000, 6);
});
