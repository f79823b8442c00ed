/** The SDK's sampling: its own rules and reservoirs, used in a way that neither waits nor throws. */
import { getSamplingRules, getSamplingTargets } from "./sampling-api.ts";
import type { RuleRecord, SamplingApi, StatisticsDocument, TargetDocument } from "./sampling-api.ts";
import { connector, ruleCache, rulePoller, sampler, SamplingRule } from "./sampling-inside.ts";
import type { Rule, SampleRequest, Target } from "./sampling-inside.ts";
import { AWSXRay, segmentUtils } from "./sdk.ts";
import { reportFailure } from "./failure.ts";

/**
 * Where sampling rules and targets come from. The SDK's own calls (service_connector.js) wait for ever, throw in a
 * listener when an answer has another form, which ends the process, and read the seconds of GetSamplingTargets as
 * milliseconds, so that quotas have always run out, and changed rules are seen only after five minutes.
 */
export function askRulesOf(api: SamplingApi): void {
  connector.fetchSamplingRules = (callback) => {
    getSamplingRules(api)
      .then(
        (records) => callback(null, records.map(toRule)),
        (error: unknown) => callback(toFailure(api, "rules", error)),
      )
      .catch(reportFailure);
  };
  connector.fetchTargets = (rules, callback) => {
    getSamplingTargets(api, rules.map(toStatistics))
      .then(
        // One second more: the cache's time is rounded down, and a rule may change in the second in which it was read.
        ({ targets, lastRuleModificationSec }) =>
          callback(null, toTargets(targets), lastRuleModificationSec + 1),
        (error: unknown) => callback(toFailure(api, "targets", error)),
      )
      .catch(reportFailure);
  };
}

function toFailure({ tcp }: SamplingApi, what: string, error: unknown): Error {
  const reason = error instanceof Error ? error.message : String(error);
  return new Error(`The X-Ray daemon at ${tcp.host}:${tcp.port} gave no sampling ${what}: ${reason}`);
}

function toRule(record: RuleRecord): Rule {
  return new SamplingRule(
    record.RuleName,
    record.Priority,
    record.FixedRate,
    record.ReservoirSize,
    record.Host,
    record.HTTPMethod,
    record.URLPath,
    record.ServiceName,
    record.ServiceType,
  );
}

/** Resets the counts. */
function toStatistics(rule: Rule): StatisticsDocument {
  const { requestCount, borrowCount, sampledCount } = rule.snapshotStatistics();
  return {
    RuleName: rule.getName(),
    ClientID: connector.clientId,
    RequestCount: requestCount,
    BorrowCount: borrowCount,
    SampledCount: sampledCount,
    Timestamp: Math.floor(Date.now() / 1_000),
  };
}

function toTargets(documents: readonly TargetDocument[]): Record<string, Target> {
  const targets = Object.create(null) as Record<string, Target>;
  for (const document of documents) {
    targets[document.RuleName] = {
      rate: document.FixedRate,
      quota: document.ReservoirQuota ?? undefined,
      TTL: document.ReservoirQuotaTTL ?? undefined,
      interval: document.Interval ?? undefined,
    };
  }
  return targets;
}

/**
 * The rules' decision about a request: the name of the rule that samples it, `true` where one of the SDK's own rules
 * does, else false. Counts it in the statistics of its rule. (default_sampler.js, shouldSample and processMatchedRule:
 * makes the text of a log line for each request, whether it is read or not.)
 */
export function decideSampling(request: SampleRequest): string | boolean {
  const nowSec = Math.floor(Date.now() / 1_000);
  const rule = matchRule(request, nowSec);
  if (rule === undefined) return sampler.shouldSample(request) ?? false;
  return decideByRule(rule, nowSec) === undefined ? false : rule.getName();
}

/** Why a request is sampled: borrowed before a quota is known, taken from the quota, or by the fixed rate. */
export type Taken = "borrow" | "take" | "rate";

/** The decision of a matching rule; `undefined` not to sample. Counts it in the rule's statistics. `random`: 0 to 1. */
export function decideByRule(
  rule: Rule,
  nowSec: number,
  random: () => number = Math.random,
): Taken | undefined {
  rule.incrementRequestCount();
  const taken = rule.getReservoir().borrowOrTake(nowSec, rule.canBorrow());
  if (taken === "borrow") {
    rule.incrementBorrowCount();
    return taken;
  }
  if (taken !== "take" && random() > rule.getRate()) return undefined;
  rule.incrementSampledCount();
  return taken === "take" ? taken : "rate";
}

/** rule_cache.js: rules count as unknown this long after they came. */
const RULES_LAST_SEC = 3_600;

/** rule_cache.js, getMatchedRule, and sampling_rule.js, match: the SDK compares with all rules, and with `*` too. */
export function matchRule(request: SampleRequest, nowSec: number): Rule | undefined {
  const updatedSec = ruleCache.getLastUpdated();
  if (!updatedSec || nowSec > updatedSec + RULES_LAST_SEC) return undefined;
  return ruleCache.rules.find(
    (rule) =>
      rule.isDefault() ||
      (fits(rule.serviceName, request.serviceName) &&
        fits(rule.urlPath, request.urlPath) &&
        fits(rule.httpMethod, request.httpMethod) &&
        fits(rule.host, request.host) &&
        fits(rule.serviceType, segmentUtils.origin)),
  );
}

function fits(pattern: string, text: string | undefined): boolean {
  return pattern === "*" || !text || pattern === text || AWSXRay.utils.wildcardMatch(pattern, text);
}

/**
 * Starts to poll the service's rules now, and not at the first request, which the SDK would decide by rules of its own.
 */
export function startSampling(): void {
  sampler.start();
}

/** The SDK asks for rules every five minutes; this asks at once. */
export function pollSamplingRules(): void {
  rulePoller.start();
}

export function hasSamplingRules(): boolean {
  return ruleCache.getLastUpdated() !== null;
}
