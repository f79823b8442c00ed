import { GetTraceGraphCommand } from "@aws-sdk/client-xray";
import { describe, expect, it } from "vitest";
import { makeAttributes, makeSpan } from "../../otlp/testing/make-span.ts";
import { toSegmentDocuments } from "../../otlp/to-segments/to-segment-documents.ts";
import type { Edge, Service } from "../../protocol/api-types.ts";
import { makeClient } from "../testing/make-client.ts";
import { NOW_SEC, makeContext } from "../testing/make-context.ts";
import { makeQuery, makeSegment, makeTraceId } from "../testing/make-segment.ts";
import { makeServer } from "../testing/make-server.ts";
import { getTraceGraph } from "./get-trace-graph.ts";

describe("GetTraceGraph", () => {
  it("answers the real client with the graph of the given traces alone", async () => {
    const context = makeContext();
    const [one, two, three] = Array.from({ length: 3 }, () => makeSegment({ subsegments: [makeQuery()] }));
    await context.store.put([one, two, three].map((each) => JSON.stringify(each)));
    const running = await makeServer({ context });
    const ids = [one?.trace_id ?? "", two?.trace_id ?? "", two?.trace_id ?? "", makeTraceId()];
    const answer = await makeClient(running.url).send(new GetTraceGraphCommand({ TraceIds: ids }));
    await running.close();
    expect(answer.Services).toHaveLength(3);
    const backend = answer.Services?.find(({ Root }) => Root);
    expect(backend).toMatchObject({ Name: "backend-flask", SummaryStatistics: { TotalCount: 2 } });
  });

  it("joins linked traces, when both are asked for, whichever protocol told of the link", async () => {
    const context = makeContext();
    const send: Record<string, unknown> = { ...makeQuery(), name: "orders", sql: undefined };
    const producer = makeSegment({ subsegments: [send] });
    const links = [{ trace_id: producer.trace_id, id: send["id"] }];
    const consumer = makeSegment({ name: "worker", links });
    const [traced] = toSegmentDocuments(
      makeSpan({
        kind: "consumer",
        traceId: makeTraceId().replace(/^1-|-/g, ""),
        startSec: NOW_SEC - 50,
        endSec: NOW_SEC - 49,
        links: [
          {
            traceId: producer.trace_id.replace(/^1-|-/g, ""),
            spanId: String(send["id"]),
            attributes: new Map(),
          },
        ],
      }),
      makeAttributes({ "service.name": "otel-worker" }),
    );
    const documents = [producer, consumer, traced].map((each) => JSON.stringify(each));
    expect(await context.store.put(documents)).toEqual([]);

    const edgesBehindQueue = async (...TraceIds: (string | undefined)[]) => {
      const { Services } = (await getTraceGraph.invoke({ TraceIds }, context)) as { Services: Service[] };
      const nameOf = ({ ReferenceId }: Edge) => Services[ReferenceId]?.Name;
      const queue = Services.find(({ Name }) => Name === "orders");
      return (queue?.Edges ?? []).map((edge) => [edge.EdgeType, nameOf(edge)]);
    };
    expect(await edgesBehindQueue(producer.trace_id)).toEqual([]);
    expect(await edgesBehindQueue(consumer.trace_id)).toEqual([]);
    expect(await edgesBehindQueue(consumer.trace_id, traced?.trace_id, producer.trace_id)).toEqual([
      ["link", "worker"],
      ["link", "otel-worker"],
    ]);
  });

  it("is empty for traces that nobody knows", async () => {
    expect(await getTraceGraph.invoke({ TraceIds: [makeTraceId(), "x"] }, makeContext())).toEqual({
      Services: [],
    });
  });

  it.each([
    [{}, "Value null at 'traceIds'"],
    [{ TraceIds: [""] }, "greater than or equal to 1"],
  ])("rejects %j", async (input, message) => {
    await expect(getTraceGraph.invoke(input, makeContext())).rejects.toThrow(message);
  });
});
