import { expect, test } from "vitest";
import { currentRate, pulsePaths } from "./pulse.ts";

const second = (received: number, faults = 0) => ({ received, faults, rejected: 0 });

test("the newest second stands at the right, a quiet one is not drawn", () => {
  expect(pulsePaths([second(0), second(10)])).toEqual({ all: "M95 16v-13", faults: "" });
});

test("the busiest second reaches the full height, a single segment is seen", () => {
  const { all, faults } = pulsePaths([second(1000), second(1, 1)]);
  expect(all).toBe("M93 16v-13M95 16v-1");
  expect(faults).toBe("M95 16v-1");
});

test("one request does not look like a storm", () => expect(pulsePaths([second(1)]).all).toBe("M95 16v-1"));

test("the rate is that of the last five seconds", () => {
  expect(currentRate([])).toBe(0);
  expect(currentRate([second(900), second(5), second(5), second(5), second(5), second(5)])).toBe(5);
});
