import { describe, expect, test } from "vitest";
import { makeSummary } from "../testing/make-summary.ts";
import { chosenColumns, fitColumns, gridTemplate, sharedWidths, toggleColumn } from "./column-choice.ts";
import { availableColumns, findColumn, USUAL_COLUMNS } from "./column-list.tsx";
import { nextSort, sortRows } from "./sort-rows.ts";
import { stripAxis } from "./strip/strip-axis.ts";
import { mostOfItWords } from "./trace-brief.ts";
import { toTraceRow } from "./trace-row.ts";

const USUAL_IDS = USUAL_COLUMNS.map(({ id }) => id);

describe("columns", () => {
  test("of an address that names none are the usual ones", () => {
    expect(chosenColumns([]).map(({ id }) => id)).toEqual(USUAL_IDS);
    expect(chosenColumns(["nonsense"]).map(({ id }) => id)).toEqual(USUAL_IDS);
  });

  test("may be annotations", () => {
    const [column] = chosenColumns(["annotation.rows"]);
    const row = toTraceRow(
      makeSummary({ Annotations: { rows: [{ AnnotationValue: { NumberValue: 24 }, ServiceIds: [] }] } }),
    );
    expect(column).toMatchObject({ id: "annotation.rows", heading: "rows", name: "rows" });
    expect(column?.sort?.valueOf(row)).toBe(24);
  });

  test("return to their usual places", () => {
    const without = toggleColumn([], "status");
    expect(without).not.toContain("status");
    expect(toggleColumn(without, "status")).toEqual([]);
    expect(toggleColumn([], "id").at(-1)).toBe("id");
  });

  test("go where there is no room, the least needed first, and the request stays", () => {
    const ids = (width: number) => fitColumns(chosenColumns([]), width).map(({ id }) => id);
    expect(ids(1200)).toEqual(USUAL_IDS);
    expect(ids(890)).not.toContain("user");
    expect(ids(668)).toEqual(["time", "method", "request", "status", "response", "strip"]);
    expect(ids(100)).toEqual(["time", "request", "status", "response"]);
  });

  test("are each found by the id that the address holds, and named in the menu", () => {
    for (const column of availableColumns(["rows"])) {
      expect(findColumn(column.id)).toBe(column);
      expect(column.name).not.toBe("");
    }
  });

  test("have a track each, behind the mark's", () => {
    expect(gridTemplate(chosenColumns(["time", "method"]), undefined)).toBe("16px 92px 40px 20px");
  });
});

describe("order", () => {
  const rows = [
    makeSummary({ Id: "a", StartTime: 1, ResponseTime: 3 }),
    makeSummary({ Id: "b", StartTime: 3, ResponseTime: 1, Http: {} }),
    makeSummary({ Id: "c", StartTime: 2, ResponseTime: 3 }),
  ].map(toTraceRow);
  const ids = (by: string, descending: boolean) => sortRows(rows, { by, descending }).map(({ id }) => id);

  test.each([
    ["time", true, ["b", "c", "a"]],
    ["time", false, ["a", "c", "b"]],
    ["response", true, ["c", "a", "b"]],
    ["status", true, ["c", "a", "b"]],
    ["status", false, ["c", "a", "b"]],
    ["nonsense", true, ["b", "c", "a"]],
  ])("by %s, descending %s", (by, descending, expected) => expect(ids(by, descending)).toEqual(expected));

  test("a second click turns it, the first shows what one wants to see", () => {
    expect(nextSort({ by: "time", descending: true }, "response")).toEqual({
      by: "response",
      descending: true,
    });
    expect(nextSort({ by: "response", descending: true }, "response")).toEqual({
      by: "response",
      descending: false,
    });
    expect(nextSort({ by: "time", descending: true }, "user")).toEqual({ by: "user", descending: false });
  });
});

describe("the axis of the strips", () => {
  test("ends where nearly all responses have ended, at a round figure", () => {
    const responses = [...Array.from({ length: 99 }, () => 0.31), 60];
    expect(stripAxis(responses)).toEqual({
      endSec: 0.4,
      ticks: [
        { share: 0, label: "0" },
        { share: 0.25, label: "100" },
        { share: 0.5, label: "200" },
        { share: 0.75, label: "300" },
        { share: 1, label: "400 ms" },
      ],
    });
  });

  test.each([
    [4.2, ["0", "1", "2", "3", "4", "5 s"]],
    [0.011, ["0", "5", "10", "15", "20 ms"]],
    [0.9, ["0", "0.25", "0.5", "0.75", "1 s"]],
  ])("for %s s has the ticks %j", (response, labels) =>
    expect(stripAxis([response]).ticks.map(({ label }) => label)).toEqual(labels),
  );

  test("stands also over an empty list", () => expect(stripAxis([]).endSec).toBe(0.1));
});

test.each([
  ["query", "database queries", "query"],
  ["query", "select activities", "select activities"],
  ["wait", "wait for a connection", "connection wait"],
  ["remote", "link-preview.local", "link-preview"],
  ["service", "backend-flask", "backend-flask"],
] as const)("most of it: %s %s is %s", (kind, label, words) =>
  expect(mostOfItWords({ kind, label })).toBe(words),
);

describe("request and strip", () => {
  const columns = chosenColumns(["time", "request", "strip"]);
  const widthsOf = (tableWidth: number, chosen?: number) => sharedWidths(columns, tableWidth, chosen);

  test("share what the others leave: half each, and on a wide screen the request grows", () => {
    expect(widthsOf(794)).toMatchObject({ requestPx: 300, stripPx: 300 });
    expect(widthsOf(1194)).toMatchObject({ requestPx: 656, stripPx: 344 });
  });

  test("are as somebody chose, as far as there is room", () => {
    expect(widthsOf(794, 400)).toMatchObject({ requestPx: 400, stripPx: 200, leastPx: 120, mostPx: 460 });
    expect(widthsOf(794, 5000)).toMatchObject({ requestPx: 460, stripPx: 140 });
    expect(widthsOf(794, 10)).toMatchObject({ requestPx: 120 });
    expect(gridTemplate(columns, widthsOf(794, 400))).toBe("16px 92px minmax(399px, 1fr) 200px 20px");
  });

  test("keep their own tracks where nothing is measured or one is not shown", () => {
    expect(widthsOf(Infinity)).toBeUndefined();
    expect(sharedWidths(chosenColumns(["request"]), 800, 300)).toBeUndefined();
  });
});
