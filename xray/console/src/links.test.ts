import { describe, expect, test } from "vitest";
import { withValues } from "./address-values.ts";
import {
  EVERYWHERE,
  comparePath,
  groupsPath,
  healthPath,
  mapPath,
  readMapView,
  readScope,
  readTracesView,
  readTraceView,
  redirectOfAwsHash,
  samplingPath,
  tracePath,
  tracesPath,
} from "./links.ts";

const queryOf = (path: string) => new URLSearchParams(path.split("?")[1] ?? "");

describe("addresses", () => {
  test("what is the default is left out", () => {
    expect(tracesPath(EVERYWHERE)).toBe("/traces");
    expect(tracesPath(EVERYWHERE, { sort: { by: "time", descending: true }, filter: "", columns: [] })).toBe(
      "/traces",
    );
    expect(mapPath(EVERYWHERE, { view: "" })).toBe("/map");
    expect(comparePath("1-a", "1-b", EVERYWHERE)).toBe("/compare/1-a/1-b");
  });

  test("the list's view survives being written and read", () => {
    const view = {
      filter: 'service("a&b") AND http.url CONTAINS "?x=1#y"',
      brush: { startSec: 1.5, endSec: 2, minResponseSec: 0, maxResponseSec: 0.25 },
      sort: { by: "response", descending: false },
      columns: ["time", "annotation.rows"],
      chosen: [],
    };
    const scope = { range: { kind: "last" as const, durationSec: 3600 }, group: "slow ones" };
    const path = tracesPath(scope, view);
    expect(path).toContain("timeRange=PT1H");
    expect(readTracesView(queryOf(path))).toEqual(view);
    expect(readScope(queryOf(path))).toEqual(scope);
  });

  test("what is compared with goes along to every view, unless it is the range before", () => {
    const scope = { ...EVERYWHERE, against: "version:2.4.0" as const };
    for (const path of [tracesPath(scope), mapPath(scope), samplingPath(scope), healthPath(scope)]) {
      expect(path).toMatch(/\?against=version:2\.4\.0$/);
      expect(readScope(queryOf(path))).toEqual(scope);
    }
    expect(tracesPath({ ...EVERYWHERE, against: "before" })).toBe("/traces");
    expect(readScope(queryOf("?against=before"))).toEqual(EVERYWHERE);
  });

  test("a fixed range goes along to every view, spelled as in AWS's links", () => {
    const range = { kind: "between" as const, startSec: 1_795_500_000, endSec: 1_795_503_600.25 };
    const scope = { range, group: "slow ones" };
    const paths = [
      tracesPath(scope),
      tracePath("1-a", scope),
      comparePath("1-a", "1-b", scope),
      mapPath(scope),
      samplingPath(scope),
      groupsPath(scope),
      healthPath(scope, { reason: "NoNamespace" }),
    ];
    for (const path of paths) {
      expect(path).toContain("timeRange=2026-11-24T06:00:00~2026-11-24T07:00:00.250");
      expect(readScope(queryOf(path))).toEqual(scope);
    }
    expect(redirectOfAwsHash("#/traces?timeRange=2026-11-24T06:00:00~2026-11-24T07:00:00.250")).toBe(
      tracesPath({ range, group: "" }),
    );
  });

  test("the trace's view survives being written and read", () => {
    const view = {
      row: "abc",
      zoom: { fromSec: 0.1, toSec: 0.2 },
      fold: ["x", "y"],
      tab: "steps",
      frame: 3,
      isOfUrl: true,
      sort: { by: "total", descending: true },
      isMapOfLinked: true,
      isPathHidden: false,
    } as const;
    const path = tracePath("1-5f84c7a1-e7d1852db8c4fd35d88bf49a", EVERYWHERE, view);
    expect(path).toBe(
      "/traces/1-5f84c7a1-e7d1852db8c4fd35d88bf49a?row=abc&zoom=0.1~0.2&fold=x,y&sort=-total&view=steps&of=url&frame=3&map=linked",
    );
    expect(readTraceView(queryOf(path))).toEqual(view);
  });

  test.each(["", "view=logs", "frame=x", "frame=-1", "of=all", "map=all"])(
    "what %j says of a trace's view is the usual one",
    (text) => {
      expect(readTraceView(new URLSearchParams(text))).toEqual({
        row: "",
        zoom: undefined,
        fold: [],
        tab: "timeline",
        frame: 0,
        isOfUrl: false,
        sort: undefined,
        isMapOfLinked: false,
        isPathHidden: false,
      });
    },
  );

  test("an id from anywhere cannot leave its place in the path", () => {
    expect(tracePath("../map?x=1", EVERYWHERE)).toBe("/traces/..%2Fmap%3Fx%3D1");
  });

  test.each(["brush=x", "brush=1~2", "brush=1~2,3", "brush=1~,3~4", "zoom=2~1"])("%s is ignored", (text) => {
    const query = new URLSearchParams(text);
    expect(readTracesView(query).brush).toBeUndefined();
    expect(readTraceView(query).zoom).toBeUndefined();
  });

  test("one value changes and the others stay", () => {
    const query = new URLSearchParams("filter=fault&timeRange=PT1H");
    expect(withValues(query, { filter: "error", brush: "1~2,3~4" })).toBe(
      "?filter=error&timeRange=PT1H&brush=1~2,3~4",
    );
    expect(withValues(query, { filter: "", timeRange: undefined })).toBe("");
  });

  test("the map's view is read", () => {
    expect(
      readMapView(
        new URLSearchParams("node=a&edge=a~b&brush=0.01~0.5&outcomes=fault,error&view=table&size=health"),
      ),
    ).toEqual({
      node: "a",
      edge: "a~b",
      times: { fromSec: 0.01, toSec: 0.5 },
      outcomes: ["fault", "error"],
      show: "",
      size: "health",
      view: "table",
    });
  });
});

describe("AWS's deep links", () => {
  test.each([
    ["#/traces", "/traces"],
    ["#/traces?timeRange=PT5M&filter=fault", "/traces?filter=fault&timeRange=PT5M"],
    ["#/traces/1-5f84c7a1-e7d1852db8c4fd35d88bf49a", "/traces/1-5f84c7a1-e7d1852db8c4fd35d88bf49a"],
    ["#/traces/1-5f84c7a1-e7d1852db8c4fd35d88bf49a/raw", "/traces/1-5f84c7a1-e7d1852db8c4fd35d88bf49a"],
    ["#xray:traces/1-5f84c7a1-e7d1852db8c4fd35d88bf49a", "/traces/1-5f84c7a1-e7d1852db8c4fd35d88bf49a"],
    ["#/service-map?timeRange=PT1H", "/map?timeRange=PT1H"],
  ])("%s leads to %s", (hash, path) => expect(redirectOfAwsHash(hash)).toBe(path));

  test.each(["", "#", "#plot", "#/analytics", "#/traces/%"])("%s breaks nothing", (hash) =>
    expect(() => redirectOfAwsHash(hash)).not.toThrow(),
  );
});
