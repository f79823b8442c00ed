import { describe, expect, test } from "vitest";
import { drawChart } from "./chart.ts";
import { connectionsOf, findDatabase } from "./limits.ts";
import { parseSimulateOptions, SimulateOptionError } from "./options.ts";
import { checkPrices, costOfTraces } from "./prices.ts";
import type { Prices } from "./prices.ts";
import { createRandom } from "./random.ts";
import { simulate, writeTable } from "./rows.ts";
import { jainIndex, runScenario } from "./scenario.ts";

const prices: Prices = {
  from: "a test",
  tracesRecordedPerMillion: 5,
  freeTracesRecorded: 100_000,
  taskPerHour: 0.01,
  databases: [
    { class: "large", memoryGib: 8, perHour: 1 },
    { class: "small", memoryGib: 1, perHour: 0.1 },
  ],
};
const rule = { reservoirSize: 5, fixedRate: 0.1, lengthSec: 60 };

describe("tasks that share a rule", () => {
  test("record the reservoir and the fixed rate of the rest, once they have quotas", () => {
    const { recorded, taken } = runScenario({ ...rule, tasks: 2, requestsPerSec: 1_000 }, createRandom(1));
    expect(taken).toBeCloseTo(5, 0);
    expect(recorded).toBeCloseTo(5 + 99.5, -1);
  });

  test("borrow one request a second each before that", () => {
    const { borrowedAtStart } = runScenario({ ...rule, tasks: 10, requestsPerSec: 1_000 }, createRandom(1));
    expect(borrowedAtStart).toBeGreaterThan(2);
    expect(borrowedAtStart).toBeLessThanOrEqual(10);
  });

  test("take the reservoir in equal parts where there is one for each", () => {
    const { fairness } = runScenario({ ...rule, tasks: 5, requestsPerSec: 1_000 }, createRandom(1));
    expect(fairness).toBeGreaterThan(0.99);
  });

  test("leave most without a part where there are more of them than the reservoir has", () => {
    const { fairness, taken } = runScenario({ ...rule, tasks: 50, requestsPerSec: 1_000 }, createRandom(1));
    expect(taken).toBeLessThan(8);
    expect(fairness).toBeLessThan(0.2);
  });

  test("record nothing by a rule of nothing", () => {
    const nothing = { ...rule, reservoirSize: 0, fixedRate: 0, tasks: 3, requestsPerSec: 100 };
    expect(runScenario(nothing, createRandom(1))).toMatchObject({ recorded: 0, recordedAtStart: 0 });
  });

  test("are the same for the same seed", () => {
    const scenario = { ...rule, tasks: 3, requestsPerSec: 50 };
    expect(runScenario(scenario, createRandom(7))).toEqual(runScenario(scenario, createRandom(7)));
  });
});

test.each([
  [[1, 1, 1], 1],
  [[3, 0, 0], 1 / 3],
  [[0, 0], 1],
])("the fairness of %j is %d", (values, expected) => expect(jainIndex(values)).toBeCloseTo(expected));

test("traces beyond the free ones are charged", () => {
  expect(costOfTraces(0, prices)).toBe(0);
  // 2,628,000 a month, of which 100,000 are free.
  expect(costOfTraces(1, prices)).toBeCloseTo(12.64);
});

test("a database is the cheapest that has the connections", () => {
  expect(connectionsOf({ class: "micro", memoryGib: 1, perHour: 1 })).toBe(112);
  expect(findDatabase(100, prices)?.class).toBe("small");
  expect(findDatabase(103, prices)?.class).toBe("large");
  expect(findDatabase(5_000, prices)).toBeUndefined();
});

describe("options", () => {
  test("have defaults, and lists of tasks", () => {
    expect(parseSimulateOptions([])).toMatchObject({ tasks: [1, 10, 100, 1_000, 10_000], fixedRate: 0.1 });
    expect(parseSimulateOptions(["--tasks", "3,4"])).toMatchObject({ tasks: [3, 4] });
    expect(parseSimulateOptions(["--help"])).toBeUndefined();
  });

  test.each([
    [["--tasks", "0"], /--tasks 0 must be a whole number from 1 to 10000/],
    [["--tasks", "1,,2"], /--tasks/],
    [["--rate", "2"], /--rate 2 must be a number from 0 to 1/],
    [["--length", "10"], /--length 10/],
    [["--speed", "1"], /speed/],
  ])("%j are refused", (args, reason) => {
    expect(() => parseSimulateOptions(args)).toThrow(SimulateOptionError);
    expect(() => parseSimulateOptions(args)).toThrow(reason);
  });
});

test.each([
  [{}, /tracesRecordedPerMillion/],
  [{ ...prices, taskPerHour: "1" }, /taskPerHour/],
  [{ ...prices, databases: [] }, /databases/],
  [{ ...prices, databases: [{ class: "small", memoryGib: 0, perHour: 1 }] }, /databases/],
])("prices such as %j are refused", (value, reason) => expect(() => checkPrices(value)).toThrow(reason));

test("the table and the chart tell each number of tasks, and what X-Ray does not take", () => {
  const options = parseSimulateOptions(["--length", "40", "--rate", "1", "--requests", "50"]);
  if (!options) throw new Error("no options");
  const rows = [1, 60].map((tasks) => simulate(tasks, options, prices, createRandom(1)));
  expect(rows.map(({ isOverQuota }) => isOverQuota)).toEqual([false, true]);
  expect(writeTable(rows)).toMatch(/^\| 60 \| 3000 \| 3000 \(over the quota\)/m);
  expect(drawChart(rows)).toContain(">60</text>");
  expect(() => drawChart(rows.slice(1))).toThrow(/at least two/);
});
