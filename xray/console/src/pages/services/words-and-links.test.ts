import { describe, expect, test } from "vitest";
import { EVERYWHERE } from "../../links.ts";
import { makeColumns, makeFigureRow, makeFigures, makeServiceRow } from "../../testing/make-figures.ts";
import type { Change } from "./change.ts";
import { changeLink, compareWithRest } from "./compare-links.ts";
import { rowFrame } from "./row-frame.ts";
import { subjectFilter } from "./service-filter.ts";
import type { ServiceFigures } from "./service-rows.ts";
import { servicesExtent, servicesVerdict } from "./services-verdict.ts";
import { heightOf, placeOf, sparkPaths, sparkScale } from "./spark.ts";
import { brushFrom, worseList } from "./worse-list.ts";

const PAY = { service: "pay", type: undefined, endpoint: "POST /charge" };
const PAY_FILTER = 'service(id(name: "pay")) { http.method = "POST" AND http.url CONTAINS "/charge" }';

const change = (
  kind: Change["kind"],
  atSec?: number,
  before = makeFigures(50, 0.1),
  since = makeFigures(50, 0.5, 25),
): Change => ({
  kind,
  ...(atSec !== undefined && { atSec }),
  before,
  since,
});
const queryOf = (path: string) => Object.fromEntries(new URLSearchParams(path.split("?")[1]));

describe("the sentence about all services", () => {
  const figures: ServiceFigures = {
    services: [
      makeServiceRow("shop", {
        figures: makeFigures(1200),
        endpoints: [makeFigureRow("/a"), makeFigureRow("/b")],
      }),
      makeServiceRow("pay", { figures: makeFigures(34) }),
    ],
    calls: [],
    others: 0,
    versions: [],
    startSec: 0,
    endSec: 60,
  };
  const causes = (slower: number, failing: number) =>
    [...Array<Change["kind"]>(slower).fill("slower"), ...Array<Change["kind"]>(failing).fill("failing")].map(
      (kind) => ({ row: makeFigureRow("/a"), change: change(kind), consequences: [], version: undefined }),
    );

  test.each([
    [0, 0, "Nothing got worse. 2 services answered 1,234 requests."],
    [1, 0, "One endpoint got slower."],
    [3, 0, "Three endpoints got slower."],
    [0, 1, "One endpoint started to fail."],
    [0, 2, "Two endpoints started to fail."],
    [2, 1, "Two endpoints got slower, one started to fail."],
    [1, 14, "One endpoint got slower, 14 started to fail."],
  ])("of %i slower and %i failing ones is told", (slower, failing, words) => {
    expect(servicesVerdict(figures, causes(slower, failing))).toBe(words);
  });

  test("counts endpoints that are too rare to be told one by one", () => {
    expect(servicesExtent(figures)).toBe("2 services, 2 endpoints");
    expect(servicesExtent({ ...figures, others: 1500 })).toBe("2 services, 1,502 endpoints");
    expect(servicesExtent({ ...figures, services: figures.services.slice(1), others: 1 })).toBe(
      "1 service, 1 endpoint",
    );
  });
});

describe("the filter of what is looked at", () => {
  test.each([
    ["", 'service(id(name: "pay"))'],
    ["GET /", 'service(id(name: "pay")) { http.method = "GET" }'],
    ["/only/a/path", 'service(id(name: "pay")) { http.url CONTAINS "/only/a/path" }'],
    ["GET /:id", 'service(id(name: "pay")) { http.method = "GET" }'],
    [
      "GET /a/:id/:id/b",
      'service(id(name: "pay")) { http.method = "GET" AND http.url CONTAINS "/a/" AND http.url CONTAINS "/b" }',
    ],
  ])("of %o", (endpoint, filter) => expect(subjectFilter({ ...PAY, endpoint })).toBe(filter));

  test("has more conditions and the type, where there are any", () => {
    const subject = { service: "pay", type: "AWS::Lambda", endpoint: "" };
    expect(subjectFilter(subject, ["fault", "ok"])).toBe(
      'service(id(name: "pay", type: "AWS::Lambda")) { fault AND ok }',
    );
  });
});

describe("where changes lead", () => {
  const linkOf = (each: Change) => changeLink(PAY, EVERYWHERE, each, 1000.2);

  test("faults to those that failed since, told by their number", () => {
    const { to, words } = linkOf(change("failing", 100.7));
    expect(words).toBe("Show the 25");
    expect(queryOf(to)).toEqual({
      filter: PAY_FILTER.replace(" }", " AND fault }"),
      brush: "100~1001,0~86400",
    });
    expect(linkOf(change("failing", 1, makeFigures(50), makeFigures(50, 1, 1))).words).toBe("Show it");
    expect(linkOf(change("failing", 1, makeFigures(50), makeFigures(5000, 1, 1234))).words).toBe(
      "Show the 1,234",
    );
  });

  test("slowness to what is different since, with the words of who asks", () => {
    const { to, words } = linkOf(change("slower", 100.7));
    expect(to).toMatch(/^\/sets\?/);
    expect(words).toBe("Compare before and after");
    expect(queryOf(to)).toEqual({ filter: PAY_FILTER, a: "[100~1001]", b: "rest" });
    expect(changeLink(PAY, EVERYWHERE, change("slower", 1), 9, "Compare").words).toBe("Compare");
  });

  test("a change from before the range to all of its traces, as there is no before to compare with", () => {
    const { to, words } = linkOf(change("slower"));
    expect([words, queryOf(to)]).toEqual(["Show its traces", { filter: PAY_FILTER }]);
    expect(queryOf(linkOf(change("failing")).to)).not.toHaveProperty("brush");
  });

  test("a brush has a bound of lengths only where it leaves some out", () => {
    const brush = { startSec: 1, endSec: 2, minResponseSec: 0.5, maxResponseSec: 86_400 };
    const { a } = queryOf(compareWithRest({ ...PAY, endpoint: "" }, EVERYWHERE, brush));
    expect(a).toBe('[1~2] service(id(name: "pay")) { responsetime >= 0.5 }');
  });

  test("a row to its list, since the change, and in the range and group that are looked at", () => {
    const row = makeFigureRow("/charge", { service: "pay", method: "POST" });
    const scope = { range: { kind: "last", durationSec: 3600 }, group: "slow ones" } as const;
    const toList = worseList(scope, { endSec: 1000 });
    const place = { timeRange: "PT1H", group: "slow ones" };
    expect(queryOf(toList(row))).toEqual({ filter: PAY_FILTER, ...place });
    expect(queryOf(toList(row, change("slower", 900)))).toEqual({
      filter: PAY_FILTER,
      brush: "900~1000,0~86400",
      ...place,
    });
    expect(queryOf(toList(row, change("failing")))["filter"]).toMatch(/ AND fault }$/);
  });

  test("a brush is of whole seconds, and of one at least", () => {
    expect(brushFrom(10.9, 20.1)).toMatchObject({ startSec: 10, endSec: 21 });
    expect(brushFrom(10, 10)).toMatchObject({ startSec: 10, endSec: 11 });
  });
});

describe("sparks", () => {
  test.each([
    [0, 22],
    [0.5, 12],
    [1, 2],
    [7, 2],
  ])("a p95 of %f of the scale lies at %i", (sec, y) => expect(heightOf(sec, 1)).toBe(y));

  test.each([
    [0, 0],
    [90, 156],
    [180, 312],
    [-1, undefined],
    [181, undefined],
  ])("the moment %i lies at %s", (atSec, x) => {
    expect(placeOf(atSec, makeColumns({ count: [1, 1, 1] }))).toBe(x);
  });

  test.each([
    [[0], 0.1],
    [[10], 0.1],
    [[11], 0.5],
    [[50], 0.5],
    [[51], 1],
    [[0, 100], 1],
  ])("faults of %o in a hundred fill a scale of %f", (fault, share) => {
    expect(sparkScale([makeColumns({ count: fault.map(() => 100), fault })]).faultShare).toBe(share);
  });

  test("a single long column does not flatten the rest, and an empty one has no length", () => {
    const p95Sec = [...Array<number>(98).fill(0.1), 60, 999];
    const count = [...Array<number>(99).fill(1), 0];
    expect(sparkScale([makeColumns({ count, p95Sec })]).endSec).toBe(0.1);
  });

  test("one fault of many is still seen, and no more than all hangs from the line", () => {
    const scale = { endSec: 1, faultShare: 0.1 };
    const heights = [1, 10_000].map(
      (fault) =>
        /v([\d.]+)/.exec(sparkPaths(makeColumns({ count: [10_000], fault: [fault] }), scale).faults)?.[1],
    );
    expect(heights).toEqual(["2", "10"]);
  });

  test("of a table have one scale, of rows that have columns", () => {
    const rows = [
      makeFigureRow("/a", { columns: makeColumns({ count: [1], p95Sec: [0.3] }) }),
      makeFigureRow("/b"),
    ];
    const { scale, rangeSec, toView } = rowFrame(rows, { startSec: 0, endSec: 900 }, EVERYWHERE, 0);
    expect([scale.endSec, rangeSec]).toEqual([0.4, 900]);
    expect(rows.map(toView)).toEqual(["/services/shop/%2Fa", "/services/shop/%2Fb"]);
  });
});
