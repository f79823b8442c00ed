import { describe, expect, test } from "vitest";
import { edgeFilter, nodeFilter } from "./map-filter.ts";
import { toMapGraph } from "./map-graph.ts";
import type { MapNode } from "./map-graph.ts";
import { makeClient, makeEdge, makeService } from "../testing/make-services.ts";

const { nodes, edges } = toMapGraph([
  makeClient(0, "api", 1),
  makeService(1, "api", [makeEdge(2)], { Root: true }),
  makeService(2, 'we"ird\\', [], { Type: "AWS::DynamoDB::Table" }),
]);
const [client, api, table] = nodes as [MapNode, MapNode, MapNode];
const ALL = ["ok", "error", "throttle", "fault"] as const;

describe("nodeFilter", () => {
  test.each([
    [undefined, ALL, 'service(id(name: "api"))'],
    [
      { fromSec: 0.055, toSec: 0.4449 },
      ALL,
      'service(id(name: "api")) { responsetime >= 0.055 AND responsetime < 0.445 }',
    ],
    [undefined, ["fault"] as const, 'service(id(name: "api")) { fault }'],
    [undefined, ["error", "throttle", "fault"] as const, 'service(id(name: "api")) { (error OR fault) }'],
    [undefined, ["error"] as const, 'service(id(name: "api")) { error AND !throttle }'],
    [
      { fromSec: 0, toSec: 1 },
      ["throttle", "fault"] as const,
      'service(id(name: "api")) { responsetime < 1 AND (throttle OR fault) }',
    ],
  ])("narrows to %j and %j", (brush, outcomes, filter) => {
    expect(nodeFilter(api, undefined, { brush, outcomes })).toBe(filter);
  });

  test("looks for a client's requests at the service it calls", () => {
    expect(nodeFilter(client, api, { brush: undefined, outcomes: ALL })).toBe('service(id(name: "api"))');
  });

  test("keeps quotes and backslashes of names inside the string", () => {
    expect(nodeFilter(table, undefined, { brush: undefined, outcomes: ALL })).toBe(
      String.raw`service(id(name: "we\"ird\\", type: "AWS::DynamoDB::Table"))`,
    );
  });
});

test("edgeFilter names both ends", () => {
  const edge = edges[1];
  expect(
    edge && edgeFilter(edge, api, { ...table, name: "t" }, { brush: undefined, outcomes: ["fault"] }),
  ).toBe('edge(id(name: "api"), id(name: "t", type: "AWS::DynamoDB::Table")) { fault }');
});
