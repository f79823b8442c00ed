import { describe, expect, it } from "vitest";
import { chanceOfAtLeast, createUsualFaults, isUnusual } from "./usual-faults.ts";

describe("createUsualFaults", () => {
  it("knows nothing usual before twenty traces", () => {
    const usual = createUsualFaults();
    usual.learn({ faults: 1, traces: 19 });
    expect(usual.seen()).toBeUndefined();
    usual.learn({ faults: 1, traces: 1 });
    expect(usual.seen()).toEqual({ faults: 2, traces: 20 });
  });

  it("leaves out the newest, and forgets those that were not quiet after all", () => {
    const usual = createUsualFaults();
    for (const faults of [1, 2, 4]) usual.learn({ faults, traces: 100 });
    expect(usual.seen(1)).toEqual({ faults: 3, traces: 200 });
    expect(usual.seen(3)).toBeUndefined();
    usual.forget(2);
    expect(usual.seen()).toEqual({ faults: 1, traces: 100 });
  });

  it("forgets what is older than sixty minutes with traffic", () => {
    const usual = createUsualFaults();
    usual.learn({ faults: 50, traces: 100 });
    for (let i = 0; i < 59; i += 1) usual.learn({ faults: 0, traces: 100 });
    expect(usual.seen()).toEqual({ faults: 50, traces: 6_000 });
    usual.learn({ faults: 0, traces: 100 });
    expect(usual.seen()).toEqual({ faults: 0, traces: 6_000 });
  });
});

describe("isUnusual", () => {
  const never = { faults: 0, traces: 10_000 };
  const often = { faults: 2_000, traces: 10_000 };
  it.each([
    [4, 4, never, false],
    [5, 10, never, true],
    [5, 100, never, false],
    [7, 100, never, false],
    [8, 100, never, true],
    [33, 100, often, false],
    [40, 100, often, true],
    [100, 100, { faults: 100, traces: 100 }, false],
    [0, 0, never, false],
    // Of twenty traces without a fault nobody knows that the service hardly ever fails.
    [8, 100, { faults: 0, traces: 20 }, false],
    // At 15 % none of twenty fails once in 25 times, and then twenty of a hundred are nothing.
    [20, 100, { faults: 0, traces: 20 }, false],
    [60, 100, { faults: 0, traces: 20 }, true],
    [20, 100, { faults: 0, traces: 200 }, true],
    // Ten minutes of 25 requests: 8.6 % where 1 % is usual.
    [21, 250, { faults: 15, traces: 1_500 }, true],
    [6, 250, { faults: 15, traces: 1_500 }, false],
    [60_000, 1_000_000, { faults: 1_000, traces: 100_000 }, true],
  ])("%d faults of %d, where %j is usual: %j", (faults, traces, usual, expected) => {
    expect(isUnusual({ faults, traces }, usual)).toBe(expected);
  });
});

describe("the chance of at least so many", () => {
  it.each([
    [1, 2, 0.5, 1],
    [3, 4, 0.5, 0.3125],
    [2, 2, 0.5, 0.25],
    [3, 10, 0.1, 0.070_190_826],
    [8, 100, 0.01, 0.000_008_2],
    [600, 1_000, 0.5, 1.364e-10],
    [0, 10, 0.1, 1],
  ])("%d of %d at %d is %d", (hits, trials, rate, chance) => {
    expect(chanceOfAtLeast(hits, trials, rate) / chance).toBeCloseTo(1, 2);
  });
});

it("hardly ever calls chance unusual", () => {
  // A linear congruential generator: the same minutes in every run (Numerical Recipes).
  let seed = 1;
  const random = (): number => (seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  for (const rate of [0, 0.01, 0.05, 0.2]) {
    const usual = createUsualFaults();
    let unusual = 0;
    for (let minute = 0; minute < 2_000; minute += 1) {
      const traces = 50 + Math.floor(random() * 100);
      const faults = Array.from({ length: traces }, random).filter((each) => each < rate).length;
      const seen = usual.seen();
      if (seen && isUnusual({ faults, traces }, seen)) unusual += 1;
      usual.learn({ faults, traces });
    }
    expect(unusual).toBe(0);
  }
});
