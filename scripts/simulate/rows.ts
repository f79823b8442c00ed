import { findDatabase, SEGMENTS_PER_SEC } from "./limits.ts";
import type { SimulateOptions } from "./options.ts";
import { costOfTraces, HOURS_A_MONTH } from "./prices.ts";
import type { Prices } from "./prices.ts";
import { runScenario } from "./scenario.ts";
import type { Outcome } from "./scenario.ts";

/** One number of tasks, and its outcome. */
export interface Row extends Outcome {
  tasks: number;
  requestsPerSec: number;
  /** Whether it exceeds X-Ray's default quota. */
  isOverQuota: boolean;
  /** Per month. */
  traceCost: number;
  taskCost: number;
  connections: number;
  /** The cheapest class with enough connections; undefined when no price has one. */
  database: string | undefined;
}

export function simulate(tasks: number, options: SimulateOptions, prices: Prices, random: () => number): Row {
  const requestsPerSec = Math.round(tasks * options.requestsPerSec);
  const outcome = runScenario({ ...options, tasks, requestsPerSec }, random);
  const connections = tasks * options.poolSize;
  return {
    ...outcome,
    tasks,
    requestsPerSec,
    isOverQuota: outcome.recorded > SEGMENTS_PER_SEC,
    traceCost: costOfTraces(outcome.recorded, prices),
    taskCost: tasks * prices.taskPerHour * HOURS_A_MONTH,
    connections,
    database: findDatabase(connections, prices)?.class,
  };
}

const HEAD = [
  "Tasks",
  "Requests/s",
  "Traces/s",
  "of the reservoir",
  "Traces/s at the start",
  "borrowed",
  "Fairness",
  "Traces a month",
  "Tasks a month",
  "Connections",
  "Database",
];

/** A table in Markdown, which can be read as it is. */
export function writeTable(rows: readonly Row[]): string {
  const lines = rows.map((row) => [
    String(row.tasks),
    String(row.requestsPerSec),
    `${round(row.recorded)}${row.isOverQuota ? " (over the quota)" : ""}`,
    round(row.taken),
    round(row.recordedAtStart),
    round(row.borrowedAtStart),
    row.fairness.toFixed(2),
    row.traceCost.toFixed(0),
    row.taskCost.toFixed(0),
    String(row.connections),
    row.database ?? "none has as many",
  ]);
  return [HEAD, HEAD.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

function round(value: number): string {
  return value.toFixed(value < 100 ? 1 : 0);
}
