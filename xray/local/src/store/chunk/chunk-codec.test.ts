import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { TraceActivity } from "../../model/trace-activity.ts";
import type { RequestFacts, TraceFacts } from "../../model/trace-facts.ts";
import { ByteReader, ByteWriter } from "../../bytes/byte-writer.ts";
import { freeMemory } from "../../bytes/free-memory.ts";
import { ABSENT_LINE, decodeColumns, encodeColumns, findRow } from "./chunk-columns.ts";
import { DetailsReader, encodeDetails } from "./chunk-details.ts";
import { DocumentsWriter, countDocuments, documentAt } from "./chunk-documents.ts";
import { toFacts } from "./chunk-reader.ts";
import { toTopologyLine } from "./topology-line.ts";
import { makeTraceId } from "../testing/make-document.ts";

const seconds = fc.double({ noNaN: true, noDefaultInfinity: true });
const text = fc.string({ unit: "grapheme" });
const index = fc.nat(5);

const http = fc.record({ url: text, method: text, status: fc.nat(599) }, { requiredKeys: [] });

const request: fc.Arbitrary<RequestFacts> = fc.record(
  {
    startSec: seconds,
    responseTimeSec: seconds,
    durationSec: seconds,
    fault: fc.boolean(),
    error: fc.boolean(),
    throttle: fc.boolean(),
    inProgress: fc.boolean(),
    http,
  },
  {
    requiredKeys: ["startSec", "responseTimeSec", "durationSec", "fault", "error", "throttle", "inProgress"],
  },
);

const service = fc.record({
  id: fc.record({ Name: text, Names: fc.array(text), Type: text }, { requiredKeys: ["Name", "Names"] }),
  root: fc.boolean(),
  inferred: fc.boolean(),
  client: fc.boolean(),
  requests: fc.array(request, { maxLength: 3 }),
});

const edge = fc.record({
  from: index,
  to: index,
  asynchronous: fc.boolean(),
  requests: fc.array(request, { maxLength: 3 }),
});

const rootCause = fc.record({ Services: fc.constant([]), ClientImpacting: fc.boolean() });

const flags = { fault: fc.boolean(), error: fc.boolean(), throttle: fc.boolean() };
const offset = fc.integer({ min: -(2 ** 45), max: 2 ** 45 });
const length = fc.nat(2 ** 45);

/** With as many numbers as there are kinds. */
const activity: fc.Arbitrary<TraceActivity> = fc
  .tuple(fc.nat(3), fc.nat(3), fc.nat(2))
  .chain(([requests, calls, exceptions]) => {
    const listOf = <Item>(item: fc.Arbitrary<Item>, count: number) =>
      fc.array(item, { minLength: count, maxLength: count });
    const call = fc.record({ startUs: offset, durationUs: length, ...flags });
    return fc.record({
      kinds: fc.record({
        requests: listOf(fc.record({ service: text, url: text }, { requiredKeys: ["service"] }), requests),
        calls: listOf(
          fc.record({ request: index, kind: fc.constant("sql" as const), target: text, text }),
          calls,
        ),
        exceptions: listOf(
          fc.record({
            request: index,
            type: text,
            message: text,
            way: fc.array(text),
            reachedClient: fc.boolean(),
          }),
          exceptions,
        ),
      }),
      requests: listOf(
        fc.record({ startUs: offset, durationUs: length, inProgress: fc.boolean(), ...flags }),
        requests,
      ),
      calls: listOf(
        fc.record({ calls: fc.array(call, { maxLength: 3 }), inARow: fc.nat(2000), retries: index }),
        calls,
      ),
      exceptions: listOf(fc.record({ atUs: offset, ...flags }), exceptions),
    });
  });

const facts: fc.Arbitrary<TraceFacts> = fc.record(
  {
    id: fc.nat(1e6).map(makeTraceId),
    revision: fc.nat(),
    startSec: seconds,
    endSec: seconds,
    responseTimeSec: seconds,
    fault: fc.boolean(),
    error: fc.boolean(),
    throttle: fc.boolean(),
    partial: fc.boolean(),
    http,
    users: fc.array(fc.record({ name: text, services: fc.array(index) })),
    annotations: fc.array(
      fc.record({
        key: text,
        value: fc.oneof(text, fc.boolean(), fc.integer()),
        services: fc.array(index),
      }),
    ),
    resourceArns: fc.array(text),
    instanceIds: fc.array(text),
    availabilityZones: fc.array(text),
    services: fc.array(service, { maxLength: 4 }),
    edges: fc.array(edge, { maxLength: 4 }),
    entryPoint: index,
    faultRootCauses: fc.array(rootCause, { maxLength: 2 }),
    errorRootCauses: fc.array(rootCause, { maxLength: 2 }),
    responseTimeRootCauses: fc.array(rootCause, { maxLength: 2 }),
    linkedTraceIds: fc.array(text),
    activity: fc.option(activity, { nil: undefined }),
  },
  { noNullPrototype: true },
);

/** What the codec need not tell apart: an optional member that is absent from one that is undefined. */
function withoutUndefined(value: TraceFacts): unknown {
  return JSON.parse(JSON.stringify(value));
}

test("facts come back from a chunk as they were", () => {
  fc.assert(
    fc.property(fc.array(facts, { minLength: 1, maxLength: 5 }), (traces) => {
      const history = { documents: 1, places: [{ chunk: 7, ordinal: 3 }], lateRoots: [] };
      const columns = decodeColumns(encodeColumns(traces));
      const details = new DetailsReader(
        9,
        encodeDetails(
          9,
          traces.map((each) => ({ facts: each, history })),
        ),
      );
      const read = traces.map((_, row) => withoutUndefined(toFacts(columns, row, details)));
      expect(read).toEqual(traces.map(withoutUndefined));
      expect(details.history(0)).toEqual(history);
    }),
    { numRuns: 200 },
  );
});

test("a row of a trace that goes on holds what is new and where the rest is, and its neighbours stay whole", () => {
  const [before, linked, after] = fc.sample(facts, { numRuns: 3, seed: 2 });
  if (before === undefined || linked === undefined || after === undefined) throw new Error("no sample");
  const full = { documents: 1, places: [{ chunk: 900, ordinal: 0 }], lateRoots: [] };
  const history = {
    documents: 30_000,
    places: [{ chunk: 900, ordinal: 124 }],
    lateRoots: [{ chunk: 3, ordinal: 9 }],
    link: {
      previous: { chunk: 899, row: 7 },
      base: { chunk: 1, row: 0 },
      documentsAtBase: 29_000,
      hasFactsOfBase: true,
    },
  };
  const details = new DetailsReader(
    900,
    encodeDetails(900, [
      { facts: before, history: full },
      { facts: linked, history },
      { facts: after, history: full },
    ]),
  );
  const topologies = [toTopologyLine(before), undefined, toTopologyLine(after)];
  const columns = decodeColumns(encodeColumns([before, linked, after], topologies));
  expect([0, 1, 2].map((row) => details.isFull(row))).toEqual([true, false, true]);
  expect(details.history(1)).toEqual(history);
  expect([columns.http[1], columns.topology[1], columns.labels[1], columns.activity[1]]).toEqual([
    ABSENT_LINE,
    ABSENT_LINE,
    ABSENT_LINE,
    ABSENT_LINE,
  ]);
  expect(withoutUndefined(toFacts(columns, 2, details))).toEqual(withoutUndefined(after));
});

test("columns may lie anywhere in memory", () => {
  const traces = fc.sample(facts, { numRuns: 3, seed: 1 });
  const encoded = encodeColumns(traces);
  const shifted = new Uint8Array(encoded.length + 3).subarray(3);
  shifted.set(encoded);
  expect(decodeColumns(shifted)).toEqual(decodeColumns(encoded));
});

test("documents come back by their numbers, whatever their characters", () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1 }), (texts) => {
      const writer = new DocumentsWriter(new ByteWriter());
      expect(texts.map((each) => writer.add(each))).toEqual(texts.map((_, at) => at));
      const encoded = writer.encode();
      expect(countDocuments(encoded)).toBe(texts.length);
      expect(texts.map((_, at) => documentAt(encoded, at))).toEqual(texts.map((each) => each.toWellFormed()));
      expect(documentAt(encoded, texts.length)).toBeUndefined();
      expect(documentAt(encoded, -1)).toBeUndefined();
    }),
  );
});

test("what was given back cannot be read any more", () => {
  const [trace] = fc.sample(facts, { numRuns: 1, seed: 7 });
  if (trace === undefined) throw new Error("no sample");
  const columns = decodeColumns(encodeColumns([trace]));
  const details = encodeDetails(1, [
    { facts: trace, history: { documents: 1, places: [{ chunk: 1, ordinal: 0 }], lateRoots: [] } },
  ]);
  // Memory of its own, as what was decompressed has: small buffers share theirs.
  const reader = new DetailsReader(1, Buffer.from(new Uint8Array(details).buffer));
  expect(findRow(columns, columns.ids)).toBe(0);
  expect(reader.history(0).places).toHaveLength(1);
  freeMemory(columns.bytes);
  freeMemory(reader.bytes);
  expect(() => findRow(columns, new Uint8Array(16))).toThrow("given back");
  expect(() => toFacts(columns, 0, reader)).toThrow("given back");
  expect(() => reader.history(0)).toThrow("outside buffer bounds");
  expect(() => reader.requests(0, {})).toThrow("outside buffer bounds");
});

test("bytes that are no longer what was written end in an error, not in a list without end", () => {
  // Ones alone say that a number goes on, and that there are billions of items.
  const garbage = new ByteReader(new Uint8Array(64).fill(0xff));
  expect(() => {
    for (;;) garbage.varint();
  }).toThrow(RangeError);
  expect(() => new ByteReader(new Uint8Array(64).fill(0xff)).longVarint()).toThrow(RangeError);
  const reader = new DetailsReader(1, Buffer.alloc(64, 0xff));
  expect(() => reader.history(0)).toThrow(RangeError);
});
