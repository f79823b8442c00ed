import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { SegmentDocument } from "xray-local/protocol/segment-document.ts";
import { makeSegment, makeSub } from "../testing/make-documents.ts";
import { assembleTraceTree } from "../trace-model/trace-tree.ts";
import { Bar } from "./Bar.tsx";
import { BarFigure } from "./BarFigure.tsx";
import { CriticalPath } from "./CriticalPath.tsx";
import { findRuns, visibleEntries } from "./fold-rows.ts";
import { ticksOf } from "./time-axis/TimeAxis.tsx";
import { makeTimeScale } from "./time-axis/time-scale.ts";
import type { TimeWindow } from "./time-axis/zoom.ts";
import { clampWindow, windowAround, windowShowing } from "./time-axis/zoom.ts";
import { toTimelineRows } from "./timeline-rows.ts";

/** Ten pixels a millisecond over 0–100 ms. */
const scaleOf = (window: TimeWindow) => makeTimeScale(window, 1088);
const WHOLE = { fromMs: 0, toMs: 100 };
const SCALE = scaleOf(WHOLE);

function entriesOf(...documents: SegmentDocument[]) {
  const rows = toTimelineRows(assembleTraceTree(documents));
  return visibleEntries(rows, findRuns(rows), new Set());
}

function drawBar(documents: SegmentDocument[], id: string, window = WHOLE): string {
  const entry = entriesOf(...documents).find((each) => each.id === id);
  return entry === undefined
    ? "no such line"
    : renderToStaticMarkup(<Bar entry={entry} scale={scaleOf(window)} isKey={false} />);
}

/** The values of an attribute, in the order in which shapes are drawn. */
const all = (markup: string, attribute: string) =>
  [...markup.matchAll(new RegExp(` ${attribute}="([^"]*)"`, "g"))].map(([, value]) => value);

describe("a bar", () => {
  const failing = makeSegment("api", 0, 100, {
    fault: true,
    subsegments: [makeSub("a", 20, 60, { fault: true }), makeSub("b", 70, 99)],
  });

  test("is pale where a child worked and solid where it worked itself, a gap in neither", () => {
    const markup = drawBar([failing], "api");
    expect(markup).toContain(
      '<rect x="200" y="9" width="400" height="10" fill="var(--service)" class="bar-pale"',
    );
    expect(all(markup, "class")).toContain("bar-gap");
  });

  test("has the colour of the failure only where that began", () => {
    expect(all(drawBar([failing], "a"), "fill")).toEqual(["var(--fault)"]);
    expect(drawBar([failing], "a")).toContain("bar-figure-fault");
    expect(drawBar([failing], "api")).not.toContain("fault");
    expect(all(drawBar([failing], "b"), "fill")).toEqual(["var(--service)"]);
  });

  test.each([
    ["throttle", { throttle: true, error: true }],
    ["error", { error: true }],
  ])("of %s is patterned, so that it can be read without colours", (outcome, flags) => {
    const markup = drawBar([makeSegment("api", 0, 90, flags)], "api");
    expect(all(markup, "fill")).toEqual([`url(#pattern-${outcome})`]);
    expect(all(markup, "class")).toEqual([`bar-mark-${outcome}`, `bar-figure bar-figure-${outcome}`]);
  });

  test.each([
    ["before it", { fromMs: 95, toMs: 99 }, "m5 10.5"],
    ["behind it", { fromMs: 1, toMs: 10 }, "m995 10.5"],
  ])("outside the window is an arrow to where it lies: %s", (_case, window, begin) => {
    const markup = drawBar([failing], "a", window);
    expect(markup).toContain("bar-away");
    expect(all(markup, "d")[0]?.startsWith(begin)).toBe(true);
    expect(markup).not.toContain("<text");
  });

  test("of a run has a box for each of its rows over one pale stretch, and their time together", () => {
    const subsegments = Array.from({ length: 5 }, (_, index) =>
      makeSub(`q${index}`, 10 + index * 10, 14 + index * 10, { name: "query" }),
    );
    const markup = drawBar([makeSegment("api", 0, 100, { subsegments })], "~q0");
    expect(all(markup, "x").slice(0, 6)).toEqual(["100", "100", "200", "300", "400", "500"]);
    expect(all(markup, "width").slice(0, 2)).toEqual(["440", "39.2"]);
    expect(markup).toContain("<tspan>20</tspan> ms");
  });
});

describe("the figure behind a bar", () => {
  const figure = (isOpen: boolean, durationMs: number, isKey = false) =>
    renderToStaticMarkup(
      <BarFigure x={50} durationMs={durationMs} isOpen={isOpen} outcome="ok" isKey={isKey} />,
    );

  test.each([
    [false, 12, "<tspan>12</tspan> ms"],
    [true, 12, "≥ <tspan>12</tspan> ms"],
    [true, 0, "not closed"],
  ])("of a step in progress: %s, of %d ms, reads %s", (isOpen, durationMs, text) => {
    expect(/<text[^>]*>(.*)<\/text>/.exec(figure(isOpen, durationMs))?.[1]).toBe(text);
  });

  test("is marked on the critical path, and makes room for the mark of a failure, which comes first", () => {
    expect(all(figure(false, 1, true), "class")).toEqual(["bar-figure bar-figure-key"]);
    const failed = renderToStaticMarkup(
      <BarFigure x={50} durationMs={1} isOpen={false} outcome="fault" isKey />,
    );
    expect(all(failed, "class")).toEqual(["bar-mark-fault", "bar-figure bar-figure-fault"]);
    expect(all(failed, "x")).toEqual(["62"]);
  });
});

describe("the critical path", () => {
  const LINES = [
    { index: 0, startMs: 0, endMs: 20 },
    { index: 3, startMs: 20, endMs: 60 },
    { index: 1, startMs: 60, endMs: 100 },
  ];
  const draw = (first: number, last: number, window = WHOLE) =>
    all(
      renderToStaticMarkup(
        <CriticalPath lines={LINES} scale={scaleOf(window)} rowHeight={28} first={first} last={last} />,
      ),
      "d",
    );

  test("runs under the lines and from one to the next, down and up", () => {
    expect(draw(0, 5)).toEqual(["M200 24V106M600 106V52", "M0 23h200M200 107h400M600 51h400"]);
  });

  test("has its rows counted from the first that is drawn, and risers that only pass through", () => {
    expect(draw(2, 2)).toEqual(["M200 -32V50M600 50V-4", ""]);
    expect(draw(4, 9)).toEqual(["", ""]);
  });

  test("has no riser outside the window", () => {
    expect(draw(0, 5, { fromMs: 30, toMs: 50 })).toEqual(["", "M0 107h1012"]);
  });
});

test("the axis has a tick for each 110 pixels, at least one", () => {
  const labels = (width: number) =>
    ticksOf(makeTimeScale(WHOLE, width)).map(({ label }) => label.replace("\u00a0", " "));
  expect(labels(1088)).toEqual(["0 ms", "20", "40", "60", "80", "100"]);
  expect(labels(318)).toEqual(["0 ms", "50", "100"]);
  expect(labels(10)).toEqual(["0 ms", "100"]);
  expect(SCALE.width).toBe(1000);
});

describe("a window", () => {
  test.each([
    ["reversed", { fromMs: 60, toMs: 40 }, { fromMs: 60, toMs: 60.01 }],
    ["beyond the end", { fromMs: 150, toMs: 160 }, { fromMs: 90, toMs: 100 }],
    ["as long as the trace", { fromMs: -50, toMs: 50 }, WHOLE],
    ["that is no number", { fromMs: NaN, toMs: 5 }, WHOLE],
  ])("%s is put into the trace", (_case, window, clamped) => {
    const { fromMs, toMs } = clampWindow(window, WHOLE);
    expect(fromMs).toBeCloseTo(clamped.fromMs, 9);
    expect(toMs).toBeCloseTo(clamped.toMs, 9);
  });

  test("around a moment is not empty, and one that touches a row at its edge moves to it", () => {
    const { fromMs, toMs } = windowAround(50, 50, WHOLE);
    expect(toMs - fromMs).toBeCloseTo(0.01, 9);
    expect(windowShowing({ fromMs: 0, toMs: 20 }, 20, 24, WHOLE)).toEqual({ fromMs: 12, toMs: 32 });
    // A row longer than the window is shown from its start.
    expect(windowShowing({ fromMs: 0, toMs: 20 }, 40, 90, WHOLE)).toEqual({ fromMs: 40, toMs: 60 });
  });
});
