import { expect, test, vi } from "vitest";
import type { TraceFacts } from "../model/trace-facts.ts";
import { makeDocument, makeTraceId } from "./testing/make-document.ts";
import { ALL_TIME, makeStore } from "./testing/make-test-store.ts";
import type { TraceScan, TraceStore } from "./trace-store.ts";

// Threads take long to start on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

function idsOf(store: TraceStore, query: TraceScan = ALL_TIME): string[] {
  return Array.from(store.scan(query), ({ id }) => id);
}

function toIds(...numbers: readonly number[]): string[] {
  return numbers.map(makeTraceId);
}

test("what was put can be read at once: documents as they came, facts, and in a scan", async () => {
  const store = await makeStore();
  const document = ` ${makeDocument(1, { name: "schöner Dienst", user: "🦆" })}\n`;
  await expect(store.put([document])).resolves.toEqual([]);
  expect(store.documents(makeTraceId(1))).toEqual([document]);
  expect(store.facts(makeTraceId(1))).toMatchObject({
    id: makeTraceId(1),
    revision: 1,
    startSec: 1001,
    endSec: 1002,
  });
  expect(idsOf(store)).toEqual(toIds(1));
});

test("an unknown trace has no documents and no facts", async () => {
  const store = await makeStore();
  for (const id of [makeTraceId(9), "", "nonsense"]) {
    expect(store.documents(id)).toEqual([]);
    expect(store.facts(id)).toBeUndefined();
  }
});

test("what is not well-formed is answered in AWS's words and counted; its neighbours are kept", async () => {
  const store = await makeStore();
  const documents = [makeDocument(1), "[]", "{", makeDocument(2, { trace_id: "1-2-3" }), makeDocument(3)];
  const unprocessed = await store.put(documents);
  expect(unprocessed).toEqual([
    { ErrorCode: "MissingId", Message: "Invalid segment. ErrorCode: MissingId" },
    { ErrorCode: "ParseError", Message: "Invalid segment. ErrorCode: ParseError" },
    {
      Id: "0000000000000002",
      ErrorCode: "InvalidTraceId",
      Message: "Invalid segment. ErrorCode: InvalidTraceId",
    },
  ]);
  expect(idsOf(store)).toEqual(toIds(3, 1));
  expect(store.arrivals()).toMatchObject({ received: 5, accepted: 2, rejected: 3, repeated: 0 });
  expect(store.rejections().map(({ reason, count }) => [reason, count])).toEqual([
    ["MissingId", 1],
    ["ParseError", 1],
    ["InvalidTraceId", 1],
  ]);
  expect(store.rejections()[0]?.samples).toEqual([
    { atMs: expect.any(Number), message: "Invalid segment. ErrorCode: MissingId", document: "[]" },
  ]);
});

test("putting nothing is answered", async () => {
  const store = await makeStore();
  await expect(store.put([])).resolves.toEqual([]);
});

test("a W3C trace id leads to the same trace", async () => {
  const store = await makeStore();
  await store.put([makeDocument(1, { trace_id: "0".repeat(31) + "1" })]);
  expect(store.documents(makeTraceId(1))).toHaveLength(1);
  expect(store.documents("0".repeat(31) + "1")).toHaveLength(1);
});

test("segments that arrive apart make one trace, whose revision counts the arrivals", async () => {
  const store = await makeStore();
  const child = makeDocument(1, { id: "b".repeat(16), parent_id: "0".repeat(15) + "1", name: "users" });
  await store.put([makeDocument(1)]);
  await store.put([child]);
  expect(store.documents(makeTraceId(1))).toEqual([makeDocument(1), child]);
  const facts = store.facts(makeTraceId(1));
  expect(facts?.revision).toBe(2);
  expect(facts?.services.map(({ id }) => id.Name)).toEqual(
    expect.arrayContaining(["backend-flask", "users"]),
  );
  expect(store.status()).toMatchObject({ traces: 1, segments: 2 });
});

test("a segment in progress is overwritten by the complete one, which may start earlier", async () => {
  const store = await makeStore();
  await store.put([
    makeDocument(1, { start_time: 5000, end_time: undefined, in_progress: true }),
    makeDocument(2),
  ]);
  expect(idsOf(store)).toEqual(toIds(1, 2));
  expect(store.facts(makeTraceId(1))?.partial).toBe(true);
  await store.put([makeDocument(1, { start_time: 500, end_time: 5001 })]);
  expect(store.facts(makeTraceId(1))).toMatchObject({ partial: false, startSec: 500, responseTimeSec: 4501 });
  expect(idsOf(store)).toEqual(toIds(2, 1));
});

test("facts that are read lazily stay at their revision", async () => {
  const store = await makeStore();
  const annotated = {
    annotations: { user: "ada", rows: 3 },
    http: { request: { url: "http://a/b", method: "GET" } },
  };
  await store.put([makeDocument(1, annotated), makeDocument(2)]);
  const [, lazy] = [...store.scan(ALL_TIME)];
  const before = structuredClone(store.facts(makeTraceId(1)));
  expect(copyOf(lazy)).toEqual(before);
  await store.put([makeDocument(1, { end_time: 9999, fault: true })]);
  expect(copyOf(lazy)).toEqual(before);
  expect(JSON.parse(JSON.stringify(lazy))).toEqual(before);
  expect(store.facts(makeTraceId(1))).toMatchObject({ revision: 2, fault: true });
});

/** Touches each member. */
function copyOf(facts: TraceFacts | undefined): unknown {
  if (facts === undefined) return undefined;
  const { responseTimeSec, entryPoint, activity } = facts;
  return {
    id: facts.id,
    ...(activity && {
      activity: {
        kinds: activity.kinds,
        requests: activity.requests,
        calls: activity.calls,
        exceptions: activity.exceptions,
      },
    }),
    revision: facts.revision,
    startSec: facts.startSec,
    endSec: facts.endSec,
    ...(responseTimeSec === undefined ? {} : { responseTimeSec }),
    fault: facts.fault,
    error: facts.error,
    throttle: facts.throttle,
    partial: facts.partial,
    http: facts.http,
    users: facts.users,
    annotations: facts.annotations,
    resourceArns: facts.resourceArns,
    instanceIds: facts.instanceIds,
    availabilityZones: facts.availabilityZones,
    services: facts.services.map(({ id, root, inferred, client, requests }) => ({
      id,
      root,
      inferred,
      client,
      requests,
    })),
    edges: facts.edges.map(({ from, to, asynchronous, requests }) => ({ from, to, asynchronous, requests })),
    ...(entryPoint === undefined ? {} : { entryPoint }),
    faultRootCauses: facts.faultRootCauses,
    errorRootCauses: facts.errorRootCauses,
    responseTimeRootCauses: facts.responseTimeRootCauses,
    linkedTraceIds: facts.linkedTraceIds,
  };
}

test("a subscriber is told of a batch once, before its put is answered, until it stops", async () => {
  const store = await makeStore();
  const told: string[][] = [];
  const stop = store.subscribe((changed) => told.push(changed.map(({ id }) => id)));
  await store.put([makeDocument(1), makeDocument(2)]);
  expect(told).toEqual([toIds(1, 2)]);
  stop();
  await store.put([makeDocument(3)]);
  expect(told).toHaveLength(1);
});

test("a document that is put again changes nothing and is no arrival", async () => {
  const store = await makeStore();
  let told = 0;
  await store.put([makeDocument(1)]);
  store.subscribe(() => (told += 1));
  expect(await store.put([makeDocument(1), makeDocument(1)])).toEqual([]);
  expect(store.arrivals()).toMatchObject({ received: 1, accepted: 1, repeated: 2 });
  expect(store.documents(makeTraceId(1))).toHaveLength(1);
  expect(store.facts(makeTraceId(1))?.revision).toBe(1);
  expect(told).toBe(0);
  await store.clear();
  await store.put([makeDocument(1)]);
  expect(store.documents(makeTraceId(1))).toHaveLength(1);
});

test("thousands of documents at once are cut into chunks and read back whole", async () => {
  const store = await makeStore();
  const documents = Array.from({ length: 5000 }, (_, number) =>
    makeDocument(number % 4000, number < 4000 ? {} : { id: "f".repeat(16) }),
  );
  await store.put(documents);
  expect(store.status()).toMatchObject({ traces: 4000, segments: 5000 });
  expect(store.documents(makeTraceId(999))).toHaveLength(2);
  expect(store.documents(makeTraceId(3999))).toEqual([makeDocument(3999)]);
  expect(idsOf(store)).toHaveLength(4000);
});

test("a trace without end keeps all its documents", async () => {
  const store = await makeStore();
  const documents = Array.from({ length: 1500 }, (_, at) =>
    makeDocument(1, { id: (at + 1).toString(16).padStart(16, "0") }),
  );
  for (let at = 0; at < documents.length; at += 300) await store.put(documents.slice(at, at + 300));
  expect(store.documents(makeTraceId(1))).toEqual(documents);
});

test.each<[string, (documents: string[]) => string[][]]>([
  ["at once", (documents) => [documents]],
  ["one after the other", (documents) => documents.map((document) => [document])],
  ["the other way round", (documents) => documents.toReversed().map((document) => [document])],
])("a call and the segment that answers it under the same id are both kept, put %s", async (_, toPuts) => {
  const store = await makeStore();
  const root = "0000000000000001";
  const shared = { id: "b".repeat(16), parent_id: root, name: "users" };
  const documents = [
    makeDocument(1),
    makeDocument(1, { ...shared, type: "subsegment", namespace: "remote" }),
    makeDocument(1, { ...shared, start_time: 1001.2 }),
  ];
  for (const put of toPuts(documents)) expect(await store.put(put)).toEqual([]);
  expect(store.documents(makeTraceId(1)).toSorted()).toEqual(documents.toSorted());
  const facts = store.facts(makeTraceId(1));
  expect(facts?.services.map(({ id, client }) => [id.Name, client])).toEqual([
    ["backend-flask", false],
    ["users", false],
    ["backend-flask", true],
  ]);
  expect(facts?.edges.map(({ from, to }) => [from, to])).toEqual(expect.arrayContaining([[0, 1]]));
});
