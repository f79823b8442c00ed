import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSegmentDocument } from "../../protocol/parse-segment-document.ts";
import type { SegmentDocument } from "../../protocol/segment-document.ts";
import * as sdk from "../../protocol/testing/sdk-documents.ts";
import type { TraceFacts } from "../../model/trace-facts.ts";
import { deriveTraceFacts } from "./derive-facts.ts";
import {
  makeId,
  makeIndependent,
  makeSegment,
  makeSubsegment,
  permutationsOf,
  readDocument,
} from "../testing/make-documents.ts";
import { summarizeTrace } from "./summarize-trace.ts";
import { toApiTrace } from "../to-api-trace.ts";
import { elapsedSec } from "../trace-step.ts";

const derive = (...documents: readonly SegmentDocument[]): TraceFacts => deriveTraceFacts(documents, 1);
const deriveSent = (...sent: readonly object[]): TraceFacts => derive(...sent.map(readDocument));

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

describe("times and flags", () => {
  it("is partial without a response time until the root is complete", () => {
    const { end_time: _, ...open } = makeSegment("A");
    const early = derive({ ...open, in_progress: true });
    expect(early).toMatchObject({ partial: true, startSec: 100, endSec: 100 });
    expect(early).not.toHaveProperty("responseTimeSec");
    expect(early.services[0]?.requests).toMatchObject([{ inProgress: true, responseTimeSec: 0 }]);
    const both = derive(makeSegment("A"), { ...open, in_progress: true });
    expect(both).toMatchObject({ partial: false, responseTimeSec: 1 });
  });

  it("is partial while a subsegment that was sent apart is open, not for one left open inside", () => {
    const open = { in_progress: true, end_time: undefined };
    const { end_time: _, ...apart } = makeIndependent("b", "A");
    const inside = { ...makeSubsegment("c"), ...open } as unknown as SegmentDocument;
    expect(derive(makeSegment("A"), { ...apart, in_progress: true }).partial).toBe(true);
    expect(derive(makeSegment("A", { subsegments: [inside] })).partial).toBe(false);
  });

  it("counts work behind the response into the duration alone", () => {
    const late = makeSubsegment("mail", { start_time: 100.9, end_time: 104 });
    const facts = derive(makeSegment("A", { subsegments: [late] }));
    expect(facts.services[0]?.requests).toMatchObject([{ responseTimeSec: 1, durationSec: 4 }]);
    expect(facts.responseTimeSec).toBe(1);
  });

  it("spans from the earliest start to the latest end of the segments, however clocks differ", () => {
    const call = makeSubsegment("c", { namespace: "remote" });
    const skewed = makeSegment("B", { parent_id: makeId("c"), start_time: 90, end_time: 90.5 });
    const facts = derive(makeSegment("A", { subsegments: [call] }), skewed);
    expect(facts).toMatchObject({ startSec: 90, endSec: 101, responseTimeSec: 1, entryPoint: 0 });
    expect(facts.services[0]?.id.Name).toBe("A");
  });

  it("has no negative length when a clock was set back", () => {
    const facts = derive(makeSegment("A", { end_time: 99 }));
    expect(facts).toMatchObject({ startSec: 100, endSec: 100, responseTimeSec: 0 });
  });

  it("is faulty or erroneous by its root alone and throttled by any step", () => {
    const failing = makeSubsegment("c", { namespace: "remote", fault: true, error: true });
    expect(derive(makeSegment("A", { subsegments: [failing] }))).toMatchObject({
      fault: false,
      error: false,
      throttle: false,
    });
    expect(derive(makeSegment("A", { fault: true, error: true }))).toMatchObject({
      fault: true,
      error: true,
    });
    expect(deriveSent(sdk.nodeDynamoDb)).toMatchObject({ error: false, throttle: true });
  });
});

describe("annotations, users and resources", () => {
  it("tells which services set them, those of a call to its caller", () => {
    const call = makeSubsegment("c", { namespace: "remote", annotations: { rows: 3, cached: false } });
    const A = makeSegment("A", { user: "alice", annotations: { rows: 3 }, subsegments: [call] });
    const B = makeSegment("B", {
      parent_id: makeId("c"),
      user: "alice",
      annotations: { rows: 3, cached: "no" },
    });
    const facts = derive(A, B);
    expect(facts.annotations).toEqual([
      { key: "rows", value: 3, services: [0, 1] },
      { key: "cached", value: false, services: [0] },
      { key: "cached", value: "no", services: [1] },
    ]);
    expect(facts.users).toEqual([{ name: "alice", services: [0, 1] }]);
  });

  it("indexes the first 50 annotations of a trace", () => {
    const annotations = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`k${index}`, index]));
    const facts = derive(makeSegment("A", { annotations }));
    expect(facts.annotations.map(({ key }) => key)).toEqual(Object.keys(annotations).slice(0, 50));
  });

  it("takes annotations of a subsegment whose segment has not arrived", () => {
    const { annotations } = derive(makeIndependent("b", "gone", { annotations: { a: 1 } }));
    expect(annotations).toEqual([{ key: "a", value: 1, services: [] }]);
  });

  it("lists instances, zones and linked traces once", () => {
    const ec2 = { instance_id: "i-1", availability_zone: "us-east-1a" };
    const link = (trace_id: string) => ({ trace_id, id: makeId("x") });
    const facts = derive(
      makeSegment("A", { aws: { ec2 }, links: [link("1-other"), link("1-other")] }),
      makeSegment("B", {
        aws: { ec2: { ...ec2, instance_id: 7 } },
        links: [link(makeSegment("A").trace_id)],
      }),
    );
    expect(facts).toMatchObject({
      instanceIds: ["i-1"],
      availabilityZones: ["us-east-1a"],
      linkedTraceIds: ["1-other"],
    });
  });

  it("lists the traces that subsegments link to, up to 100 in all", () => {
    const linkTo = (index: number) => ({ trace_id: `1-${index}`, id: makeId("x") });
    const range = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, index) => linkTo(from + index));
    const facts = derive(
      makeSegment("A", { subsegments: [makeSubsegment("a", { links: range(0, 20) })] }),
      makeIndependent("b", "A", { links: range(10, 150) }),
    );
    expect(facts.linkedTraceIds).toHaveLength(100);
    expect(new Set(facts.linkedTraceIds)).toEqual(new Set(range(0, 100).map(({ trace_id }) => trace_id)));
  });
});

describe("any documents", () => {
  it("give facts that survive JSON and whose indexes point at services", () => {
    const id = fc.constantFrom("1", "2", "3", "4").map(makeId);
    const entity = {
      id,
      name: fc.constantFrom("a", "SQS", "db@host"),
      start_time: fc.double({ min: 0, max: 100, noNaN: true }),
      end_time: fc.double({ min: 0, max: 100, noNaN: true }),
      fault: fc.boolean(),
      error: fc.boolean(),
      namespace: fc.constantFrom("aws", "remote", "local"),
      cause: fc.oneof(id, fc.record({ id }), fc.jsonValue()),
      annotations: fc.dictionary(fc.constantFrom("k", "constructor", "__proto__"), fc.jsonValue()),
    };
    const requiredKeys = ["id", "name", "start_time", "end_time"] as const;
    const subsegment = fc.record(entity, { requiredKeys: [...requiredKeys] });
    const document = fc.record(
      {
        ...entity,
        trace_id: fc.constant(sdk.nodePlain.trace_id),
        parent_id: id,
        type: fc.constant("subsegment"),
        user: fc.string(),
        aws: fc.jsonValue(),
        subsegments: fc.array(subsegment, { maxLength: 3 }),
      },
      { requiredKeys: [...requiredKeys, "trace_id"] },
    );
    fc.assert(
      fc.property(fc.array(document, { maxLength: 6 }), (sent) => {
        const parsed = sent.map((one) => parseSegmentDocument(JSON.stringify(one)));
        const documents = parsed.filter((one) => one.ok).map((one) => one.document);
        const facts = derive(...documents);
        expect(summarizeTrace(facts).ServiceIds).toHaveLength(facts.services.length);
        expect(toApiTrace(facts.id, documents).Duration).toBe(elapsedSec(facts.startSec, facts.endSec));
        expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
        const indexes = [
          ...facts.edges.flatMap(({ from, to }) => [from, to]),
          ...facts.annotations.flatMap(({ services }) => services),
          ...facts.users.flatMap(({ services }) => services),
          facts.entryPoint ?? 0,
        ];
        const highest = Math.max(facts.services.length, 1);
        expect(indexes.every((index) => index >= 0 && index < highest)).toBe(true);
        expect(facts.endSec).toBeGreaterThanOrEqual(facts.startSec);
      }),
      { numRuns: 500 },
    );
  });
});
