import type { SamplingRule } from "xray-local/protocol/api-types.ts";
import { WINDOW_SEC } from "./windows.ts";
import type { RuleWindows } from "./windows.ts";

/** What a rule would have taken of the requests that it saw. */
export interface WouldTake {
  seen: number;
  /** What it took. */
  taken: number;
  /** What it would have taken, to the whole request. */
  would: number;
}

type Rates = Pick<SamplingRule, "ReservoirSize" | "FixedRate">;

/**
 * Each second first the reservoir, then the share of the rest. Requests are told by windows of ten seconds: within one
 * they are taken to come evenly, so that of requests that come in bursts less would be taken.
 *
 *     40 requests in 10 s, 1 a second and 10 % of the rest:  10 + 3
 */
export function wouldTake(
  { windows, seen, taken }: RuleWindows,
  { ReservoirSize, FixedRate }: Rates,
): WouldTake {
  const would = windows.reduce((sum, window) => {
    const requests = window.taken + window.borrowed + window.letGo;
    const first = Math.min(requests, ReservoirSize * WINDOW_SEC);
    return sum + first + (requests - first) * FixedRate;
  }, 0);
  return { seen, taken, would: Math.round(would) };
}

/** Whether the rule as it is edited still matches the same requests: only then anything can be told of it. */
export function matchesTheSame(rule: SamplingRule, edited: SamplingRule): boolean {
  const patterns = ["ServiceName", "ServiceType", "Host", "HTTPMethod", "URLPath", "ResourceARN"] as const;
  return (
    rule.Priority === edited.Priority &&
    patterns.every((pattern) => rule[pattern] === edited[pattern]) &&
    JSON.stringify(rule.Attributes ?? {}) === JSON.stringify(edited.Attributes ?? {})
  );
}
