import { describe, expect, test } from "vitest";
import { fitViewport, showPoint, zoomViewport } from "./map-viewport.ts";

const WINDOW = { width: 1000, height: 800 };

describe("fitViewport", () => {
  test("puts a small map into the middle without blowing it up", () => {
    expect(fitViewport({ width: 200, height: 100 }, WINDOW)).toEqual({ scale: 1, x: 400, y: 338 });
  });

  test("shrinks a large map so that it fits", () => {
    expect(fitViewport({ width: 1190, height: 100 }, WINDOW).scale).toBeCloseTo(0.8);
  });

  test("shows the left of a map too large to be read when it fits", () => {
    expect(fitViewport({ width: 9000, height: 100 }, WINDOW)).toMatchObject({ scale: 0.6, x: 24 });
  });
});

test("zoomViewport keeps the point under the pointer where it is", () => {
  const zoomed = zoomViewport({ scale: 1, x: 10, y: 20 }, 2, 110, 220);
  expect(zoomed).toEqual({ scale: 2, x: -90, y: -180 });
  expect((110 - zoomed.x) / zoomed.scale).toBe(100);
});

test("showPoint moves only what is out of sight", () => {
  const viewport = { scale: 1, x: 0, y: 0 };
  expect(showPoint(viewport, { x: 500, y: 400 }, WINDOW)).toBe(viewport);
  expect(showPoint(viewport, { x: 1500, y: -100 }, WINDOW)).toEqual({ scale: 1, x: -560, y: 160 });
});
