import type { SamplingRule } from "../protocol/api-types.ts";
import { createClientRegistry } from "./client-registry.ts";
import type { ClientRegistry, SamplingClient } from "./client-registry.ts";
import { reservoirQuota } from "./reservoir.ts";
import { createBoostRegistry } from "./sampling-boost.ts";
import type { BoostRegistry, BoostStatisticsDocument, SamplingBoost } from "./sampling-boost.ts";
import type { StatisticsDocument } from "./statistics-windows.ts";

interface SamplingReport {
  statistics: readonly StatisticsDocument[];
  boostStatistics: readonly BoostStatisticsDocument[];
}

interface SamplingTargetDocument {
  RuleName: string;
  FixedRate: number;
  /** Requests per second that this client may sample before the fixed rate applies. */
  ReservoirQuota: number;
  /** Epoch seconds. */
  ReservoirQuotaTTL: number;
  /** Seconds until the next report. */
  Interval: number;
  SamplingBoost?: SamplingBoost;
}

interface UnprocessedStatistics {
  RuleName: string;
  /** An HTTP status: on 4… the Go SDK fetches the rules again, on 5… it considers the whole batch failed. */
  ErrorCode: "400" | "404";
  Message: string;
}

interface SamplingAnswer {
  targets: readonly SamplingTargetDocument[];
  unprocessed: readonly UnprocessedStatistics[];
  unprocessedBoost: readonly UnprocessedStatistics[];
  /** The valid reports. */
  accepted: readonly StatisticsDocument[];
}

/** Accepts the reports of samplers, and tells each how much it may sample. */
export interface SamplingTargets {
  report(report: SamplingReport, rules: readonly SamplingRule[], nowSec: number): SamplingAnswer;
  /** Samplers that reported in the last five minutes, the newest first. */
  clients(nowSec: number): readonly SamplingClient[];
}

/**
 * From AWS Developer Guide, "Sampling with the X-Ray API": the quota of its example ends some 300 s after the answer.
 */
const QUOTA_TTL_SEC = 300;

/** From the same page: the interval of its example, which is also the SDKs' initial one. */
const INTERVAL_SEC = 10;

/** A report with a time further from now would land in a window that nobody reads. */
const TOLERATED_AGE_SEC = 300;

/** Source of the algorithm: AWS Developer Guide, "Sampling with the X-Ray API". */
export function createSamplingTargets(): SamplingTargets {
  const clients = createClientRegistry();
  const boosts = createBoostRegistry();

  return {
    report({ statistics, boostStatistics }, rules, nowSec) {
      const byName = new Map(rules.map((rule) => [rule.RuleName, rule]));
      const judged = judge(statistics, byName, nowSec);
      const judgedBoost = judge(boostStatistics, byName, nowSec);
      for (const { RuleName, ClientID, RequestCount } of judged.accepted) {
        clients.report(ClientID, RuleName, RequestCount, nowSec);
      }
      for (const document of judgedBoost.accepted) {
        const rule = byName.get(document.RuleName);
        if (rule) boosts.report(rule, document, nowSec);
      }
      return {
        targets: toTargets(judged.accepted, byName, { clients, boosts }, nowSec),
        unprocessed: judged.unprocessed,
        unprocessedBoost: judgedBoost.unprocessed,
        accepted: judged.accepted,
      };
    },
    clients: (nowSec) => clients.clients(nowSec),
  };
}

function judge<D extends { RuleName: string; Timestamp: number }>(
  documents: readonly D[],
  rules: ReadonlyMap<string, SamplingRule>,
  nowSec: number,
): { accepted: readonly D[]; unprocessed: readonly UnprocessedStatistics[] } {
  const accepted: D[] = [];
  const unprocessed: UnprocessedStatistics[] = [];
  for (const document of documents) {
    const problem = documentProblem(document, rules, nowSec);
    if (problem) unprocessed.push({ RuleName: document.RuleName, ...problem });
    else accepted.push(document);
  }
  return { accepted, unprocessed };
}

function documentProblem(
  { RuleName, Timestamp }: { RuleName: string; Timestamp: number },
  rules: ReadonlyMap<string, SamplingRule>,
  nowSec: number,
): Omit<UnprocessedStatistics, "RuleName"> | undefined {
  if (!rules.has(RuleName)) return { ErrorCode: "404", Message: "Sampling rule does not exist" };
  const ageSec = nowSec - Timestamp;
  if (Math.abs(ageSec) <= TOLERATED_AGE_SEC) return undefined;
  const side = ageSec > 0 ? "old" : "far in the future";
  return { ErrorCode: "400", Message: `Statistics are too ${side}: ${Math.round(Math.abs(ageSec))} seconds` };
}

/** One target for each rule in the reports, even where a request repeats a rule. */
function toTargets(
  documents: readonly StatisticsDocument[],
  rules: ReadonlyMap<string, SamplingRule>,
  { clients, boosts }: { clients: ClientRegistry; boosts: BoostRegistry },
  nowSec: number,
): readonly SamplingTargetDocument[] {
  const targets = new Map<string, SamplingTargetDocument>();
  for (const { RuleName, ClientID } of documents) {
    const rule = rules.get(RuleName);
    if (!rule || targets.has(RuleName)) continue;
    const sharing = clients.sharing(ClientID, RuleName, nowSec);
    const boost = boosts.current(rule, nowSec);
    targets.set(RuleName, {
      RuleName,
      FixedRate: rule.FixedRate,
      ReservoirQuota: reservoirQuota(rule.ReservoirSize, sharing.place, sharing.clients),
      ReservoirQuotaTTL: Math.floor(nowSec) + QUOTA_TTL_SEC,
      Interval: INTERVAL_SEC,
      ...(boost && { SamplingBoost: boost }),
    });
  }
  return [...targets.values()];
}
