import { describe, expect, test } from "vitest";
import type { SetFigures } from "xray-local/console-wire/figures.ts";
import { MOST_MARKS } from "../histogram/marks.ts";
import { makeSummary } from "../testing/make-summary.ts";
import {
  EMPTY_OVERVIEW,
  overviewOfFigures,
  overviewOfRows,
  overviewQuery,
  slowFromSec,
  slowQuery,
} from "./overview.ts";
import { toTraceRow } from "./trace-row.ts";

const BOUNDS = { startSec: 1000, endSec: 1160 };
const BRUSH = { startSec: 1010, endSec: 1020, minResponseSec: 0.1, maxResponseSec: 0.5 };

const rowAt = (StartTime: number, ResponseTime: number, flags: object = {}) =>
  toTraceRow(makeSummary({ Id: `${StartTime} ${ResponseTime}`, StartTime, ResponseTime, ...flags }));

describe("of traces that are here", () => {
  const rows = [
    rowAt(1001, 0.3),
    rowAt(1010, 0.1, { HasFault: true }),
    rowAt(1020, 0.5, { HasError: true }),
    rowAt(1021, 0.2, { HasError: true, HasThrottle: true }),
  ];

  test("each outcome is counted once", () => {
    expect(overviewOfRows(rows, 9, undefined, BOUNDS)).toMatchObject({
      matched: 4,
      scanned: 9,
      outcomes: { ok: 1, error: 1, throttle: 1, fault: 1 },
    });
  });

  test("percentiles are measured values and lengths begin with the shortest", () => {
    const { percentiles, lengths } = overviewOfRows(rows, 4, undefined, BOUNDS);
    expect(percentiles).toEqual([
      { label: "p50", sec: 0.2 },
      { label: "p95", sec: 0.5 },
      { label: "p99", sec: 0.5 },
    ]);
    expect(lengths).toEqual([0.1, 0.2, 0.3, 0.5].map((sec) => ({ sec, count: 1 })));
  });

  test("those on the edges of the brush are selected, and without a brush nothing is", () => {
    expect(overviewOfRows(rows, 4, BRUSH, BOUNDS).selected).toBe(2);
    expect(overviewOfRows(rows, 4, undefined, BOUNDS).selected).toBeUndefined();
    expect(overviewOfRows([], 4, BRUSH, BOUNDS)).toMatchObject({ matched: 0, selected: 0, refiners: [] });
  });

  test("the shares of refiners are of what lies in the brush", () => {
    const { refiners } = overviewOfRows(rows, 4, { ...BRUSH, endSec: 1015 }, BOUNDS);
    const methods = refiners.find(({ name }) => name === "Method")?.values;
    expect(methods).toMatchObject([{ label: "GET", inside: 1, rest: 1 }]);
  });

  test("they are drawn as cells from one more on than can be drawn one by one", () => {
    const crowd = Array.from({ length: MOST_MARKS + 1 }, (_, index) => rowAt(1000 + index / 100, 0.02));
    expect(overviewOfRows(crowd.slice(1), 1, undefined, BOUNDS).heat).toBeUndefined();
    expect(overviewOfRows(crowd, 1, undefined, BOUNDS).heat).toMatchObject({ startSec: 1000, columnSec: 1 });
  });
});

describe("what the server is asked", () => {
  test("is one set without a filter where there is none", () => {
    const { sets, columnSec, rows, groups } = overviewQuery(BOUNDS, "", undefined);
    expect(sets).toEqual([BOUNDS]);
    expect({ columnSec, rows }).toEqual({ columnSec: 1, rows: true });
    expect(groups?.map(({ by }) => by[0])).toEqual([
      "rootCause",
      "service",
      "url",
      "method",
      "status",
      "user",
      "annotation",
    ]);
  });

  test("is with a brush a second set, whose ends hold what lies on the edge", () => {
    const [all, inside] = overviewQuery(BOUNDS, "fault", BRUSH).sets;
    expect(all).toEqual({ ...BOUNDS, filter: "fault" });
    expect(inside).toEqual({
      ...BOUNDS,
      filter: "fault",
      brush: {
        startSec: 1010,
        endSec: 1020.000001,
        fromDurationSec: 0.1,
        toDurationSec: 0.500001,
      },
    });
  });

  test.each([
    ["", {}],
    ["ok", { filter: "ok" }],
  ])("of slow ones of the filter %j is what took most of them", (filter, part) => {
    expect(slowQuery(BOUNDS, filter, 2.5)).toEqual({
      sets: [{ ...BOUNDS, ...part, brush: { fromDurationSec: 2.5 } }],
      groups: [{ by: ["mostOfIt"], limit: 20 }],
    });
  });
});

describe("of what the server has counted", () => {
  const figures = (figure: Partial<SetFigures> = {}): SetFigures => ({
    count: 5000,
    traces: 5000,
    partial: 0,
    scanned: 9000,
    outcomes: { ok: 4990, error: 0, throttle: 3, fault: 7 },
    sumSec: 100,
    p50Sec: 0.02,
    p95Sec: 0.3,
    p99Sec: 1.5,
    groups: [],
    ...figure,
  });
  const answer = (...sets: readonly SetFigures[]) => ({ nowSec: 0, sets });

  test("figures stand where those of traces stand", () => {
    expect(overviewOfFigures(answer(figures()), undefined)).toMatchObject({
      matched: 5000,
      scanned: 9000,
      selected: undefined,
      outcomes: { ok: 4990, throttle: 3, fault: 7 },
      percentiles: [
        { label: "p50", sec: 0.02 },
        { label: "p95", sec: 0.3 },
        { label: "p99", sec: 1.5 },
      ],
      lengths: [],
      heat: undefined,
    });
  });

  test("the second set is what the brush holds", () => {
    expect(overviewOfFigures(answer(figures(), figures({ count: 12 })), undefined)).toMatchObject({
      matched: 5000,
      selected: 12,
    });
  });

  test("cells need both rows and columns", () => {
    const one = [1];
    const lengths = { sumSec: one, p50Sec: one, p95Sec: one, p99Sec: one };
    const columns = { startSec: 990, columnSec: 2, count: one, error: one, throttle: one, fault: one };
    const heatmap = { rowsPerDecade: 10, cells: [[0, 40, 3, 0, 0, 1]] as const };
    const withColumns = figures({ columns: { ...columns, ...lengths } });
    expect(overviewOfFigures(answer(withColumns), undefined).heat).toBeUndefined();
    const both = overviewOfFigures(answer({ ...withColumns, heatmap }), undefined);
    expect(both.heat).toEqual({ ...heatmap, startSec: 990, columnSec: 2 });
    expect(both.lengths.map(({ count }) => count)).toEqual([4]);
    expect(both.lengths[0]?.sec).toBeCloseTo(0.01259, 5);
  });

  test("without a set nothing is told, and nothing is slow", () => {
    expect(overviewOfFigures(answer(), undefined)).toBe(EMPTY_OVERVIEW);
    expect(slowFromSec(answer())).toBe(0);
    expect(slowFromSec(answer(figures()))).toBe(0.3);
  });
});
