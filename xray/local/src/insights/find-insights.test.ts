import * as fc from "fast-check";
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

/** A source of numbers from 0 to 1 that is the same for the same seed (Numerical Recipes). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

/** Knuth's: multiplies until the product falls below e^-mean. */
function drawPoisson(mean: number, random: () => number): number {
  let count = 0;
  for (let product = random(); product > Math.exp(-mean); product *= random()) count += 1;
  return count;
}

/** Minutes with so many traces on average, of which each fails with the chance of its minute. */
function makeNoise(rates: readonly number[], traces: number, seed: number): FaultMinute[] {
  const random = createRandom(seed);
  return rates.map((rate, minute) => {
    const total = drawPoisson(traces, random);
    const faults = Array.from({ length: total }, random).filter((each) => each < rate).length;
    const service = { id: database, traces: total, caused: faults, touched: faults };
    return { startSec: at(minute), traces: total, faults, services: new Map([["db", service]]) };
  });
}

const repeat = (rate: number, minutes: number): number[] => Array.from({ length: minutes }, () => rate);

describe("in low traffic", () => {
  it("finds that 8.6 % fail instead of 1 % of 25 requests a minute, within minutes and as one", () => {
    for (let seed = 1; seed <= 50; seed += 1) {
      const minutes = makeNoise([...repeat(0.01, 60), ...repeat(0.086, 30)], 25, seed);
      const [insight, ...others] = findInsights(minutes, LATER_SEC);
      expect(others, `seed ${seed}`).toEqual([]);
      // It may seem to have begun with a fault of the quiet time just before.
      expect(insight?.startSec, `seed ${seed}`).toBeGreaterThanOrEqual(at(45));
      expect(insight?.startSec, `seed ${seed}`).toBeLessThanOrEqual(at(75));
      expect(insight?.endSec, `seed ${seed}`).toBeGreaterThanOrEqual(at(80));
    }
  });

  it("ends soon after the faults have ended", () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const minutes = makeNoise([...repeat(0.005, 60), ...repeat(0.2, 20), ...repeat(0.005, 60)], 25, seed);
      const [insight, ...others] = findInsights(minutes, LATER_SEC);
      expect(others, `seed ${seed}`).toEqual([]);
      expect(insight?.endSec, `seed ${seed}`).toBeLessThanOrEqual(at(90));
    }
  });

  it("finds a service that breaks at two requests a minute", () => {
    const [insight] = findInsights(makeNoise([...repeat(0, 60), ...repeat(1, 10)], 2, 7), LATER_SEC);
    expect(insight?.startSec).toBeGreaterThanOrEqual(at(60));
    expect(insight?.startSec).toBeLessThanOrEqual(at(64));
  });
});

it("takes chance for an insight less than once in 5,000 minutes, at any constant rate and traffic", () => {
  const anyTraffic = fc.record({
    seed: fc.integer({ min: 1, max: 2 ** 31 }),
    rate: fc.constantFrom(0, 0.002, 0.01, 0.03, 0.1, 0.3),
    traces: fc.constantFrom(0.5, 2, 8, 25, 100),
  });
  let minutes = 0;
  let alarms = 0;
  fc.assert(
    fc.property(anyTraffic, ({ seed, rate, traces }) => {
      minutes += 240;
      alarms += findInsights(makeNoise(repeat(rate, 240), traces, seed), LATER_SEC).length;
    }),
    { numRuns: 150, seed: 14 },
  );
  expect(minutes).toBe(36_000);
  expect(alarms).toBeLessThanOrEqual(minutes / 5_000);
});
