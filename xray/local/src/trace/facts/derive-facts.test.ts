import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSegmentDocument } from "../../protocol/parse-segment-document.ts";
import type { SegmentDocument } from "../../protocol/segment-document.ts";
import * as sdk from "../../protocol/testing/sdk-documents.ts";
import { makeId, makeIndependent, makeSegment, makeSubsegment } from "../testing/make-documents.ts";
import { summarizeTrace } from "./summarize-trace.ts";
import { toApiTrace } from "../to-api-trace.ts";
import { elapsedSec } from "../trace-step.ts";
import { derive, deriveSent } from "../testing/derive.ts";

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

describe("steps whose segment never came", () => {
  it("have no root that failed, whatever they say themselves, and throttle as any step does", () => {
    const facts = derive(makeIndependent("c", "A", { fault: true, error: true, throttle: true }));
    expect(facts).toMatchObject({ partial: true, fault: false, error: false, throttle: true });
    expect(facts).toMatchObject({ faultRootCauses: [], errorRootCauses: [] });
  });

  it("are told by their root once it is there", () => {
    const facts = derive(
      makeIndependent("c", "A", { fault: true }),
      makeSegment("A", { fault: true, end_time: 102 }),
    );
    expect(facts).toMatchObject({ partial: false, fault: true });
    expect(facts.faultRootCauses).toHaveLength(1);
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
