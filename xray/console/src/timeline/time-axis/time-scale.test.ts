import { describe, expect, test } from "vitest";
import { makeTimeScale, toBox, toBoxes } from "./time-scale.ts";

const scale = makeTimeScale({ fromMs: 100, toMs: 200 }, 1088);

describe("makeTimeScale", () => {
  test("leaves room for the figures", () => {
    expect([scale.width, scale.toX(100), scale.toX(200), scale.toMs(500)]).toEqual([1000, 0, 1000, 150]);
  });

  test.each([
    [110, 120, { x: 100, width: 100 }],
    [90, 110, { x: 0, width: 100 }],
    [190, 250, { x: 900, width: 112 }],
    [150, 150, { x: 500, width: 1 }],
    [10, 20, undefined],
    [210, 220, undefined],
  ])("puts %d to %d ms at %j", (startMs, endMs, box) => {
    expect(toBox(scale, startMs, endMs)).toEqual(box);
  });

  test("draws thousands of stretches in at most two boxes a pixel", () => {
    const stretches = Array.from({ length: 5000 }, (_, index) => ({
      startMs: 100 + index / 50,
      endMs: 100 + index / 50 + 0.01,
    }));
    expect(toBoxes(scale, stretches).length).toBeLessThanOrEqual(2000);
  });
});
