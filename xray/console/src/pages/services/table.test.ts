import { splitServiceKey } from "xray-local/model/trace-topology.ts";
import { describe, expect, test } from "vitest";
import {
  makeFigureRow,
  makeFigures,
  makeGroup,
  makeServiceRow,
  makeSet,
} from "../../testing/make-figures.ts";
import { findRows } from "./find-rows.ts";
import {
  earlierReader,
  nameOfRow,
  newVersionsOf,
  splitEndpoint,
  subjectOf,
  toServiceFigures,
} from "./service-rows.ts";
import { formatServiceSort, readServicesView, SERVICE_SORTS } from "./services-view.ts";
import type { ServiceSort } from "./services-view.ts";
import { sortRows, sortServices } from "./sort-services.ts";

const BOUNDS = { startSec: 0, endSec: 600 };
const outcomes = (error: number, throttle: number, fault: number) => ({ ok: 0, error, throttle, fault });
const times = (p50Sec: number, p95Sec: number, p99Sec: number) => ({
  ...makeFigures(10),
  p50Sec,
  p95Sec,
  p99Sec,
});

describe("the order of rows", () => {
  const rows = [
    makeFigureRow("/a", {
      figures: makeFigures(10),
      times: times(3, 2, 1),
      shares: { ...makeFigures(10), outcomes: outcomes(1, 2, 3) },
      addedSec: 9,
    }),
    makeFigureRow("/b", {
      figures: makeFigures(30),
      times: times(1, 3, 2),
      // A fifth of few is more than a tenth of many.
      shares: { ...makeFigures(100), outcomes: outcomes(20, 30, 10) },
      faultsPerMin: 1,
    }),
    makeFigureRow("/c", {
      figures: makeFigures(20),
      times: times(2, 1, 3),
      shares: { ...makeFigures(1000), outcomes: outcomes(150, 10, 50) },
      addedSec: 5,
    }),
  ];
  const order = (sort: ServiceSort, isReversed = false) =>
    sortRows(rows, sort, isReversed)
      .map(({ url }) => url)
      .join("");

  test.each([
    // What fails comes before what is slow.
    ["worse", "/b/a/c", "/c/a/b"],
    ["rate", "/b/c/a", "/a/c/b"],
    ["p50", "/a/c/b", "/b/c/a"],
    ["p95", "/b/a/c", "/c/a/b"],
    ["p99", "/c/b/a", "/a/b/c"],
    ["error", "/b/c/a", "/a/c/b"],
    ["throttle", "/b/a/c", "/c/a/b"],
    ["fault", "/a/b/c", "/c/b/a"],
    ["name", "/a/b/c", "/c/b/a"],
  ] as const)("by %s is %s, turned round %s", (sort, usual, reversed) => {
    expect([order(sort), order(sort, true)]).toEqual([usual, reversed]);
  });

  test("is by requests and then by name where rows are alike, turned round or not", () => {
    const alike = [
      makeFigureRow("/b", { figures: makeFigures(5) }),
      makeFigureRow("/a", { figures: makeFigures(5) }),
      makeFigureRow("/c", { figures: makeFigures(7) }),
    ];
    for (const isReversed of [false, true]) {
      expect(sortRows(alike, "worse", isReversed).map(({ url }) => url)).toEqual(["/c", "/a", "/b"]);
    }
  });

  test("leaves the list that it was given as it was", () => {
    order("name", true);
    expect(rows.map(({ url }) => url)).toEqual(["/a", "/b", "/c"]);
  });
});

describe("the order of services", () => {
  const services = [
    makeServiceRow("quiet", { figures: makeFigures(100) }),
    makeServiceRow("slow", { endpoints: [makeFigureRow("/x"), makeFigureRow("/y", { addedSec: 3 })] }),
    makeServiceRow("failing", { endpoints: [makeFigureRow("/z", { faultsPerMin: 0.1 })] }),
    makeServiceRow("alone", { addedSec: 2 }),
  ];
  const names = (sort: ServiceSort, isReversed = false) =>
    sortServices(services, sort, isReversed).map(({ service }) => service);

  test("is by the worst endpoint, or the service itself where it has none", () => {
    expect(names("worse")).toEqual(["failing", "slow", "alone", "quiet"]);
    expect(names("worse", true)).toEqual(["quiet", "alone", "slow", "failing"]);
  });

  test("is by its own figures in every other order", () => {
    expect(names("rate")[0]).toBe("quiet");
    expect(names("name")).toEqual(["alone", "failing", "quiet", "slow"]);
  });

  test("orders the endpoints of each too", () => {
    const slow = sortServices(services, "worse", false).find(({ service }) => service === "slow");
    expect(slow?.endpoints.map(({ url }) => url)).toEqual(["/y", "/x"]);
  });
});

describe("what is looked for", () => {
  const services = [
    makeServiceRow("payment", {
      endpoints: [makeFigureRow("/charge", { method: "POST" }), makeFigureRow("/state")],
    }),
    makeServiceRow("shop", {
      endpoints: [makeFigureRow("/cart", { method: "POST" }), makeFigureRow("/payments")],
    }),
  ];
  const found = (text: string) =>
    findRows(services, text).map(({ service, endpoints }) =>
      [service, ...endpoints.map(nameOfRow)].join(" "),
    );

  test.each([
    ["", ["payment POST /charge /state", "shop POST /cart /payments"]],
    ["  ", ["payment POST /charge /state", "shop POST /cart /payments"]],
    ["payment", ["payment POST /charge /state", "shop /payments"]],
    [" PAYMENT ", ["payment POST /charge /state", "shop /payments"]],
    ["post /c", ["payment POST /charge", "shop POST /cart"]],
    ["state", ["payment /state"]],
    ["nowhere", []],
  ])("as %o finds %o", (text, rows) => expect(found(text)).toEqual(rows));
});

describe("the view in the address", () => {
  test.each([
    ["", { by: "service", sort: "worse", isReversed: false, find: "", fold: [] }],
    ["by=endpoint&sort=p95&q=%2Fcart", { by: "endpoint", sort: "p95", isReversed: false, find: "/cart" }],
    ["sort=-fault", { sort: "fault", isReversed: true }],
    ["sort=-worse", { sort: "worse", isReversed: true }],
    // An order that there is not is the usual one, and not that turned round.
    ["sort=-colour", { sort: "worse", isReversed: false }],
    ["by=planet&sort=colour", { by: "service", sort: "worse", isReversed: false }],
    ["fold=shop,pay|remote,", { fold: ["shop", "pay|remote"] }],
  ])("%o is read", (query, view) => {
    expect(readServicesView(new URLSearchParams(query))).toMatchObject(view);
  });

  test("has no order where it is the usual one, and keeps every other, turned round or not", () => {
    expect(formatServiceSort("worse", false)).toBe("");
    for (const sort of SERVICE_SORTS) {
      for (const isReversed of [false, true]) {
        const query = new URLSearchParams({ sort: formatServiceSort(sort, isReversed) });
        expect(readServicesView(query)).toMatchObject({ sort, isReversed });
      }
    }
  });
});

describe("rows out of figures", () => {
  const lists = [
    [makeGroup(["shop"], makeFigures(60)), makeGroup(["pg@db|Database::SQL"], makeFigures(5))],
    [makeGroup(["shop", "POST /cart"], makeFigures(40)), makeGroup(["shop", "GET /"], makeFigures(20))],
    [
      makeGroup(["shop", "2.4.1"], { firstSec: 300 }),
      makeGroup(["shop", "2.4.0"], { firstSec: 1 }),
      makeGroup(["pg@db|Database::SQL", "17"], { firstSec: 2 }),
    ],
    [makeGroup(["shop", "POST /cart", "web|AWS::RUM::AppMonitor", "click"])],
  ];
  const figures = toServiceFigures(makeSet(lists), [], BOUNDS);

  test("are services with their own endpoints", () => {
    expect(figures.services.map(({ key, endpoints }) => [key, ...endpoints.map(nameOfRow)])).toEqual([
      ["shop", "POST /cart", "GET /"],
      ["pg@db|Database::SQL"],
    ]);
    expect(figures.services[1]).toMatchObject({ service: "pg@db", type: "Database::SQL", place: "database" });
  });

  test("name the newest version, and since when where it came after another", () => {
    expect(figures.services.map(({ version }) => version)).toEqual([
      { text: "2.4.1", sinceSec: 300 },
      { text: "17" },
    ]);
    expect(figures.versions).toEqual(["2.4.1", "17", "2.4.0"]);
    expect(figures.services[0]?.endpoints[0]?.newVersions).toEqual([{ text: "2.4.1", sinceSec: 300 }]);
  });

  test("are told apart from their callers by the keys of rows", () => {
    expect(figures.calls).toEqual([
      { callee: "shop\nPOST /cart", caller: "web|AWS::RUM::AppMonitor\nclick" },
    ]);
    expect(figures.calls[0]?.callee).toBe(figures.services[0]?.endpoints[0]?.key);
  });

  test("are none of an empty answer", () => {
    expect(toServiceFigures(makeSet([]), [], BOUNDS)).toEqual({
      services: [],
      calls: [],
      others: 0,
      versions: [],
      ...BOUNDS,
    });
  });

  test("are of the time since a change, and of the whole range where there was none", () => {
    const since = makeFigures(20, 0.9);
    const change = { kind: "slower", atSec: 300, before: makeFigures(20, 0.1), since } as const;
    const group = makeGroup(["shop"], { ...makeFigures(40, 0.5), changes: [change] });
    const [row] = toServiceFigures(makeSet([[group]]), [], BOUNDS).services;
    expect(row?.figures.p95Sec).toBe(0.5);
    expect([row?.times, row?.shares]).toEqual([since, since]);
    // 20 requests, 0.8 s more each.
    expect(row?.addedSec).toBeCloseTo(16);
    const [steady] = figures.services;
    expect(steady?.times).toBe(steady?.figures);
  });
});

describe("what rows are compared with", () => {
  const group = makeGroup(["shop", "GET /"]);
  const then = makeGroup(["shop", "GET /"], makeFigures(7));

  test("is nothing where nothing was asked or nothing was recorded then", () => {
    expect(earlierReader([])(group)).toBeUndefined();
    expect(earlierReader([makeSet([[then]], { scanned: 0 })])(group)).toBeUndefined();
  });

  test("is the same endpoint, or that there was none", () => {
    const read = earlierReader([makeSet([[], [then]], { scanned: 9 })]);
    expect(read(group)).toEqual({ figures: then });
    expect(read(makeGroup(["shop", "GET /new"]))).toEqual({ figures: undefined });
  });

  test("is with a version what others answered now", () => {
    const now = makeGroup(["shop", "GET /"], makeFigures(3));
    const read = earlierReader([makeSet([[then]], { scanned: 9 }), makeSet([[now]])]);
    expect(read(group)).toEqual({ figures: then, now });
  });
});

test("versions are new in the order in which they came, and the first of all is not", () => {
  const versions = [400, 1, 200].map((firstSec) => makeGroup(["shop", `v${firstSec}`], { firstSec }));
  expect(newVersionsOf(versions)).toEqual([
    { text: "v200", sinceSec: 200 },
    { text: "v400", sinceSec: 400 },
  ]);
  expect(newVersionsOf([])).toEqual([]);
});

test.each([
  ["POST /api/cart", ["POST", "/api/cart"]],
  ["GET /a b", ["GET", "/a b"]],
  ["/only/a/path", ["", "/only/a/path"]],
  ["POST", ["POST", ""]],
  ["", ["", ""]],
])("the endpoint %o is %o, and the same again where it is opened", (endpoint, parts) => {
  const [method, url] = splitEndpoint(endpoint);
  expect([method, url]).toEqual(parts);
  expect(subjectOf({ service: "shop", type: undefined, method, url }).endpoint).toBe(endpoint);
});

test.each([
  ["shop", ["shop"]],
  ["pg@db|Database::SQL", ["pg@db", "Database::SQL"]],
  ["a|b|remote", ["a|b", "remote"]],
])("the key %s is %o", (key, parts) => expect(splitServiceKey(key)).toEqual(parts));

test("a row without method and URL is called by its service", () => {
  expect(nameOfRow(makeServiceRow("shop"))).toBe("shop");
  expect(nameOfRow(makeFigureRow("/cart"))).toBe("/cart");
});
