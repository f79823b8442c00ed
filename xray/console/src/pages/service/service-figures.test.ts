import { describe, expect, test } from "vitest";
import { plotScales } from "../../histogram/plot-scales.ts";
import { makeColumns, makeFigures, makeGroup, makeSet } from "../../testing/make-figures.ts";
import { findGrowth } from "./explain-change.ts";
import { heatPaths, layerPaths, percentilePath, requestPaths } from "./plot-paths.ts";
import { columnEdges, linearAxis, serviceAxis, serviceFrame } from "./plot-scale.ts";
import { responseLayers } from "./response-layers.ts";
import { toCallRows, toServiceModel, toStatementRows } from "./service-model.ts";

const part = (kind: string, target: string, sumSec: readonly number[]) =>
  makeGroup([kind, target], { sumSec: sumSec.reduce((a, b) => a + b, 0), columns: makeColumns({ sumSec }) });

describe("what responses are made of", () => {
  const parts = makeSet(
    [
      [
        part("sql", "pg@db|Database::SQL", [1, 5]),
        part("sql", "orders@db|Database::SQL", [0.5, 0.5]),
        part("remote", "stripe.com|remote", [0, 2]),
        part("remote", "rare.com|remote", [0, 0.01]),
        part("wait", "wait for a connection", [0.1, 0.3]),
      ],
    ],
    { columns: makeColumns({ sumSec: [2, 10] }) },
  );

  test("lies in layers that sum to the mean: calls, waits, the rest, and the service itself on top", () => {
    const layers = responseLayers(parts, [10, 20], "checkout", 0);
    expect(layers.map(({ name }) => name)).toEqual([
      "pg@db",
      "orders@db",
      "stripe.com",
      "waiting",
      "other calls",
      "checkout",
    ]);
    for (const [column, mean] of [2 / 10, 10 / 20].entries()) {
      const sum = layers.reduce((all, { secByColumn }) => all + (secByColumn[column] ?? 0), 0);
      expect(sum).toBeCloseTo(mean);
    }
    expect(layers.map(({ rank }) => rank).slice(0, 3)).toEqual([0, 1, 0]);
  });

  test("is told since a change, and is nothing where no request came", () => {
    const [most] = responseLayers(parts, [0, 20], "checkout", 1);
    expect(most?.meanSec).toBeCloseTo(5 / 20);
    expect(most?.secByColumn[0]).toBe(0);
  });
});

describe("why it got slower", () => {
  const figures = makeFigures(0);
  const change = { kind: "slower", atSec: 120, before: figures, since: figures } as const;
  const requests = makeSet([], { columns: makeColumns({ count: [10, 10, 10, 10] }) });
  const call = { kind: "sql", target: "pg", text: "SELECT * FROM stock WHERE sku = $1" } as const;
  const partsOf = (sumSec: readonly number[], total: readonly number[]) =>
    makeSet([[], [makeGroup(["a"], { call, columns: makeColumns({ sumSec }) })]], {
      columns: makeColumns({ sumSec: total }),
    });

  test("is the call that took most of what was added, and how often it came", () => {
    const calls = makeSet([[makeGroup(["a"], { columns: makeColumns({ count: [10, 10, 140, 144] }) })]]);
    const growth = findGrowth(change, requests, partsOf([1, 1, 3, 3], [2, 2, 5, 5]), calls);
    expect(growth).toMatchObject({ words: "select stock", perRequest: { since: 14.2, before: 1 } });
    expect(growth?.addedSec).toBeCloseTo(0.2);
    expect(growth?.ofSec).toBeCloseTo(0.3);
  });

  test("is the service itself where no call took more", () => {
    const growth = findGrowth(change, requests, partsOf([1, 1, 1, 1], [2, 2, 5, 5]), undefined);
    expect(growth).toMatchObject({ words: "", perRequest: undefined });
  });

  test("is not told where nothing was added, nor of a change from before the range", () => {
    expect(findGrowth(change, requests, partsOf([1, 1, 1, 1], [2, 2, 2, 2]), undefined)).toBeUndefined();
    const { atSec: _, ...earlier } = change;
    expect(findGrowth(earlier, requests, partsOf([1, 1, 3, 3], [2, 2, 5, 5]), undefined)).toBeUndefined();
  });
});

describe("the model", () => {
  const bounds = { startSec: 0, endSec: 600 };

  test("has a needle where a version answered in the place of another", () => {
    const versions = [
      makeGroup(["checkout", "2.4.1"], { firstSec: 300 }),
      makeGroup(["checkout", "2.4.0"], { firstSec: 1 }),
    ];
    const model = toServiceModel(makeSet([[makeGroup(["checkout"])], [], versions]), [], bounds);
    expect(model.needles).toEqual([{ atSec: 300, version: "2.4.1", instead: "2.4.0" }]);
    expect(model.version).toBe("2.4.1");
  });

  test("names callers with their endpoints, and calls by node without waits", () => {
    const callers = [makeGroup(["web|AWS::RUM::AppMonitor", "GET /cart"], { count: 60 })];
    const model = toServiceModel(makeSet([[], callers, []]), [], bounds);
    expect(model.callers).toMatchObject([{ name: "web", words: "GET /cart", place: "browser", perSec: 0.1 }]);
    expect(model.row).toBeUndefined();
    const call = (target: string, text: string) =>
      makeGroup([text], { call: { kind: "remote", target, text } });
    const calls = makeSet([
      [call("payment", "POST payment/charge"), call("payment", "GET payment/state")],
      [
        makeGroup(["remote", "payment"]),
        makeGroup(["wait", "wait for a lock"]),
        makeGroup(["remote", "a.com|remote"]),
      ],
    ]);
    expect(toCallRows(calls, bounds)).toMatchObject([
      {
        name: "payment",
        words: "POST payment/charge, 1 more",
        subject: { service: "payment", endpoint: "" },
      },
      { name: "a.com", words: "", subject: undefined },
    ]);
  });

  test("tells of statements their share of the time in databases and how often a request asks", () => {
    const sql = (text: string, sumSec: number, count: number) =>
      makeGroup([text], { sumSec, count, call: { kind: "sql", target: "pg", text } });
    const rows = toStatementRows(makeSet([[sql("SELECT 1", 3, 142), sql("SELECT 2", 1, 10)]]), 10);
    expect(rows).toMatchObject([
      { share: 0.75, perRequest: 14.2 },
      { share: 0.25, perRequest: 1 },
    ]);
  });
});

describe("the plots", () => {
  const heatmap = {
    rowsPerDecade: 10,
    cells: [
      [0, 40, 99, 0, 0, 1],
      [1, 50, 0, 0, 0, 4],
    ],
  } as const;
  const bounds = { startSec: 0, endSec: 120 };
  const scales = plotScales(serviceFrame("responses", 652, false), bounds, serviceAxis(heatmap));
  const columns = makeColumns({ count: [100, 4], fault: [1, 4], p95Sec: [0.01, 0.1] });
  const edges = columnEdges(columns, scales);

  test("have one time axis", () => {
    const frames = (["requests", "responses", "parts"] as const).map((plot) =>
      serviceFrame(plot, 900, false),
    );
    expect(new Set(frames.map(({ left, right }) => `${left} ${right}`)).size).toBe(1);
    expect(edges).toEqual([52, 268, 484]);
  });

  test("have an axis of responses around what there is", () => {
    expect(scales.minSec).toBeLessThan(0.01);
    expect(scales.maxSec).toBeGreaterThan(0.1);
    expect(serviceAxis(undefined)).toMatchObject({ minSec: 0.001, maxSec: 1 });
  });

  test("leave one job of two hours beyond it", () => {
    const cells = [...heatmap.cells, [1, 98, 1, 0, 0, 0] as const];
    const axis = serviceAxis({ rowsPerDecade: 10, cells });
    expect(axis.maxSec).toBeLessThan(3);
    expect(axis.beyond).toBe(1);
  });

  test("colour a cell by the share that failed, not by whether any did", () => {
    const { all, fault } = heatPaths(heatmap, edges, scales);
    expect(all.filter((path) => path !== "")).toHaveLength(2);
    expect(fault.map((path) => path !== "")).toEqual([true, false, false, false, true]);
  });

  test("break lines where no request came, and stack what failed below what went well", () => {
    const line = percentilePath([0.01, 0, 0.1], [1, 0, 1], [0, 10, 20, 30], scales);
    expect(line.match(/M/g)).toHaveLength(2);
    const axis = linearAxis(100, { ...scales.frame, top: 0, bottom: 100 }, 1);
    const paths = requestPaths(columns, edges, axis);
    expect(paths.fault).toBe("M52 100V99H267V100zM268 100V96H483V100z");
    expect(paths.ok).toBe("M52 99V0H267V99z");
  });

  test("lay layers on each other", () => {
    const axis = linearAxis(1, { ...scales.frame, top: 0, bottom: 100 }, 2);
    const layer = { name: "", kind: "call", place: "database", rank: 0, meanSec: 0 } as const;
    const paths = layerPaths(
      [
        { ...layer, key: "a", secByColumn: [0.5, 0] },
        { ...layer, key: "b", secByColumn: [0.25, 1] },
      ],
      [0, 10, 20],
      axis,
    );
    expect(paths).toEqual(["M0 100V50H10V100z", "M0 50V25H10V50zM10 100V0H20V100z"]);
  });
});
