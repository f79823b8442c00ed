import { describe, expect, it } from "vitest";
import type { SegmentDocument } from "../protocol/segment-document.ts";
import { deriveTraceFacts } from "./facts/derive-facts.ts";
import { createServiceGraph } from "./graph/service-graph.ts";
import { makeSegment, permutationsOf } from "./testing/make-documents.ts";
import * as reported from "./testing/reported-documents.ts";
import { toApiTrace } from "./to-api-trace.ts";

/** `name (type, state) -> name, ~> name over a queue`. */
function drawGraph(documents: readonly SegmentDocument[]): string[] {
  const graph = createServiceGraph();
  graph.add(deriveTraceFacts(documents, 1));
  const services = graph.services();
  const names = new Map(services.map(({ ReferenceId, Name }) => [ReferenceId, Name]));
  return services.map(({ Name, Type = "no type", State, Edges }) => {
    const edges = Edges.map(
      ({ ReferenceId, EdgeType }) => ` ${EdgeType === "link" ? "~>" : "->"} ${names.get(ReferenceId)}`,
    );
    return `${Name} (${Type}, ${State})${edges.join()}`;
  });
}

describe("the graph of what other software sends", () => {
  it.each<[string, readonly SegmentDocument[], string[]]>([
    [
      "a trace from AWS, with what AWS inferred: one node, that sent nothing",
      reported.inferredFromAnExport,
      [
        "orders (AWS::DynamoDB::Table, unknown)",
        "shop (client, unknown) -> shop",
        "shop (no type, active) -> orders",
      ],
    ],
    [
      "a consumer outside Lambda: behind the queue",
      reported.queueConsumer,
      [
        "https://sqs.eu-west-1.amazonaws.com/111122223333/jobs (AWS::SQS::Queue, unknown) ~> worker",
        "producer (client, unknown) -> producer",
        "producer (no type, active) -> https://sqs.eu-west-1.amazonaws.com/111122223333/jobs",
        "worker (no type, active)",
      ],
    ],
    [
      "segments behind one another: a chain",
      reported.chainedSegments,
      [
        "Test I (client, unknown) -> Test I",
        "Test I (no type, active) -> Test II",
        "Test II (no type, active) -> Test III",
        "Test III (no type, active)",
      ],
    ],
    [
      "a callee that sends a subsegment: known from its caller",
      reported.calleeSendsSubsegment,
      ["front (client, unknown) -> front", "front (no type, active) -> xyz", "xyz (remote, unknown)"],
    ],
    ["steps whose segment never arrived: nothing", reported.stepsAlone, []],
  ])("of %s", (_, documents, nodes) => {
    for (const order of permutationsOf(documents)) expect(drawGraph(order).sort()).toEqual(nodes);
  });
});

it("names a segment that AWS inferred by its resource where its call is not there", () => {
  const inferred = reported.inferredFromAnExport.filter((document) => document.inferred === true);
  expect(drawGraph([makeSegment("shop"), ...inferred])).toContain("orders (AWS::DynamoDB::Table, unknown)");
});

describe("the trace of what other software sends", () => {
  it("has a segment that AWS inferred once, as it came", () => {
    const { Segments } = toApiTrace("1-6b0d69aa-7f7d0e0505ff1070a5c12a5c", reported.inferredFromAnExport);
    expect(Segments.map(({ Id }) => Id)).toEqual(["0000000000000001", "0000000000000002"]);
    expect(JSON.parse(Segments[1]?.Document ?? "")).toMatchObject({
      inferred: true,
      origin: "AWS::DynamoDB::Table",
    });
  });
});
