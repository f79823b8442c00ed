import { describe, expect, test } from "vitest";
import { makeSummary } from "../testing/make-summary.ts";
import { chosenColumns, fitColumns, gridTemplate, sharedWidths, toggleColumn } from "./column-choice.ts";
import { availableColumns, findColumn, USUAL_COLUMNS } from "./column-list.tsx";
import type { RowFrame } from "./column.ts";
import { nextSort, sortRows } from "./sort-rows.ts";
import { toTraceRow } from "./trace-row.ts";

const FRAME: RowFrame = {
  columns: USUAL_COLUMNS,
  template: "",
  axisEndMs: 1000,
  stripWidth: 300,
  slowSec: 0.5,
  nowSec: 0,
};
const value = (text: object) => [{ AnnotationValue: text, ServiceIds: [] }];
const ROW = toTraceRow(
  makeSummary({
    Id: "1-a",
    StartTime: 12,
    ResponseTime: 0.5,
    HasFault: true,
    Http: { HttpURL: "http://h/api/a?b=1", HttpStatus: 500, HttpMethod: "PUT", ClientIp: "10.0.0.9" },
    Users: [{ UserName: "worf", ServiceIds: [] }],
    Annotations: {
      tier: value({ StringValue: "gold" }),
      rows: value({ NumberValue: 0 }),
      cached: value({ BooleanValue: false }),
    },
  }),
);
const BARE = toTraceRow(makeSummary({ Http: {}, IsPartial: true, ResponseTime: 0.49 }));

const idsOf = (columns: readonly { id: string }[]) => columns.map(({ id }) => id);
const classOf = (id: string, row = ROW) => {
  const cellClass = findColumn(id)?.cellClass;
  return typeof cellClass === "function" ? cellClass(row, FRAME) : cellClass;
};

describe("a column", () => {
  test.each([
    ["time", 12, 1000],
    ["method", "PUT", ""],
    ["request", "/api/a", "backend-flask"],
    ["status", 500, undefined],
    ["response", 0.5, 0.49],
    ["most", "answered 500", undefined],
    ["user", "worf", undefined],
    ["service", "backend-flask", "backend-flask"],
    ["client", "10.0.0.9", undefined],
    ["annotation.tier", "gold", undefined],
    // Zero and false are values, not missing ones.
    ["annotation.rows", 0, undefined],
    ["annotation.cached", "false", undefined],
  ])("%s is sorted by %j, of a trace without HTTP by %j", (id, full, bare) => {
    const valueOf = findColumn(id)?.sort?.valueOf;
    expect([valueOf?.(ROW), valueOf?.(BARE)]).toEqual([full, bare]);
  });

  test("cannot be sorted where it draws the strip", () => expect(findColumn("strip")?.sort).toBeUndefined());

  test("is marked by how the trace ended, and from where it is slow, the limit included", () => {
    expect(classOf("status")).toBe("cell-status ink-fault");
    expect(classOf("response")).toBe("cell-response slow");
    expect(classOf("response", BARE)).toBe("cell-response");
  });

  test.each([
    ["request", "http://h/api/a?b=1", ""],
    ["response", "", "Still in progress"],
    ["most", "answered 500", ""],
    ["user", "worf", ""],
    ["annotation.rows", "0", ""],
  ])("%s is titled %j, of a trace without HTTP %j", (id, full, bare) => {
    const titleOf = findColumn(id)?.cellTitle;
    expect([titleOf?.(ROW), titleOf?.(BARE)]).toEqual([full, bare]);
  });

  test("of an annotation is the same object each time, so that its cells stay mounted", () => {
    expect(findColumn("annotation.tier")).toBe(findColumn("annotation.tier"));
    expect(availableColumns(["tier"]).at(-1)).toBe(findColumn("annotation.tier"));
    expect(findColumn("annotation.")).toBeUndefined();
  });

  test("has an id, a name in the menu and a place in the narrow row of its own", () => {
    const columns = availableColumns([]);
    expect(new Set(idsOf(columns)).size).toBe(columns.length);
    expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
    const places = columns.flatMap(({ narrow }) => narrow ?? []);
    expect(places.toSorted()).toEqual(["method", "request", "response", "status", "strip", "time"]);
  });

  test("that is always kept is never the one that fills a row: its track is fixed or has a least width", () => {
    for (const { width } of availableColumns(["tier"])) {
      expect(width.track).toContain(`${width.least}px`);
    }
  });
});

describe("the choice of columns", () => {
  test("is empty again once it is the usual one, and a column that returns is put after those before it", () => {
    const without = toggleColumn(toggleColumn([], "method"), "status");
    expect(without).toEqual(["time", "request", "response", "strip", "most", "user"]);
    const again = toggleColumn(without, "status");
    expect(again).toEqual(["time", "request", "status", "response", "strip", "most", "user"]);
    expect(toggleColumn(again, "method")).toEqual([]);
  });

  test("that is the usual one in another order stays as somebody chose it", () => {
    const turned = ["request", ...idsOf(USUAL_COLUMNS).filter((id) => !["request", "user"].includes(id))];
    expect(toggleColumn(turned, "user")).toEqual([...turned, "user"]);
  });

  test("keeps the order of the address and drops what nobody knows", () => {
    expect(idsOf(chosenColumns(["user", "nonsense", "time", "annotation.tier"]))).toEqual([
      "user",
      "time",
      "annotation.tier",
    ]);
  });

  test("fits to the pixel: a column goes only when its gap finds no room either", () => {
    const columns = chosenColumns(["time", "request", "user"]);
    // Edges 34, and 92 + 150 + 88 with a gap of 12 each.
    expect(idsOf(fitColumns(columns, 400))).toEqual(["time", "request", "user"]);
    expect(idsOf(fitColumns(columns, 399))).toEqual(["time", "request"]);
  });

  test("of two that can be spared alike gives up the one further right", () => {
    const columns = chosenColumns(["client", "time", "annotation.tier"]);
    expect(idsOf(fitColumns(columns, 34 + 32 + 3 * 12 + 104 + 92 + 96 - 1))).toEqual(["client", "time"]);
  });

  test("has a track for its menu only where the last head has no room for it", () => {
    expect(gridTemplate(chosenColumns(["time", "user"]), undefined)).toBe("16px 92px 88px");
    expect(gridTemplate(chosenColumns(["user", "time"]), undefined)).toBe("16px 88px 92px 20px");
  });

  test("shares no less than both need, however narrow the table is", () => {
    const columns = chosenColumns(["request", "strip"]);
    expect(sharedWidths(columns, 10, undefined)).toEqual({
      requestPx: 120,
      stripPx: 140,
      leastPx: 120,
      mostPx: 120,
    });
  });
});

describe("the order of rows", () => {
  const at = (Id: string, StartTime: number, annotations: object = {}) =>
    toTraceRow(makeSummary({ Id, StartTime, Annotations: annotations as never }));

  test("is by number where values are numbers, and what has none comes last either way", () => {
    const rows = [
      at("nine", 1, { n: value({ NumberValue: 9 }) }),
      at("none", 3),
      at("ten", 2, { n: value({ NumberValue: 10 }) }),
    ];
    const ids = (descending: boolean) =>
      sortRows(rows, { by: "annotation.n", descending }).map(({ id }) => id);
    expect(ids(true)).toEqual(["ten", "nine", "none"]);
    expect(ids(false)).toEqual(["nine", "ten", "none"]);
  });

  test("of rows that began at once is by id, whichever came first", () => {
    const [a, b] = [at("a", 5), at("b", 5)];
    for (const rows of [
      [a, b],
      [b, a],
    ]) {
      expect(sortRows(rows, { by: "time", descending: true }).map(({ id }) => id)).toEqual(["a", "b"]);
    }
  });

  test.each([
    ["time", true],
    ["response", true],
    ["status", true],
    ["request", false],
    ["annotation.tier", false],
    ["nonsense", false],
  ])("by %s begins descending: %s", (columnId, descending) => {
    expect(nextSort({ by: "id", descending: true }, columnId)).toEqual({ by: columnId, descending });
  });
});
