import { describe, expect, test } from "vitest";
import { toMapGraph, worstFailure } from "./map-graph.ts";
import { kindWords } from "./node-words.ts";
import { makeClient, makeEdge, makeService, makeStatistics } from "../testing/make-services.ts";

describe("toMapGraph", () => {
  const graph = toMapGraph([
    makeClient(0, "api", 1),
    makeService(1, "api", [makeEdge(2, { ok: 8, fault: 2 })], { Root: true }),
    makeService(2, "db@host", [], {
      Type: "Database::SQL",
      State: "unknown",
      SummaryStatistics: makeStatistics({ ok: 8, fault: 2 }, 0.018),
    }),
  ]);

  test("tells the client from the service whose name it has", () => {
    expect(graph.nodes.map((node) => [node.key, node.name, node.client])).toEqual([
      ["api|client", "client", true],
      ["api", "api", false],
      ["db@host|Database::SQL", "db@host", false],
    ]);
  });

  test("gives each node its figures, a client those of its requests", () => {
    expect(graph.nodes.map((node) => [node.total, node.averageSec, node.place, node.inferred])).toEqual([
      [10, 0.05, "service", false],
      [10, 0.05, "service", false],
      [10, 0.018, "database", true],
    ]);
  });

  test("joins nodes by keys", () => {
    expect(graph.edges.map((edge) => edge.key)).toEqual(["api|client~api", "api~db@host|Database::SQL"]);
  });

  test("tells Lambda's two nodes of one name apart by type", () => {
    const lambda = toMapGraph([
      makeService(0, "fn", [makeEdge(1)], { Type: "AWS::Lambda" }),
      makeService(1, "fn", [], { Type: "AWS::Lambda::Function" }),
    ]);
    expect(lambda.edges.map((edge) => edge.key)).toEqual(["fn|AWS::Lambda~fn|AWS::Lambda::Function"]);
  });

  test("keeps a call that waits and a link apart where both join the same nodes", () => {
    const both = toMapGraph([
      makeService(0, "api", [makeEdge(1), { ...makeEdge(1), EdgeType: "link" }]),
      makeService(1, "worker", []),
    ]);
    expect(both.edges.map((edge) => [edge.key, edge.asynchronous])).toEqual([
      ["api~worker", false],
      ["api~~worker", true],
    ]);
  });

  test("draws two hosts that are named by URLs under two names", () => {
    const { nodes } = toMapGraph([
      makeService(0, "http://permissions:8080", [], { Type: "remote" }),
      makeService(1, "http://accounts:8080", [], { Type: "remote" }),
      makeService(2, "https://sqs.eu-west-1.amazonaws.com/1/jobs", [], { Type: "AWS::SQS::Queue" }),
      makeService(3, "arn:aws:sns:eu-west-1:1:crud", [], { Type: "AWS::SNS" }),
    ]);
    expect(nodes.map((node) => node.label)).toEqual([
      "http://permissions:8080",
      "http://accounts:8080",
      "jobs",
      "crud",
    ]);
  });

  test.each(["AWS::ApiGateway::Stage", "AWS::APIGateway::Stage"])("knows %s in any case", (Type) => {
    const [node] = toMapGraph([makeService(0, "orders-api/prod", [], { Type })]).nodes;
    expect(node && [node.place, kindWords(node)]).toEqual(["service", "API Gateway stage"]);
  });

  test("leaves out an edge to a node that is not there", () => {
    expect(toMapGraph([makeService(0, "a", [makeEdge(9)])]).edges).toEqual([]);
  });
});

test("worstFailure names the worst kind with its share", () => {
  expect(worstFailure({ counts: { ok: 90, error: 8, throttle: 0, fault: 2 }, total: 100 })).toEqual({
    outcome: "fault",
    count: 2,
    share: 0.02,
  });
  expect(worstFailure({ counts: { ok: 9, error: 0, throttle: 0, fault: 0 }, total: 9 })).toBeUndefined();
});
