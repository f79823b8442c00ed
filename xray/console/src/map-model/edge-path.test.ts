import { describe, expect, test } from "vitest";
import { edgePath } from "./edge-path.ts";

const from = { x: 0, y: 0, radius: 20 };
const to = { x: 300, y: 100, radius: 20 };

describe("edgePath", () => {
  test("is a curve from ring to arrow", () => {
    expect(edgePath({ from, to }, [], undefined)).toEqual({
      path: "M26 0C146.5 0 146.5 100 267 100",
      tip: { x: 273, y: 100 },
      label: undefined,
    });
  });

  test("is straight between nodes of one height, with the label in the middle", () => {
    expect(edgePath({ from, to: { ...to, y: 0 } }, [], { width: 40, end: "to" })).toMatchObject({
      path: expect.stringMatching(/^M26 0(H[\d.]+)+$/),
      label: { x: 146.5, y: 0 },
    });
  });

  test("gives the label a stretch before the arrow, or after the ring", () => {
    expect(edgePath({ from, to }, [], { width: 40, end: "to" })).toMatchObject({
      path: "M26 0C115.5 0 115.5 100 205 100H267",
      label: { x: 236, y: 100 },
    });
    expect(edgePath({ from, to }, [], { width: 40, end: "from" })).toMatchObject({
      path: "M26 0H88C177.5 0 177.5 100 267 100",
      label: { x: 57, y: 0 },
    });
  });

  test("passes the points that lead it around nodes", () => {
    expect(edgePath({ from, to }, [{ x: 120, y: -40 }], undefined).path).toBe(
      "M26 0C73 0 73 -40 120 -40C193.5 -40 193.5 100 267 100",
    );
  });

  test("leads back below, and a node's call of itself too", () => {
    for (const target of [{ x: -200, y: 0, radius: 20 }, from]) {
      const { path, label } = edgePath({ from, to: target }, [], { width: 40, end: "to" });
      expect(path).not.toMatch(/NaN/);
      expect(label?.y).toBeGreaterThan(40);
    }
  });
});
