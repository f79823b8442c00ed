import { describe, expect, it } from "vitest";
import type { SegmentDocument } from "../../protocol/segment-document.ts";
import * as sdk from "../../protocol/testing/sdk-documents.ts";
import { deriveTraceFacts } from "../facts/derive-facts.ts";
import { createServiceGraph } from "./service-graph.ts";
import { makeId, makeSegment, makeSubsegment, readDocument } from "../testing/make-documents.ts";

function graphOf(...traces: readonly SegmentDocument[][]) {
  const graph = createServiceGraph();
  for (const documents of traces) graph.add(deriveTraceFacts(documents, 1));
  return graph.services();
}

const nothing = {
  ErrorStatistics: { ThrottleCount: 0, OtherCount: 0, TotalCount: 0 },
  FaultStatistics: { OtherCount: 0, TotalCount: 0 },
};

describe("createServiceGraph", () => {
  it("has the guide's shape: client, root and what they call", () => {
    const query = makeSubsegment("db@host", {
      namespace: "remote",
      sql: {},
      start_time: 100.1,
      end_time: 100.3,
    });
    const one = { OkCount: 1, ...nothing, TotalCount: 1 };
    expect(
      graphOf([
        makeSegment("A", { origin: "AWS::EC2::Instance", aws: { account_id: "1" }, subsegments: [query] }),
      ]),
    ).toEqual([
      {
        ReferenceId: 0,
        Name: "A",
        Names: ["A"],
        Root: true,
        AccountId: "1",
        Type: "AWS::EC2::Instance",
        State: "active",
        StartTime: 100,
        EndTime: 101,
        Edges: [
          {
            ReferenceId: 1,
            StartTime: 100.1,
            EndTime: 100.3,
            SummaryStatistics: { ...one, TotalResponseTime: 0.2 },
            ResponseTimeHistogram: [{ Value: 0.2, Count: 1 }],
            Aliases: [],
          },
        ],
        SummaryStatistics: { ...one, TotalResponseTime: 1 },
        DurationHistogram: [{ Value: 1, Count: 1 }],
        ResponseTimeHistogram: [{ Value: 1, Count: 1 }],
      },
      {
        ReferenceId: 1,
        Name: "db@host",
        Names: ["db@host"],
        Type: "Database::SQL",
        State: "unknown",
        StartTime: 100.1,
        EndTime: 100.3,
        Edges: [],
        SummaryStatistics: { ...one, TotalResponseTime: 0.2 },
        DurationHistogram: [{ Value: 0.2, Count: 1 }],
        ResponseTimeHistogram: [{ Value: 0.2, Count: 1 }],
      },
      {
        ReferenceId: 2,
        Name: "A",
        Names: ["A"],
        Type: "client",
        State: "unknown",
        StartTime: 100,
        EndTime: 101,
        Edges: [
          {
            ReferenceId: 0,
            StartTime: 100,
            EndTime: 101,
            SummaryStatistics: { ...one, TotalResponseTime: 1 },
            ResponseTimeHistogram: [{ Value: 1, Count: 1 }],
            Aliases: [],
          },
        ],
      },
    ]);
  });

  it("counts a request once: fault before throttle before error before ok", () => {
    const flags = [
      {},
      { error: true },
      { error: true, throttle: true },
      { error: true, throttle: true, fault: true },
      { fault: true },
    ];
    const [service] = graphOf(
      ...flags.map((flag, index) => [makeSegment("A", { id: makeId(`${index}`), ...flag })]),
    );
    expect(service?.SummaryStatistics).toEqual({
      OkCount: 1,
      ErrorStatistics: { ThrottleCount: 1, OtherCount: 1, TotalCount: 2 },
      FaultStatistics: { OtherCount: 2, TotalCount: 2 },
      TotalCount: 5,
      TotalResponseTime: 5,
    });
  });

  it("draws requests in progress and does not count them", () => {
    const { end_time: _, ...open } = makeSegment("A");
    const [service, client] = graphOf([{ ...open, in_progress: true }]);
    expect(service).toMatchObject({
      StartTime: 100,
      EndTime: 100,
      SummaryStatistics: { TotalCount: 0 },
      ResponseTimeHistogram: [],
    });
    expect(client?.Edges).toMatchObject([{ ReferenceId: 0, SummaryStatistics: { TotalCount: 0 } }]);
  });

  it("marks what hangs on a queue as a link with the age of what was received", () => {
    const services = graphOf([sdk.sqsProducer, sdk.sqsConsumer].map(readDocument));
    const queue = services.find(({ Type }) => Type === "AWS::SQS::Queue");
    expect(queue?.Edges).toMatchObject([
      {
        EdgeType: "link",
        ResponseTimeHistogram: [],
        ReceivedEventAgeHistogram: [{ Value: 0.5, Count: 1 }],
      },
    ]);
  });

  it("keeps durations apart from response times", () => {
    const mail = makeSubsegment("mail", { end_time: 104 });
    const [service] = graphOf([makeSegment("A", { subsegments: [mail] })]);
    expect(service).toMatchObject({
      DurationHistogram: [{ Value: 4, Count: 1 }],
      ResponseTimeHistogram: [{ Value: 1, Count: 1 }],
    });
  });

  it("answers a copy: what is added later does not change it", () => {
    const graph = createServiceGraph();
    graph.add(deriveTraceFacts([makeSegment("A")], 1));
    const before = graph.services();
    graph.add(deriveTraceFacts([makeSegment("A")], 1));
    expect(before[0]?.SummaryStatistics?.TotalCount).toBe(1);
    expect(graph.services()[0]?.SummaryStatistics?.TotalCount).toBe(2);
  });

  it("sums a hundred thousand traces into a graph of a bounded size", () => {
    const graph = createServiceGraph();
    const query = makeSubsegment("db@host", { namespace: "remote", sql: {} });
    for (let index = 0; index < 100_000; index++) {
      const end_time = 100 + (index % 5000) / 1000;
      graph.add(deriveTraceFacts([makeSegment("A", { end_time, subsegments: [query] })], 1));
    }
    const services = graph.services();
    expect(services).toHaveLength(3);
    expect(services[0]?.SummaryStatistics?.TotalCount).toBe(100_000);
    expect(JSON.stringify(services).length).toBeLessThan(50_000);
  });

  it("stops at ten thousand nodes", () => {
    const graph = createServiceGraph();
    for (let index = 0; index < 6000; index++) {
      graph.add(deriveTraceFacts([makeSegment(`S${index}`)], 1));
    }
    expect(graph.services()).toHaveLength(10_000);
  });
});
