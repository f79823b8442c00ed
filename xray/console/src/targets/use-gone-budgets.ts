import { useQueries } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { useLive } from "../api/live.tsx";
import { getFigures } from "../api/xray-client.ts";
import type { ServiceSubject } from "../service-link.ts";
import { readTargets, subscribeToTargets } from "./stored-targets.ts";
import type { Target } from "./stored-targets.ts";
import { budgetOf, countQuery, isGone } from "./target-budget.ts";
import type { Budget } from "./target-budget.ts";
import { subjectOfTarget } from "./target-key.ts";
import { serverNowMs } from "../lib/server-clock.ts";

/** Budgets are of hours and days. */
const ASK_AGAIN_MS = 60_000;

/** A target with an alarm whose budget is gone, up to now. */
export interface GoneBudget {
  subject: ServiceSubject;
  target: Target;
  budget: Budget;
}

/** Of all targets whose alarm is on in this browser; each is counted once a minute. */
export function useGoneBudgets(): readonly GoneBudget[] {
  const targets = useSyncExternalStore(subscribeToTargets, readTargets);
  const { paused } = useLive();
  const alarmed = Object.entries(targets).filter(([, { alarm }]) => alarm);
  return useQueries({
    queries: alarmed.map(([key, target]) => ({
      queryKey: ["budget", key, target],
      queryFn: ({ signal }: { signal: AbortSignal }) => countBudget(key, target, signal),
      refetchInterval: paused ? (false as const) : ASK_AGAIN_MS,
    })),
    combine: goneOf,
  });
}

async function countBudget(key: string, target: Target, signal: AbortSignal): Promise<GoneBudget> {
  const subject = subjectOfTarget(key);
  const endSec = serverNowMs() / 1000;
  const bounds = { startSec: endSec - target.overSec, endSec };
  const { sets } = await getFigures(countQuery({ subject, filter: "" }, target, bounds), signal);
  return { subject, target, budget: budgetOf(target, sets, sets, bounds) };
}

function goneOf(results: UseQueryResult<GoneBudget>[]): readonly GoneBudget[] {
  return results.flatMap(({ data }) => (data !== undefined && isGone(data.budget) ? [data] : []));
}
