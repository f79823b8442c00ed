import { describe, expect, it } from "vitest";
import * as sdk from "../../protocol/testing/sdk-documents.ts";
import type { TraceFacts } from "../../model/trace-facts.ts";
import {
  makeId,
  makeSegment,
  makeSubsegment,
  permutationsOf,
  readDocument,
} from "../testing/make-documents.ts";
import { derive, deriveSent } from "../testing/derive.ts";

function describeService({ services }: TraceFacts, index: number | undefined): string {
  const id = index === undefined ? undefined : services[index]?.id;
  return id === undefined ? "nothing" : `${id.Name} (${id.Type ?? "no type"})`;
}

/** `a (type) -> b (type): seconds of each call`. */
function describeEdges(facts: TraceFacts): string[] {
  return facts.edges.map(({ from, to, asynchronous, requests }) => {
    const seconds = requests.map(({ responseTimeSec }) => responseTimeSec).join(", ");
    const arrow = asynchronous ? "~>" : "->";
    return `${describeService(facts, from)} ${arrow} ${describeService(facts, to)}: ${seconds}`;
  });
}

describe("a request that Node's SDK recorded", () => {
  const facts = deriveSent(sdk.nodePlain);

  it("has the figures of its segment", () => {
    expect(facts).toMatchObject({
      id: sdk.nodePlain.trace_id,
      revision: 1,
      startSec: 1795218986.638,
      endSec: 1795218986.643,
      responseTimeSec: 0.005,
      fault: false,
      error: false,
      throttle: false,
      partial: false,
      entryPoint: 0,
      http: {
        url: "http://127.0.0.1:21101/plain",
        method: "GET",
        status: 200,
        userAgent: "curl/7.88.1",
        clientIp: "127.0.0.1",
      },
    });
  });

  it("has its service and the clients that called it", () => {
    expect(facts.services).toMatchObject([
      { id: { Name: "demo-app", Names: ["demo-app"] }, root: true, inferred: false, client: false },
      { id: { Name: "demo-app", Type: "client" }, root: false, inferred: true, client: true, requests: [] },
    ]);
    expect(facts.services[0]?.requests).toEqual([
      {
        startSec: 1795218986.638,
        responseTimeSec: 0.005,
        durationSec: 0.005,
        fault: false,
        error: false,
        throttle: false,
        inProgress: false,
        http: facts.http,
      },
    ]);
    expect(describeEdges(facts)).toEqual(["demo-app (client) -> demo-app (no type): 0.005"]);
  });
});

describe("nodes and edges", () => {
  it("measures a service by its own segment and the way to it by the caller's call, in any order of arrival", () => {
    const sent = [sdk.nodeCallee, { ...sdk.nodeCaller, parent_id: "53995c3f42cd8ad8" }, sdk.rumBrowser];
    for (const documents of permutationsOf(sent.map(readDocument))) {
      const facts = derive(...documents);
      expect(describeEdges(facts)).toEqual([
        "cruddur-web (AWS::RUM::AppMonitor) -> backend-flask (no type): 0.1",
        "backend-flask (no type) -> postgres@127.0.0.1 (Database::SQL): 0.003",
        "backend-flask (no type) -> demo-app (no type): 0.006",
      ]);
      expect(describeService(facts, facts.entryPoint)).toBe("cruddur-web (AWS::RUM::AppMonitor)");
      expect(facts.services.find(({ id }) => id.Name === "demo-app")?.requests).toMatchObject([
        { responseTimeSec: 0.001 },
      ]);
    }
  });

  it("marks each service that was called from outside as a root", () => {
    const { services } = deriveSent(sdk.rumBrowser, sdk.nodeCaller, sdk.nodeCallee);
    expect(services.filter(({ root }) => root).map(({ id }) => id.Name)).toEqual([
      "cruddur-web",
      "backend-flask",
    ]);
  });

  it("infers the callee while its segment has not arrived", () => {
    expect(describeEdges(deriveSent(sdk.nodeCaller))).toEqual([
      "backend-flask (no type) -> postgres@127.0.0.1 (Database::SQL): 0.003",
      "backend-flask (no type) -> 127.0.0.1 (remote): 0.006",
      "backend-flask (client) -> backend-flask (no type): 0.02",
    ]);
  });

  it("gives a browser no client: it is the client", () => {
    const facts = deriveSent(sdk.rumBrowser);
    expect(facts.services.filter(({ client }) => client)).toEqual([]);
    expect(facts.services[0]).toMatchObject({ root: true, inferred: false });
  });

  it("tells of the call that a browser made, unless the page tells of itself", () => {
    expect(deriveSent(sdk.rumBrowser).http).toEqual({
      method: "GET",
      url: "http://localhost:5000/api/activities/home",
      status: 200,
    });
    const page = { ...sdk.rumBrowser, http: { request: { url: "http://localhost:3000/" } } };
    expect(deriveSent(page).http).toEqual({ url: "http://localhost:3000/" });
    expect(deriveSent({ ...sdk.rumBrowser, subsegments: [] }).http).toEqual({});
  });

  it("keeps the two nodes of a Lambda function and its streamed calls", () => {
    for (const sent of permutationsOf([sdk.lambdaService, sdk.lambdaFunction, sdk.lambdaS3Call])) {
      const facts = deriveSent(...sent);
      expect(describeEdges(facts)).toEqual([
        "resize (AWS::Lambda) -> resize (AWS::Lambda::Function): 0.28",
        "resize (AWS::Lambda::Function) -> avatars (AWS::S3::Bucket): 0.2",
        "resize (client) -> resize (AWS::Lambda): 0.4",
      ]);
      expect(facts.resourceArns).toEqual([sdk.lambdaService.resource_arn]);
    }
  });

  it("keeps the queue between two services and says how old the message was", () => {
    const facts = deriveSent(sdk.sqsConsumer, sdk.sqsProducer);
    const queue = `${sdk.sqsProducer.subsegments[0]?.aws.queue_url} (AWS::SQS::Queue)`;
    expect(describeEdges(facts)).toEqual([
      `backend-flask (no type) -> ${queue}: 0.01`,
      `${queue} ~> worker (no type): 0.5`,
      "backend-flask (client) -> backend-flask (no type): 0.02",
    ]);
    expect(facts.linkedTraceIds).toEqual([sdk.lambdaFunction.trace_id]);
    expect(facts.endSec).toBe(sdk.sqsConsumer.end_time);
  });

  it("sums calls of the same service in one edge", () => {
    const queries = ["q1", "q2"].map((id) =>
      makeSubsegment("db@host", { id: makeId(id), namespace: "remote", sql: {} }),
    );
    const facts = derive(makeSegment("A", { subsegments: queries }));
    expect(describeEdges(facts)[0]).toBe("A (no type) -> db@host (Database::SQL): 1, 1");
    expect(facts.services.find(({ id }) => id.Name === "db@host")?.requests).toHaveLength(2);
  });

  it("takes a service that was inferred once and sent a segment once as one node", () => {
    const call = makeSubsegment("Lambda", { namespace: "aws", aws: { function_name: "f" } });
    const own = makeSegment("f", { origin: "AWS::Lambda", aws: { account_id: "1" } });
    const { services } = derive(makeSegment("A", { subsegments: [call] }), own);
    expect(services.filter(({ id }) => id.Name === "f" && id.Type === "AWS::Lambda")).toMatchObject([
      { inferred: false, id: { AccountId: "1" }, requests: [{}, {}] },
    ]);
  });

  it("draws an edge from a service to itself", () => {
    const call = makeSubsegment("c", { namespace: "remote" });
    const outer = makeSegment("A", { subsegments: [call] });
    const inner = makeSegment("A", { id: makeId("inner"), parent_id: makeId("c"), start_time: 100.5 });
    expect(describeEdges(derive(outer, inner))).toContain("A (no type) -> A (no type): 1");
  });

  it("has nodes but no entry point for subsegments alone", () => {
    const facts = deriveSent(sdk.lambdaS3Call);
    expect(facts.entryPoint).toBeUndefined();
    expect(facts.responseTimeSec).toBeUndefined();
    expect(facts.edges).toEqual([]);
    expect(facts.services).toMatchObject([{ id: { Name: "avatars" }, inferred: true }]);
    expect(facts).toMatchObject({ startSec: 1795219010.25, endSec: 1795219010.45, partial: true, http: {} });
  });

  it("takes a segment whose caller never reports as the entry point", () => {
    const facts = deriveSent(sdk.nodeCallee);
    expect(describeEdges(facts)).toEqual(["demo-app (client) -> demo-app (no type): 0.001"]);
    expect(facts.entryPoint).toBe(0);
  });
});
