import { describe, expect, it } from "vitest";
import type { FaultMinute } from "./fault-minutes.ts";
import { findInsights } from "./find-insights.ts";

const START_SEC = 1_795_500_000;
const backend = { Name: "backend", Names: ["backend"] };
const database = { Name: "cruddur@db", Names: ["cruddur@db"], Type: "Database::SQL" };

/** A minute of 100 traces through both services; `null` is a minute without any. */
function makeMinutes(faultsAtDatabase: readonly (number | null)[]): FaultMinute[] {
  return faultsAtDatabase.flatMap((faults, i) => {
    if (faults === null) return [];
    const services = new Map([
      ["\nbackend", { id: backend, traces: 100, caused: 0, touched: faults }],
      ["Database::SQL\ncruddur@db", { id: database, traces: 100, caused: faults, touched: faults }],
    ]);
    return [{ startSec: START_SEC + 60 * i, traces: 100, faults, services }];
  });
}

const LATER_SEC = START_SEC + 86_400;
const at = (minute: number): number => START_SEC + 60 * minute;

describe("findInsights", () => {
  it("finds nothing where faults are as usual", () => {
    expect(findInsights(makeMinutes([0, 1, 0, 2, 1, 0]), LATER_SEC)).toEqual([]);
    expect(findInsights(makeMinutes([20, 25, 18, 22, 30]), LATER_SEC)).toEqual([]);
    expect(findInsights([], LATER_SEC)).toEqual([]);
  });

  it("does not call the first faults unusual: nothing is known of the usual yet", () => {
    expect(findInsights(makeMinutes([50, 50, 50]), LATER_SEC)).toEqual([]);
  });

  it("finds a rise, joins what is less than five minutes apart and sums it up", () => {
    const [insight, ...others] = findInsights(makeMinutes([0, 0, 40, 0, 0, 20, 0, 0, 0, 0, 0, 0]), LATER_SEC);
    expect(others).toEqual([]);
    expect(insight).toMatchObject({
      rootCause: database,
      startSec: at(2),
      endSec: at(6),
      isActive: false,
      usualRate: 0,
    });
    expect(insight?.moments.map(({ atSec }) => atSec)).toEqual([at(3), at(4), at(5), at(6)]);
    expect(insight?.moments.at(0)).toEqual({
      atSec: at(3),
      clients: { faults: 40, total: 100 },
      rootCause: { faults: 40, total: 100 },
      topServices: [database, backend],
    });
    expect(insight?.moments.at(-1)).toMatchObject({
      clients: { faults: 60, total: 400 },
      rootCause: { faults: 60, total: 400 },
    });
  });

  it("finds two where five quiet minutes lie between, also without any traffic in them", () => {
    const quiet = findInsights(makeMinutes([0, 30, 0, 0, 0, 0, 0, 30]), LATER_SEC);
    expect(quiet.map(({ startSec }) => startSec)).toEqual([at(1), at(7)]);
    const silent = findInsights(makeMinutes([0, 30, null, null, null, null, null, 30]), LATER_SEC);
    expect(silent.map(({ startSec }) => startSec)).toEqual([at(1), at(7)]);
    const near = findInsights(makeMinutes([0, 30, null, null, null, null, 30]), LATER_SEC);
    expect(near.map(({ startSec, endSec }) => [startSec, endSec])).toEqual([[at(1), at(7)]]);
  });

  it("keeps an insight active for five minutes after its last unusual minute", () => {
    const minutes = makeMinutes([0, 30]);
    expect(findInsights(minutes, at(2))[0]?.isActive).toBe(true);
    expect(findInsights(minutes, at(7) - 1)[0]?.isActive).toBe(true);
    expect(findInsights(minutes, at(7))[0]?.isActive).toBe(false);
  });

  it("compares with the rate before the rise, not with the rise itself", () => {
    const [insight] = findInsights(makeMinutes([10, 10, 60, 60, 60, 10]), LATER_SEC);
    expect(insight).toMatchObject({ startSec: at(2), endSec: at(5), usualRate: 0.1 });
  });
});
