import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { AxisTicks } from "./AxisTicks.tsx";
import { stripAxis } from "./strip-axis.ts";
import { Strip } from "./Strip.tsx";
import type { StripPiece } from "./strip.ts";

const PIECE: StripPiece = {
  lane: 1,
  kind: "solid",
  place: "service",
  outcome: "ok",
  startMs: 100,
  endMs: 200,
};

/** The shapes of a strip of 300 pixels and one second: x, y, width, height and colour of each. */
function shapesOf(pieces: readonly Partial<StripPiece>[], endMs = 1000): readonly string[] {
  const markup = renderToStaticMarkup(
    <Strip
      pieces={pieces.map((piece) => ({ ...PIECE, ...piece }))}
      endMs={endMs}
      axisEndMs={1000}
      width={300}
    />,
  );
  return [...markup.matchAll(/<(rect|path) ([^>]*)>/g)].map(([, , attributes = ""]) =>
    attributes.replace(/[\w-]+="([^"]*)"/g, "$1"),
  );
}

test.each<[string, Partial<StripPiece>, string]>([
  ["solid for work", {}, "30 6 30 5 var(--service)"],
  ["pale for a child's work", { kind: "pale" }, "30 6 30 5 var(--service) 0.3"],
  [
    "hollow for a wait",
    { kind: "hollow", place: "database", lane: 2 },
    "30.5 12.5 29 4 var(--database) .14 var(--database)",
  ],
  ["solid for a wait too short to be hollow", { kind: "hollow", endMs: 103 }, "30 6 1 5 var(--service)"],
  ["thin for the wire", { kind: "thin" }, "30 8 30 1 var(--service)"],
  ["grey for a gap", { kind: "gap" }, "30 8 30 1 var(--ink-3)"],
  [
    "in the failure's colour in a gap where it began",
    { kind: "gap", outcome: "fault" },
    "30 8 30 1 var(--fault)",
  ],
  ["a pixel however short", { endMs: 100 }, "30 6 1 5 var(--service)"],
  ["two pixels however short, where it failed", { endMs: 100, outcome: "error" }, "30 6 2 5 var(--error)"],
  ["cut at the end of the axis", { startMs: 900, endMs: 5000 }, "270 6 30 5 var(--service)"],
])("a piece is %s", (_case, piece, shape) => expect(shapesOf([piece])).toEqual([shape]));

test("a trace longer than the axis ends in a notch, and what began beyond the axis is not drawn", () => {
  expect(shapesOf([{ startMs: 1000, endMs: 1200 }], 1200)).toEqual([
    "M292 -1l-4 19h4l4 -19z var(--row-ground)",
  ]);
  expect(shapesOf([], 1000)).toEqual([]);
});

test("the axis tells all its figures where each has room, else only its ends", () => {
  const axis = stripAxis([0.4]);
  const labels = (axisWidth: number) =>
    [...renderToStaticMarkup(<AxisTicks axis={axis} axisWidth={axisWidth} />).matchAll(/>([^<]+)</g)].map(
      ([, label]) => label,
    );
  expect(labels(240)).toEqual(["0", "100", "200", "300", "400 ms"]);
  expect(labels(239)).toEqual(["0", "400 ms"]);
});
