import { describe, expect, test } from "vitest";
import type { Figures, GroupFigures } from "xray-local/console-wire/figures.ts";
import { addedFaultsPerMin, changeOf } from "./change.ts";
import { findCauses } from "./find-causes.ts";
import { rowFilter } from "./service-filter.ts";
import type { FigureRow } from "./service-rows.ts";
import { sparkPaths, sparkScale } from "./spark.ts";

function makeFigures(count: number, p95Sec: number, fault = 0): Figures {
  const outcomes = { ok: count - fault, error: 0, throttle: 0, fault };
  const times = { sumSec: count * p95Sec, p50Sec: p95Sec, p95Sec, p99Sec: p95Sec };
  return { count, traces: count, partial: 0, outcomes, ...times };
}

function makeGroup(figures: Figures, more: Partial<GroupFigures> = {}): GroupFigures {
  const example = { traceId: "", startSec: 0, durationSec: 0 };
  const examples = { newest: example, slowest: example, usual: example };
  return { ...figures, values: [], firstSec: 0, lastSec: 0, examples, ...more };
}

describe("a change against the range before", () => {
  test.each([
    ["slower by a quarter and 5 ms", makeFigures(50, 0.1), makeFigures(50, 0.125), "slower"],
    ["not under a quarter", makeFigures(50, 0.1), makeFigures(50, 0.124), undefined],
    ["not under 5 ms", makeFigures(50, 0.001), makeFigures(50, 0.0059), undefined],
    ["faster", makeFigures(50, 0.2), makeFigures(50, 0.1), "faster"],
    ["more faults", makeFigures(200, 0.1), makeFigures(200, 0.1, 40), "failing"],
    ["fewer faults", makeFigures(200, 0.1, 40), makeFigures(200, 0.1), "mended"],
    ["not of four faults", makeFigures(50, 0.1), makeFigures(50, 0.1, 4), undefined],
    ["not beyond chance", makeFigures(50, 0.1, 3), makeFigures(50, 0.1, 6), undefined],
    ["not of 19 requests", makeFigures(19, 0.1), makeFigures(50, 0.9), undefined],
  ])("%s", (_, before, now, kind) => {
    const change = changeOf(makeGroup(now), before);
    expect(change === "few" ? change : change?.kind).toBe(kind);
  });

  test("gives way to one within the range", () => {
    const change = {
      atSec: 7,
      kind: "slower",
      before: makeFigures(30, 0.1),
      since: makeFigures(30, 1),
    } as const;
    expect(changeOf(makeGroup(makeFigures(60, 1), { change }), makeFigures(50, 0.001))).toEqual(change);
  });

  test("is not told where the server says that requests are too few", () => {
    expect(changeOf(makeGroup(makeFigures(5, 1), { tooFew: true }), undefined)).toBe("few");
  });

  test("adds faults by the minute since it began", () => {
    const change = {
      kind: "failing",
      atSec: 480,
      before: makeFigures(400, 0.1),
      since: makeFigures(100, 0.1, 20),
    } as const;
    expect(addedFaultsPerMin(change, 600, 0)).toBeCloseTo(10);
  });
});

function makeRow(key: string, atSec: number, kind: "slower" | "failing" = "slower"): FigureRow {
  const [before, since] = [makeFigures(50, 0.1), makeFigures(50, 0.5, kind === "failing" ? 25 : 0)];
  const change = { kind, atSec, before, since };
  const weight = kind === "failing" ? { faultsPerMin: 5, addedSec: 0 } : { faultsPerMin: 0, addedSec: 20 };
  const service = { service: key, type: undefined, place: "service", method: "", url: "" } as const;
  return {
    key,
    ...service,
    figures: since,
    shown: since,
    columns: undefined,
    change,
    ...weight,
  };
}

describe("causes", () => {
  const told = (rows: readonly FigureRow[], calls: readonly (readonly [string, string])[]) =>
    findCauses(
      rows,
      calls.map(([caller, callee]) => ({ caller, callee })),
      60,
    ).map(({ row, consequences }) => [row.key, ...consequences.map(({ key }) => key)].join(" < "));

  test("take callers that changed in the same way at the same time along, up to the first", () => {
    const rows = [makeRow("web", 120), makeRow("shop", 60), makeRow("pay", 0)];
    expect(
      told(rows, [
        ["web", "shop"],
        ["shop", "pay"],
      ]),
    ).toEqual(["pay < web < shop"]);
  });

  test("stay apart where the times or the kinds differ", () => {
    expect(told([makeRow("web", 600), makeRow("pay", 0)], [["web", "pay"]])).toEqual(["web", "pay"]);
    expect(told([makeRow("web", 0), makeRow("pay", 0, "failing")], [["web", "pay"]])).toEqual(["pay", "web"]);
  });

  test("are found in services that call each other", () => {
    expect(
      told(
        [makeRow("a", 0), makeRow("b", 0)],
        [
          ["a", "b"],
          ["b", "a"],
        ],
      ),
    ).toEqual(["b < a"]);
  });
});

test("the filter of an endpoint has what stands around its ids, and nothing of a name becomes syntax", () => {
  const row = {
    ...makeRow('say "hi"', 0),
    type: "AWS::ECS::Fargate",
    method: "POST",
    url: "/api/checkout/:id/confirm",
  };
  expect(rowFilter(row, ["fault"])).toBe(
    String.raw`service(id(name: "say \"hi\"", type: "AWS::ECS::Fargate")) { http.method = "POST" AND http.url CONTAINS "/api/checkout/" AND http.url CONTAINS "/confirm" AND fault }`,
  );
});

describe("a spark", () => {
  const zeros = [0, 0, 0];
  const columns = {
    startSec: 0,
    columnSec: 60,
    count: [10, 0, 10],
    error: zeros,
    throttle: zeros,
    fault: [0, 0, 2],
    sumSec: zeros,
    p50Sec: zeros,
    p95Sec: [0.1, 0, 0.4],
    p99Sec: zeros,
  };

  test("breaks where no request came", () => {
    const paths = sparkPaths(columns, { endSec: 0.4, faultShare: 0.5 });
    expect(paths.line).toBe("M0 17H104M208 2H312");
    expect(paths.faults).toMatch(/^M208 23h103v4h-103z$/);
    expect(paths.notches).toBe("");
  });

  test("is notched where it leaves the scale", () => {
    expect(sparkPaths(columns, { endSec: 0.2, faultShare: 1 }).notches).not.toBe("");
  });

  test("has one scale for all, of columns that have requests", () => {
    expect(sparkScale([columns])).toEqual({ endSec: 0.4, faultShare: 0.5 });
    expect(sparkScale([])).toEqual({ endSec: 1, faultShare: 0.1 });
  });
});
