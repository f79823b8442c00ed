import { describe, expect, test } from "vitest";
import { ringArcs } from "./ring.ts";

/** Degrees from the top, clockwise, of the start and end of an arc. */
function degrees(path: string): [number, number] {
  const [startX = 0, startY = 0] = (/^M(\S+) ([^A]+)/.exec(path) ?? []).slice(1).map(Number);
  const [endX = 0, endY = 0] = (/ 1 (\S+) (\S+)$/.exec(path) ?? []).slice(1).map(Number);
  const angle = (x: number, y: number) => Math.round(((Math.atan2(y, x) * 180) / Math.PI + 450) % 360);
  return [angle(startX, startY), angle(endX, endY)];
}

describe("ringArcs", () => {
  test("is one thin circle when all went well", () => {
    const arcs = ringArcs({ ok: 5, error: 0, throttle: 0, fault: 0 }, 34);
    expect(arcs.map((arc) => [arc.outcome, arc.strokeWidth])).toEqual([["ok", 2.5]]);
  });

  test("is one thick circle when all failed", () => {
    const arcs = ringArcs({ ok: 0, error: 0, throttle: 0, fault: 3 }, 34);
    expect(arcs.map((arc) => [arc.outcome, arc.strokeWidth])).toEqual([["fault", 6]]);
  });

  test("begins with the worst at the top", () => {
    const arcs = ringArcs({ ok: 70, error: 0, throttle: 0, fault: 30 }, 100);
    expect(arcs.map((arc) => [arc.outcome, degrees(arc.path)])).toEqual([
      ["fault", [1, 107]],
      ["ok", [109, 359]],
    ]);
  });

  test("shows one fault in a thousand under 10°, taken from what is ok", () => {
    const [fault, error, ok] = ringArcs({ ok: 998, error: 1, throttle: 0, fault: 1 }, 100);
    expect([degrees(fault?.path ?? ""), degrees(error?.path ?? ""), degrees(ok?.path ?? "")]).toEqual([
      [1, 9],
      [11, 19],
      [21, 359],
    ]);
  });

  test("is a thin circle for a node nobody asked yet", () => {
    expect(ringArcs({ ok: 0, error: 0, throttle: 0, fault: 0 }, 20)).toHaveLength(1);
  });
});
