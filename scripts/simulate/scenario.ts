import { decideByRule } from "../../backend/src/tracing/sdk/sampling.ts";
import type { Taken } from "../../backend/src/tracing/sdk/sampling.ts";
import { SamplingRule } from "../../backend/src/tracing/sdk/sampling-inside.ts";
import type { Rule } from "../../backend/src/tracing/sdk/sampling-inside.ts";
import { makeDefaultRule } from "../../xray/local/src/sampling/sampling-rule.ts";
import { createSamplingTargets } from "../../xray/local/src/sampling/sampling-targets.ts";
import type { SamplingTargets } from "../../xray/local/src/sampling/sampling-targets.ts";

export interface Scenario {
  tasks: number;
  /** Requests per second of all tasks together. */
  requestsPerSec: number;
  lengthSec: number;
  /** Requests per second of all tasks together, before `fixedRate` (0 to 1) applies. */
  reservoirSize: number;
  fixedRate: number;
}

/** Requests per second, of all tasks together. */
export interface Outcome {
  /** Recorded in the second half, when quotas are settled. */
  recorded: number;
  /** Those of `recorded` that the reservoir allowed. */
  taken: number;
  /** Borrowed in the first ten seconds, before tasks have a quota. */
  borrowedAtStart: number;
  /** All recorded in the first ten seconds. */
  recordedAtStart: number;
  /**
   * Jain's index of what each task took from the reservoir in the second half: 1 when all took the same, 1/n when one
   * took all.
   */
  fairness: number;
}

interface Task {
  id: string;
  rule: Rule;
  /** The second of each ten in which it reports. */
  turn: number;
  taken: number;
}

/** The interval of SDKs' reports; before its first report a task has no quota. */
const REPORT_SEC = 10;

/**
 * Simulates the decisions of N tasks: each has the rule of X-Ray's SDK and the app's way of asking for it, and the
 * quotas are those of the local X-Ray. A balancer gives each request to any task. `random`: 0 to 1.
 */
export function runScenario(scenario: Scenario, random: () => number): Outcome {
  const targets = createSamplingTargets();
  const tasks = Array.from({ length: scenario.tasks }, (_, index) => makeTask(scenario, index, random));
  const start = { borrow: 0, take: 0, rate: 0 };
  const settled = { borrow: 0, take: 0, rate: 0 };
  const half = Math.floor(scenario.lengthSec / 2);
  for (let second = 0; second < scenario.lengthSec; second += 1) {
    for (let request = 0; request < scenario.requestsPerSec; request += 1) {
      const task = tasks[Math.floor(random() * tasks.length)];
      const taken = task && decideByRule(task.rule, second, random);
      if (!task || taken === undefined) continue;
      if (second < REPORT_SEC) start[taken] += 1;
      if (second < half) continue;
      settled[taken] += 1;
      if (taken === "take") task.taken += 1;
    }
    for (const task of tasks) if (task.turn === second % REPORT_SEC) report(task, targets, scenario, second);
  }
  const settledSec = scenario.lengthSec - half;
  return {
    recorded: sum(settled) / settledSec,
    taken: settled.take / settledSec,
    borrowedAtStart: start.borrow / REPORT_SEC,
    recordedAtStart: sum(start) / REPORT_SEC,
    fairness: jainIndex(tasks.map(({ taken }) => taken)),
  };
}

/** `(Σx)² / (n Σx²)`; 1 when nobody took anything. `[1, 1]` → 1, `[1, 0]` → 0.5. */
export function jainIndex(values: readonly number[]): number {
  const total = values.reduce((a, b) => a + b, 0);
  const squares = values.reduce((a, b) => a + b * b, 0);
  return squares === 0 ? 1 : total ** 2 / (values.length * squares);
}

function makeTask({ fixedRate, reservoirSize }: Scenario, index: number, random: () => number): Task {
  const any = ["*", "*", "*", "*", "*"] as const;
  const rule = new SamplingRule("Flask", 9000, fixedRate, reservoirSize, ...any);
  const id = index.toString(16).padStart(24, "0");
  return { id, rule, turn: Math.floor(random() * REPORT_SEC), taken: 0 };
}

/** Like the SDK's pollers: a task whose rule never matched does not report. */
function report(task: Task, targets: SamplingTargets, scenario: Scenario, nowSec: number): void {
  const { requestCount, borrowCount, sampledCount } = task.rule.snapshotStatistics();
  if (requestCount === 0) return;
  const rule = {
    ...makeDefaultRule(""),
    RuleName: "Flask",
    FixedRate: scenario.fixedRate,
    ReservoirSize: scenario.reservoirSize,
  };
  const statistics = {
    RuleName: "Flask",
    ClientID: task.id,
    Timestamp: nowSec,
    RequestCount: requestCount,
    SampledCount: sampledCount,
    BorrowCount: borrowCount,
  };
  const [target] = targets.report({ statistics: [statistics], boostStatistics: [] }, [rule], nowSec).targets;
  if (!target) return;
  task.rule.getReservoir().loadNewQuota(target.ReservoirQuota, target.ReservoirQuotaTTL, target.Interval);
}

function sum(counts: Readonly<Record<Taken, number>>): number {
  return counts.borrow + counts.take + counts.rate;
}
