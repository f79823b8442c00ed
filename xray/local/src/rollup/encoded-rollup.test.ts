import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Lengths } from "../trace/graph/histogram.ts";
import type { RequestRollup, TraceRollup } from "../trace/graph/trace-rollup.ts";
import { countRollup, decodeRollup, encodeRollup } from "./encoded-rollup.ts";

const lengths = fc
  .record({
    exact: fc.boolean(),
    ms: fc.uniqueArray(fc.oneof(fc.nat({ max: 5000 }), fc.maxSafeNat()), { maxLength: 20 }),
  })
  .map(({ exact, ms }): Lengths => ({
    exact,
    ms: ms.sort((left, right) => left - right),
    counts: ms.map((_, index) => index * 1000 + 1),
  }));

const statistics = fc
  .tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat(), fc.double({ min: 0, noNaN: true }))
  .map(([ok, throttles, errors, faults, seconds]) => ({
    OkCount: ok,
    ErrorStatistics: { ThrottleCount: throttles, OtherCount: errors, TotalCount: throttles + errors },
    FaultStatistics: { OtherCount: faults, TotalCount: faults },
    TotalCount: ok + throttles + errors + faults,
    TotalResponseTime: seconds,
  }));

const minutes = fc.array(
  fc.record({
    startSec: fc.nat({ max: 2 ** 31 }).map((minute) => minute * 60),
    statistics,
    responseTimes: lengths,
  }),
  { maxLength: 3 },
);

const some = fc.record({
  startSec: fc.double({ noNaN: true, noDefaultInfinity: true }),
  endSec: fc.double({ noNaN: true, noDefaultInfinity: true }),
  minutes,
});
const none: RequestRollup = { startSec: Infinity, endSec: -Infinity, minutes: [] };
const ofNode = fc.oneof(
  fc.constant(none),
  fc
    .tuple(some, lengths)
    .map(([requests, durations]): RequestRollup => Object.assign(requests, { durations })),
);
const ofEdge: fc.Arbitrary<RequestRollup> = fc.oneof(fc.constant(none), some);

const service = fc.record({
  id: fc.string({ unit: "binary" }).map((name) => ({ Name: name, Names: [name, "schön 🦆"] })),
  root: fc.boolean(),
  inferred: fc.boolean(),
  client: fc.boolean(),
  requests: ofNode,
});
const edge = fc.record({ from: fc.nat(), to: fc.nat(), asynchronous: fc.boolean(), requests: ofEdge });
const topology = fc.record({
  services: fc.array(service, { maxLength: 3 }),
  edges: fc.array(edge, { maxLength: 3 }),
});
const rollups: fc.Arbitrary<TraceRollup> = fc.record({
  traces: fc.nat({ max: 2 ** 31 }),
  topologies: fc.array(topology, { maxLength: 3 }),
});

test("whatever is encoded comes back, and its count without decoding the rest", () => {
  fc.assert(
    fc.property(rollups, (rollup) => {
      const bytes = encodeRollup(rollup);
      expect(decodeRollup(bytes)).toEqual(rollup);
      expect(countRollup(bytes)).toBe(rollup.traces);
      // As SQLite answers it: in a memory of its own, at any offset.
      const shifted = new Uint8Array(bytes.length + 3);
      shifted.set(bytes, 3);
      expect(decodeRollup(shifted.subarray(3))).toEqual(rollup);
    }),
  );
});
