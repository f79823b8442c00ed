import { describe, expect, test } from "vitest";
import type { SegmentDocument } from "xray-local/protocol/segment-document.ts";
import { toMapGraph } from "../../../map-model/map-graph.ts";
import { makeSegment } from "../../../testing/make-documents.ts";
import { makeClient, makeService } from "../../../testing/make-services.ts";
import { makeSummary } from "../../../testing/make-summary.ts";
import { SENDERS } from "../../../testing/make-traces.ts";
import { assembleTraceTree } from "../../../trace-model/trace-tree.ts";
import { likeFilter } from "./like-filter.ts";
import { findNeighbours } from "./use-neighbours.ts";
import { firstStepOf } from "./use-trace-graph.ts";

describe("the expression of like traces", () => {
  const request = (method: string, url: string, extra: Partial<SegmentDocument> = {}) =>
    makeSegment("shop", 0, 9, { http: { request: { method, url } }, ...extra });

  test.each<[string, readonly SegmentDocument[], string]>([
    [
      "has the service, the method and the path without its query",
      [request("GET", "http://shop.local/api/cart?x=1")],
      'service(id(name: "shop")) { http.method = "GET" AND http.url CONTAINS "/api/cart" }',
    ],
    [
      "has the parts around an id",
      [request("POST", "http://shop.local/api/orders/42/pay")],
      'service(id(name: "shop")) { http.method = "POST" AND http.url CONTAINS "/api/orders/" AND http.url CONTAINS "/pay" }',
    ],
    [
      "has the type of the service where it sent one",
      [request("GET", "http://shop.local/", { origin: "AWS::ECS::Fargate" })],
      'service(id(name: "shop", type: "AWS::ECS::Fargate")) { http.method = "GET" }',
    ],
    [
      "quotes what the sender named",
      [makeSegment("s", 0, 9, { name: 'say "x"' })],
      String.raw`service(id(name: "say \"x\""))`,
    ],
    [
      "has the service alone where nobody asked by HTTP",
      SENDERS.oneSegmentAlone,
      'service(id(name: "alone"))',
    ],
    ["is none for a trace of which no segment arrived", SENDERS.orphans.slice(0, 1), ""],
    ["is none for a trace of which nothing can be read", [], ""],
  ])("%s", (_what, documents, expression) => {
    expect(likeFilter(assembleTraceTree(documents))).toBe(expression);
  });
});

describe("the place in the list", () => {
  const summaries = ["c", "b", "a"].map((Id) => makeSummary({ Id }));

  test.each([
    ["c", 1, undefined, "b"],
    ["b", 2, "c", "a"],
    ["a", 3, "b", undefined],
  ])("of %s is %d, after %s and before %s", (id, position, newer, older) => {
    expect(findNeighbours(summaries, id)).toEqual({ position, count: 3, newer, older, summaries });
  });

  test("is none for a trace that is not in it", () => {
    expect(findNeighbours(summaries, "d")).toBeUndefined();
    expect(findNeighbours([], "a")).toBeUndefined();
  });
});

describe("a node of the small map leads to", () => {
  const tree = assembleTraceTree(SENDERS.backend);
  const { nodes } = toMapGraph([
    makeClient(0, "backend-flask", 1),
    makeService(1, "backend-flask", []),
    makeService(2, "link-preview.local", [], { Type: "remote" }),
    makeService(3, "elsewhere", []),
  ]);
  const stepOf = (name: string, isClient: boolean) => {
    const node = nodes.find((each) => each.client === isClient && (isClient || each.name === name));
    if (node === undefined) throw new Error(`no node ${name}`);
    return firstStepOf(tree, node)?.id;
  };

  test.each<[string, string, boolean, string | undefined]>([
    ["the request, from who asked", "backend-flask", true, "backend"],
    ["the segment of a service", "backend-flask", false, "backend"],
    ["the call of what sent no segment", "link-preview.local", false, "preview"],
    ["nothing, from a service of another trace", "elsewhere", false, undefined],
  ])("%s", (_what, name, isClient, id) => {
    expect(stepOf(name, isClient)).toBe(id);
  });
});
