import type { SamplingRule } from "../protocol/api-types.ts";

/** The anomalies that a service saw under a rule, as in GetSamplingTargets. */
export interface BoostStatisticsDocument {
  RuleName: string;
  ServiceName: string;
  /** Epoch seconds. */
  Timestamp: number;
  AnomalyCount: number;
  TotalCount: number;
  SampledAnomalyCount: number;
}

export interface SamplingBoost {
  /** 0 to 1; replaces the fixed rate. */
  BoostRate: number;
  /** Epoch seconds. */
  BoostRateTTL: number;
}

/** Remembers which rules have a higher rate for a while, because anomalies were not recorded. */
export interface BoostRegistry {
  report(rule: SamplingRule, document: BoostStatisticsDocument, nowSec: number): void;
  /** The current boost of the rule, if it has one. */
  current(rule: SamplingRule, nowSec: number): SamplingBoost | undefined;
}

/** How long a boost lasts. AWS says only that it is temporary; a minute is long enough to record what goes wrong. */
const BOOST_SEC = 60;

/**
 * Boosts a rule with `SamplingRateBoost` to its `MaxRate` when a service reports anomalies and has recorded only some
 * of them, at most once in `CooldownWindowMinutes`. The model says that the rate which AWS calculates is at most
 * `MaxRate`; how it calculates is not documented.
 */
export function createBoostRegistry(): BoostRegistry {
  const startedSec = new Map<string, number>();

  return {
    report(rule, document, nowSec) {
      const boost = rule.SamplingRateBoost;
      if (!boost || document.AnomalyCount <= document.SampledAnomalyCount) return;
      const sinceSec = nowSec - (startedSec.get(rule.RuleName) ?? -Infinity);
      if (sinceSec >= Math.max(BOOST_SEC, boost.CooldownWindowMinutes * 60)) {
        startedSec.set(rule.RuleName, nowSec);
      }
    },
    current(rule, nowSec) {
      const boost = rule.SamplingRateBoost;
      const endSec = (startedSec.get(rule.RuleName) ?? -Infinity) + BOOST_SEC;
      // A boost never lowers a rate.
      if (!boost || nowSec >= endSec || boost.MaxRate <= rule.FixedRate) return undefined;
      return { BoostRate: boost.MaxRate, BoostRateTTL: endSec };
    },
  };
}
