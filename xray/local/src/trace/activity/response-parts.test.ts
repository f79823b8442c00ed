import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import type { TraceActivity } from "../../model/trace-activity.ts";
import { responsePartsOf } from "./response-parts.ts";

type Spans = readonly (readonly [startUs: number, endUs: number])[];

/** Two requests, of which the first made the calls, a kind each, and the second one more. */
function makeActivity(request: readonly [number, number], kinds: readonly Spans[]): TraceActivity {
  const ok = { fault: false, error: false, throttle: false };
  const toRequest = ([startUs, endUs]: readonly [number, number]) => ({
    ...ok,
    startUs,
    durationUs: endUs - startUs,
    inProgress: false,
  });
  const toCall = (spans: Spans) => ({
    calls: spans.map(([startUs, endUs]) => ({ ...ok, startUs, durationUs: endUs - startUs })),
    inARow: 1,
    retries: 0,
  });
  const callKind = (of: number) => ({ request: of, kind: "sql", target: "db", text: "SELECT" }) as const;
  return {
    kinds: {
      requests: [{ service: "a" }, { service: "b", caller: 0 }],
      calls: [...kinds.map(() => callKind(0)), callKind(1)],
      exceptions: [],
    },
    requests: [toRequest(request), toRequest([0, 50])],
    calls: [...kinds.map(toCall), toCall([[0, 40]])],
    exceptions: [],
  };
}

/** The request's own part, then those of the kinds. */
const partsOf = (request: readonly [number, number], ...kinds: readonly Spans[]) =>
  responsePartsOf(makeActivity(request, kinds), 0)
    .toSorted((one, other) => (one.call ?? -1) - (other.call ?? -1))
    .map(({ partUs }) => partUs);

describe("the parts of a response", () => {
  it.each<[string, readonly [number, number], readonly Spans[], readonly number[]]>([
    ["is its own where it called nobody", [0, 100], [], [100]],
    [
      "has calls one after another",
      [0, 100],
      [
        [
          [10, 30],
          [30, 40],
        ],
        [[50, 90]],
      ],
      [30, 30, 40],
    ],
    [
      "belongs to the call that ends last where two overlap",
      [0, 100],
      [[[10, 40]], [[30, 80]]],
      [30, 20, 50],
    ],
    ["has no part for a call beside a longer one", [0, 100], [[[20, 30]], [[10, 90]]], [20, 0, 80]],
    [
      "has calls together once",
      [0, 100],
      [
        [
          [10, 60],
          [10, 60],
          [10, 60],
        ],
      ],
      [50, 50],
    ],
    [
      "ends where a call outlasts it, and begins where one began before",
      [20, 60],
      [[[0, 30]], [[50, 90]]],
      [20, 10, 10],
    ],
    ["leaves out what came when it was over", [0, 10], [[[20, 30]]], [10, 0]],
  ])("%s", (_, request, kinds, parts) => {
    expect(partsOf(request, ...kinds)).toEqual(parts);
  });

  it("sum to the response, whatever the calls", () => {
    const anySpan = fc
      .tuple(fc.integer({ min: -50, max: 150 }), fc.integer({ min: 0, max: 150 }))
      .map(([startUs, durationUs]) => [startUs, startUs + durationUs] as const);
    fc.assert(
      fc.property(fc.array(fc.array(anySpan, { maxLength: 5 }), { maxLength: 4 }), (kinds) => {
        const parts = partsOf([0, 100], ...kinds);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(100);
        expect(Math.min(...parts)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("are none of a request that is not there", () => {
    expect(responsePartsOf(makeActivity([0, 1], []), 7)).toEqual([]);
  });
});
