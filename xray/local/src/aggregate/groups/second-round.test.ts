import { expect, test } from "vitest";
import type { TraceFacts } from "../../model/trace-facts.ts";
import type { TraceRows } from "../../model/trace-rows.ts";
import { deriveTraceFacts } from "../../trace/facts/derive-facts.ts";
import { makeSegment } from "../../trace/testing/make-documents.ts";
import { createAggregation } from "../aggregation.ts";

const like = deriveTraceFacts([makeSegment("a")], 1);

/** Each combination of a method and a user once; the traces of one in nine methods have no numbers. */
function makeRows(methods: number, users: number): TraceRows {
  const count = methods * users;
  const facts = Array.from({ length: count }, (_, row): TraceFacts => ({
    ...like,
    http: { method: `m${Math.floor(row / users)}` },
    users: [{ name: `u${row % users}`, services: [] }],
  }));
  const number = (of: (row: number) => number) =>
    Int32Array.from(facts, (_, row) => (Math.floor(row / users) % 9 === 8 ? -1 : of(row)));
  return {
    count,
    version: 0,
    startSec: Float64Array.from(facts, (_, row) => 1000 - row / 100),
    durationUs: Float64Array.from(facts, (_, row) => row),
    outcome: new Uint8Array(count),
    partial: new Uint8Array(count),
    flags: new Uint8Array(count),
    mark: new Uint32Array(count),
    numbers: {
      http: number((row) => Math.floor(row / users)),
      topology: number(() => 0),
      labels: number((row) => row % users),
      activity: number(() => 0),
    },
    places: Int32Array.from(facts, (_, row) => row),
    facts: (row) => facts[row] ?? like,
    look: (row) => facts[row] ?? like,
    http: () => undefined,
    topology: () => undefined,
    labels: () => undefined,
    activity: () => undefined,
  };
}

// Forty times fifty combinations are more than are counted together.
test.each([
  [4, 5],
  [40, 50],
])("items of %i methods and %i users are counted in a group of each", (methods, users) => {
  const rows = makeRows(methods, users);
  const range = { startSec: 0, endSec: 2000 };
  const aggregation = createAggregation(
    {
      sets: [range],
      columnSec: 10,
      groups: [
        { by: ["method"], series: true },
        { by: ["user"], limit: 3 },
      ],
    },
    [undefined],
  );
  aggregation.addTraces(0, rows);
  expect(aggregation.choose()[0]?.reduce((sum, { length }) => sum + length, 0)).toBe(rows.count);
  aggregation.tell(0, rows);
  const [set] = aggregation.sets();
  const [byMethod, byUser] = set?.groups ?? [];
  expect(byMethod?.groups).toHaveLength(methods);
  for (const { values, count, sumSec, columns, firstSec, lastSec, examples } of byMethod?.groups ?? []) {
    const first = Number(values[0]?.slice(1)) * users;
    const last = first + users - 1;
    expect(count).toBe(users);
    expect(sumSec * 1e6).toBeCloseTo(((first + last) * users) / 2, 3);
    expect(columns?.count.reduce((sum, each) => sum + each, 0)).toBe(users);
    expect([firstSec, lastSec]).toEqual([rows.startSec[last], rows.startSec[first]]);
    expect(examples.slowest.durationSec * 1e6).toBeCloseTo(last, 6);
  }
  expect(byUser?.groups.map(({ count }) => count)).toEqual([methods, methods, methods]);
  expect(byUser?.others).toEqual({ groups: users - 3, count: methods * (users - 3) });
});
