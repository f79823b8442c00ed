import { expect, test } from "vitest";
import type { TraceFacts } from "../model/trace-facts.ts";
import type { TraceRows } from "../model/trace-rows.ts";
import { deriveTraceFacts } from "../trace/facts/derive-facts.ts";
import { makeSegment } from "../trace/testing/make-documents.ts";
import { createRowFilter } from "./row-filter.ts";

const like = deriveTraceFacts([makeSegment("a")], 1);
const KINDS = 7;

function makeFacts(row: number): TraceFacts {
  return {
    ...like,
    fault: row % 3 === 0,
    responseTimeSec: row / 100,
    http: { url: `/${row % KINDS}` },
    annotations: [{ key: "n", value: row % 4, services: [] }],
    services: like.services.map((node) => ({ ...node, id: { ...node.id, Name: `s${row % 2}` } })),
  };
}

/** Traces whose parts have numbers, but for one in eleven. */
function makeRows(count: number): TraceRows & { looks: number } {
  const facts = Array.from({ length: count }, (_, row) => makeFacts(row));
  const number = (of: (row: number) => number) =>
    Int32Array.from(facts, (_, row) => (row % 11 === 0 ? -1 : of(row)));
  const none = new Float64Array(count);
  const found: TraceRows & { looks: number } = {
    looks: 0,
    count,
    version: 0,
    startSec: none,
    durationUs: none,
    outcome: new Uint8Array(count),
    partial: new Uint8Array(count),
    flags: Uint8Array.from(facts, ({ fault }) => (fault ? 1 : 0)),
    mark: new Uint32Array(count),
    numbers: {
      http: number((row) => row % KINDS),
      topology: number((row) => row % 2),
      labels: number((row) => row % 4),
      activity: number(() => -1),
    },
    places: new Int32Array(count),
    facts: (row) => facts[row] ?? like,
    look(row) {
      found.looks += 1;
      return facts[row] ?? like;
    },
    http: () => undefined,
    topology: () => undefined,
    labels: () => undefined,
    activity: () => undefined,
  };
  return found;
}

type Reads = (facts: TraceFacts) => boolean;

const one = {
  fault: ({ fault }) => fault,
  url: ({ http }) => http.url === "/3",
  annotation: ({ annotations }) => annotations.some(({ value }) => value === 2),
  node: ({ services }) => services.some(({ id }) => id.Name === "s1"),
  requests: ({ services }) => services.some(({ requests }) => requests.length > 1),
  response: ({ responseTimeSec = 0 }) => responseTimeSec > 3,
} satisfies Record<string, Reads>;

const allOfIt: Reads = (facts) => (one.fault(facts) && one.url(facts)) || one.annotation(facts);
const whatAnEarlierPartDecides: Reads = (facts) =>
  one.fault(facts) ? one.annotation(facts) : one.url(facts) && one.response(facts);
const reads = { ...one, allOfIt, whatAnEarlierPartDecides };

test.each(Object.entries(reads))("a filter of %s answers of rows what it answers of traces", (_, matches) => {
  const rows = makeRows(700);
  const filter = createRowFilter(matches);
  for (let row = 0; row < rows.count; row += 1) expect(filter(rows, row)).toBe(matches(makeFacts(row)));
});

test("it is asked once for traces that have in common what it reads", () => {
  const rows = makeRows(700);
  const filter = createRowFilter(allOfIt);
  const matched = Array.from({ length: rows.count }, (_, row) => filter(rows, row));
  expect(matched).toContain(true);
  // A combination of flags, request and labels each, and those without numbers; some before it was known what is read.
  expect(rows.looks).toBeLessThan(64 + 2 * KINDS * 4 + 20);
});

test("numbers that came to stand for something else are asked for again", () => {
  const rows = makeRows(10);
  const filter = createRowFilter(reads.url);
  expect(filter(rows, 3)).toBe(true);
  rows.version = 1;
  rows.numbers.http[3] = 4;
  expect(filter(rows, 4)).toBe(false);
  expect(filter(rows, 3)).toBe(false);
});
