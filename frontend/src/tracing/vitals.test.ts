import { expect, it } from "vitest";
import { worstShiftWindow } from "./vitals.ts";

it.each([
  ["nothing", [], 0],
  ["one move", [[10, 0.1]], 0.1],
  [
    "moves that follow each other",
    [
      [10, 0.1],
      [900, 0.1],
    ],
    0.2,
  ],
  [
    "moves with a second between them: the worse",
    [
      [10, 0.1],
      [1_010, 0.3],
    ],
    0.3,
  ],
  [
    "an earlier window that was worse",
    [
      [10, 0.3],
      [5_000, 0.1],
    ],
    0.3,
  ],
  ["a window that is cut at five seconds", Array.from({ length: 8 }, (_, index) => [index * 900, 0.1]), 0.6],
] as const)("scores %s", (_name, shifts, score) => {
  const entries = shifts.map(([startTime = 0, value = 0]) => ({ startTime, value }));
  expect(worstShiftWindow(entries)).toBeCloseTo(score);
});
