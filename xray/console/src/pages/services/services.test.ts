import { describe, expect, test } from "vitest";
import type { Figures, GroupFigures } from "xray-local/console-wire/figures.ts";
import { EVERYWHERE } from "../../links.ts";
import { makeFigures, makeGroup } from "../../testing/make-figures.ts";
import { addedFaultsPerMin, changesOf, listChanges } from "./change.ts";
import { compareWithRest } from "./compare-links.ts";
import { findCauses } from "./find-causes.ts";
import { rowFilter } from "./service-filter.ts";
import type { FigureRow } from "./service-rows.ts";
import { sparkPaths, sparkScale } from "./spark.ts";

const group = (figures: Figures, more: Partial<GroupFigures> = {}) => makeGroup([], { ...figures, ...more });

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
    const [change] = listChanges(changesOf(group(now), { figures: before }));
    expect(change?.kind).toBe(kind);
  });

  const within = {
    atSec: 7,
    kind: "slower",
    before: makeFigures(30, 0.1),
    since: makeFigures(30, 1),
  } as const;

  test("gives way to one of its kind within the range", () => {
    const all = group(makeFigures(60, 1), { changes: [within] });
    expect(changesOf(all, { figures: makeFigures(50, 0.001) })).toEqual({ pace: within });
  });

  test("stands beside one of the other kind, the largest effect first", () => {
    const all = group(makeFigures(200, 1, 20), { changes: [within] });
    const changes = changesOf(all, { figures: makeFigures(200, 1) });
    expect(listChanges(changes).map(({ kind }) => kind)).toEqual(["slower", "failing"]);
    const worse = changesOf(group(makeFigures(200, 1, 195), { changes: [within] }), {
      figures: makeFigures(200, 1),
    });
    expect(listChanges(worse).map(({ kind }) => kind)).toEqual(["failing", "slower"]);
  });

  test("of what others than a version answered is of these alone", () => {
    const all = group(makeFigures(100, 0.5));
    const { pace } = changesOf(all, { figures: makeFigures(50, 0.1), now: makeFigures(50, 0.9) });
    expect(pace).toMatchObject({ kind: "slower", before: { p95Sec: 0.1 }, since: { p95Sec: 0.9 } });
  });

  test("is not told where there are too few requests, nor of what is new", () => {
    const few = group(makeFigures(5, 1), { tooFew: true });
    expect(changesOf(few, undefined)).toEqual({ note: "few" });
    expect(changesOf(few, { figures: undefined })).toEqual({ note: "few" });
    expect(changesOf(group(makeFigures(50, 1)), { figures: undefined })).toEqual({ note: "new" });
    const some = group(makeFigures(30, 1), { tooFew: true });
    expect(changesOf(some, { figures: makeFigures(30, 1) })).toEqual({});
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
  const service = { service: key, type: undefined, place: "service", method: "", url: "" } as const;
  return {
    key,
    ...service,
    figures: since,
    times: since,
    shares: since,
    columns: undefined,
    changes: kind === "failing" ? { faults: change } : { pace: change },
    newVersions: [],
    faultsPerMin: kind === "failing" ? 5 : 0,
    addedSec: kind === "failing" ? 0 : 20,
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

  test("are two of an endpoint that got slower and fails too, each with its own consequences", () => {
    const both = { ...makeRow("pay", 0), ...makeRow("pay", 600, "failing") };
    const pay = { ...both, changes: { ...makeRow("pay", 0).changes, ...both.changes } };
    expect(told([pay, makeRow("web", 0)], [["web", "pay"]])).toEqual(["pay", "pay < web"]);
  });

  test("tell once that requests which wait until they fail are slow", () => {
    const { pace } = makeRow("pay", 620).changes;
    if (pace === undefined) throw new Error("it is slower");
    const row = makeRow("pay", 600, "failing");
    const payWith = (p50Sec: number) => {
      const since = { ...pace.since, p50Sec };
      return { ...row, changes: { ...row.changes, pace: { ...pace, since } } };
    };
    expect(told([payWith(0.11)], [])).toEqual(["pay"]);
    // Those that work are slow too.
    expect(told([payWith(0.4)], [])).toEqual(["pay", "pay"]);
  });

  test("name the version that first answered within two minutes", () => {
    const newVersions = [{ text: "2.4.1", sinceSec: 700 }];
    const versions = [makeRow("pay", 600), makeRow("web", 0)].map((row) =>
      findCauses([{ ...row, newVersions }], [], 60).map(({ version }) => version),
    );
    expect(versions).toEqual([["2.4.1"], [undefined]]);
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

test("a brush is compared with the rest by its times, and by lengths of the request, not of its trace", () => {
  const subject = { service: "pay", type: undefined, endpoint: "" };
  const brush = { startSec: 10, endSec: 20, minResponseSec: 0.3, maxResponseSec: 2 };
  const query = new URLSearchParams(compareWithRest(subject, EVERYWHERE, brush).split("?")[1]);
  expect(Object.fromEntries(query)).toEqual({
    filter: 'service(id(name: "pay"))',
    a: '[10~20] service(id(name: "pay")) { responsetime >= 0.3 AND responsetime <= 2 }',
    b: "rest",
  });
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
