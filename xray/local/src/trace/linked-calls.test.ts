import { describe, expect, it } from "vitest";
import type { SegmentDocument } from "../protocol/segment-document.ts";
import { assembleTrace } from "./assemble-trace.ts";
import { deriveTraceFacts } from "./facts/derive-facts.ts";
import { findLinkedCalls } from "./linked-calls.ts";
import { createServiceGraph } from "./graph/service-graph.ts";
import { makeId, makeIndependent, makeSegment, makeSubsegment } from "./testing/make-documents.ts";

const LINKED = "1-5759e988-bd862e3fe1be46a994272793";

function linkTo(name: string, trace_id = LINKED) {
  return { trace_id, id: makeId(name) };
}

/** `from ~> to (age)` of each edge. */
function edgesOf(consumer: readonly SegmentDocument[], producer: readonly SegmentDocument[]): string[] {
  const { services, edges } = findLinkedCalls(assembleTrace(consumer), LINKED, assembleTrace(producer));
  return edges.map(({ from, to, requests }) => {
    const ages = requests.map(({ responseTimeSec }) => responseTimeSec).join(" ");
    const nameOf = (index: number) => `${services[index]?.id.Name} ${services[index]?.id.Type ?? ""}`.trim();
    return `${nameOf(from)} ~> ${nameOf(to)} (${ages})`;
  });
}

const worker = makeSegment("worker", { start_time: 107, end_time: 108 });
const send = makeSubsegment("SQS", {
  namespace: "aws",
  aws: { queue_url: "http://sqs/orders" },
  start_time: 100.5,
});
const producer = [makeSegment("api", { trace_id: LINKED, subsegments: [send] })];

describe("the edge of a link", () => {
  it("leads from the queue of the linked call to the service that works on it, with the age of the message", () => {
    const consumer = [{ ...worker, links: [linkTo("SQS")] }];
    expect(edgesOf(consumer, producer)).toEqual(["http://sqs/orders AWS::SQS::Queue ~> worker (6.5)"]);
  });

  it.each([
    ["a call that a service answered itself", "call", "stock ~> worker (7)"],
    ["local work", "local", "api ~> worker (7)"],
    ["a segment", "api", "api ~> worker (7)"],
  ])("leads from the service where the link is to %s", (_, name, edge) => {
    const documents = [
      makeSegment("api", { trace_id: LINKED, subsegments: [makeSubsegment("local")] }),
      makeIndependent("call", "api", { trace_id: LINKED, namespace: "remote" }),
      makeSegment("stock", { trace_id: LINKED, parent_id: makeId("call") }),
    ];
    expect(edgesOf([{ ...worker, links: [linkTo(name)] }], documents)).toEqual([edge]);
  });

  it("leads downstream where it is the producer's to its child, and upstream where it is to a parent", () => {
    const typed = (name: string, trace_id: string, type: string) => ({
      ...linkTo(name, trace_id),
      attributes: { "aws.xray.reserved.reference_type": type },
    });
    const invocation = makeSubsegment("Invocation", { links: [typed("consumer", worker.trace_id, "child")] });
    const producing = makeSegment("producer", { subsegments: [invocation] });
    const consuming = makeSegment("consumer", {
      start_time: 107,
      links: [typed("Invocation", producing.trace_id, "parent")],
    });
    const join = (one: SegmentDocument, other: SegmentDocument) => {
      const linked = assembleTrace([other]);
      const { services, edges } = findLinkedCalls(assembleTrace([one]), worker.trace_id, linked);
      return edges.map(({ from, to }) => `${services[from]?.id.Name} ~> ${services[to]?.id.Name}`);
    };
    const { links: _, ...alone } = consuming;
    expect(join(producing, alone)).toEqual(["producer ~> consumer"]);
    expect(join(consuming, producing)).toEqual(["producer ~> consumer"]);
    // One delivery, told by both sides.
    expect(join(producing, consuming)).toEqual([]);
  });

  it("leads to the service of the step that has it", () => {
    const step = makeSubsegment("process", { start_time: 107.5, links: [linkTo("SQS")] });
    const apart = makeIndependent("more", "worker", {
      start_time: 107.6,
      links: [linkTo("SQS"), linkTo("api")],
    });
    expect(edgesOf([{ ...worker, subsegments: [step] }, apart], producer)).toEqual([
      "http://sqs/orders AWS::SQS::Queue ~> worker (7)",
      "http://sqs/orders AWS::SQS::Queue ~> worker (7.1)",
      "api ~> worker (7.6)",
    ]);
  });

  it.each([
    ["leads to another trace", [{ ...worker, links: [linkTo("SQS", worker.trace_id)] }]],
    ["leads to a step that never arrived", [{ ...worker, links: [linkTo("gone")] }]],
    [
      "is a step's whose service never arrived",
      [makeIndependent("process", "gone", { links: [linkTo("SQS")] })],
    ],
  ])("is none where the link %s", (_, consumer) => {
    expect(edgesOf(consumer, producer)).toEqual([]);
  });

  it("joins two traces in a graph without counting their requests twice", () => {
    const consumer = [{ ...worker, links: [linkTo("SQS")] }];
    const graph = createServiceGraph();
    for (const documents of [consumer, producer]) graph.add(deriveTraceFacts(documents, 1));
    const before = graph.services();
    graph.add(findLinkedCalls(assembleTrace(consumer), LINKED, assembleTrace(producer)));
    const after = graph.services();
    const queue = after.find(({ Type }) => Type === "AWS::SQS::Queue");
    expect(queue?.Edges).toMatchObject([
      {
        ReferenceId: after.find(({ Name, Root }) => Name === "worker" && Root)?.ReferenceId,
        EdgeType: "link",
        ReceivedEventAgeHistogram: [{ Value: 6.5, Count: 1 }],
        SummaryStatistics: { TotalCount: 1 },
      },
    ]);
    const countsOf = (services: typeof after) =>
      services.map(({ Name, Type, SummaryStatistics }) => [Name, Type, SummaryStatistics]);
    expect(countsOf(after)).toEqual(countsOf(before));
  });
});
