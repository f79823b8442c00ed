import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clampWindow, isWhole, pan, windowAround, windowShowing, zoomAt } from "./zoom.ts";

const WHOLE = { fromMs: 0, toMs: 100 };

describe("zoom", () => {
  test("keeps the moment under the pointer where it is", () => {
    expect(zoomAt(WHOLE, WHOLE, 0.5, 25)).toEqual({ fromMs: 12.5, toMs: 62.5 });
  });

  test("goes no further out than the whole trace", () => {
    expect(isWhole(zoomAt({ fromMs: 20, toMs: 80 }, WHOLE, 4, 50), WHOLE)).toBe(true);
  });

  test("stops at the ends", () => {
    expect(pan({ fromMs: 60, toMs: 90 }, WHOLE, 1)).toEqual({ fromMs: 70, toMs: 100 });
    expect(pan({ fromMs: 10, toMs: 40 }, WHOLE, -1)).toEqual({ fromMs: 0, toMs: 30 });
  });

  test("leaves room around a row", () => {
    expect(windowAround(40, 50, WHOLE)).toEqual({ fromMs: 39.2, toMs: 50.8 });
  });

  test("follows a row out of sight without changing the scale", () => {
    expect(windowShowing({ fromMs: 0, toMs: 20 }, 60, 64, WHOLE)).toEqual({ fromMs: 52, toMs: 72 });
    expect(windowShowing({ fromMs: 0, toMs: 20 }, 10, 64, WHOLE)).toEqual({ fromMs: 0, toMs: 20 });
  });

  test("always gives a window inside the trace", () => {
    const moment = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(moment, moment, (fromMs, toMs) => {
        const window = clampWindow({ fromMs, toMs }, WHOLE);
        expect(window.fromMs).toBeGreaterThanOrEqual(0);
        expect(window.toMs).toBeLessThanOrEqual(100 + 1e-9);
        expect(window.toMs).toBeGreaterThan(window.fromMs);
      }),
    );
  });
});
