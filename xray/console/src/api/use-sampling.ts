import { useQuery } from "@tanstack/react-query";
import type { SamplingRule } from "xray-local/protocol/api-types.ts";
import type { SamplingStatisticSummary } from "./operations.ts";
import { callXray } from "./xray-client.ts";

export const RULES_KEY = ["sampling-rules"] as const;
/** Clients report every ten seconds. */
const STATISTICS_MS = 5000;

export function useSamplingRules() {
  return useQuery({ queryKey: RULES_KEY, queryFn: ({ signal }) => fetchRules(signal) });
}

export function useSamplingStatistics(paused: boolean): readonly SamplingStatisticSummary[] {
  const { data } = useQuery({
    queryKey: ["sampling-statistics"],
    queryFn: ({ signal }) => fetchStatistics(signal),
    refetchInterval: paused ? false : STATISTICS_MS,
  });
  return data ?? [];
}

async function fetchRules(signal: AbortSignal): Promise<readonly SamplingRule[]> {
  const { SamplingRuleRecords = [] } = await callXray("/GetSamplingRules", {}, signal);
  return SamplingRuleRecords.map((record) => record.SamplingRule);
}

async function fetchStatistics(signal: AbortSignal): Promise<readonly SamplingStatisticSummary[]> {
  const { SamplingStatisticSummaries = [] } = await callXray("/SamplingStatisticSummaries", {}, signal);
  return SamplingStatisticSummaries;
}
