/** What is used of the SDK's sampling, all of it inside the package. */
import { take, takeInside } from "./load.ts";

/** middleware/sampling/sampling_rule.js */
export interface Rule {
  host: string;
  httpMethod: string;
  urlPath: string;
  serviceName: string;
  serviceType: string;
  isDefault(): boolean;
  canBorrow(): boolean;
  getName(): string;
  getRate(): number;
  getReservoir(): {
    borrowOrTake(nowSec: number, canBorrow: boolean): "borrow" | "take" | false | undefined;
    /** Where a value is 0, the SDK keeps the old one. */
    loadNewQuota(
      quota: number | undefined,
      ttlSec: number | undefined,
      intervalSec: number | undefined,
    ): void;
  };
  snapshotStatistics(): { requestCount: number; borrowCount: number; sampledCount: number };
  incrementRequestCount(): void;
  incrementBorrowCount(): void;
  incrementSampledCount(): void;
}

interface RuleConstructor {
  new (
    name: string,
    priority: number,
    rate: number,
    reservoirSize: number,
    host: string,
    httpMethod: string,
    urlPath: string,
    serviceName: string,
    serviceType: string,
  ): Rule;
  prototype: Rule;
}

/** A target in the SDK. `TTL`: epoch seconds until which the quota is valid; `interval`: seconds between reports. */
export interface Target {
  rate: number;
  quota?: number | undefined;
  TTL?: number | undefined;
  interval?: number | undefined;
}

/** middleware/sampling/service_connector.js. `ruleFreshness`: epoch seconds of the latest change of a rule. */
interface ServiceConnector {
  clientId: string;
  fetchSamplingRules(callback: (error: unknown, rules?: readonly Rule[]) => void): void;
  fetchTargets(
    rules: readonly Rule[],
    callback: (error: unknown, targets?: Readonly<Record<string, Target>>, ruleFreshness?: number) => void,
  ): void;
}

/** The properties that rules compare. */
export interface SampleRequest {
  host: string | undefined;
  httpMethod: string | undefined;
  /** With its query, as in the SDK. */
  urlPath: string | undefined;
  serviceName: string;
}

export const sampler = takeInside<{
  start(): void;
  shouldSample(request: SampleRequest): string | boolean | undefined;
}>("middleware/sampling/default_sampler", { start: "function", shouldSample: "function" });
export const rulePoller = takeInside<{ start(): void }>("middleware/sampling/rule_poller", {
  start: "function",
});
export const ruleCache = takeInside<{ rules: readonly Rule[]; getLastUpdated(): number | null }>(
  "middleware/sampling/rule_cache",
  { rules: "object", getLastUpdated: "function" },
);
export const connector = takeInside<ServiceConnector>("middleware/sampling/service_connector", {
  clientId: "string",
  fetchSamplingRules: "function",
  fetchTargets: "function",
});
export const SamplingRule = takeInside<RuleConstructor>("middleware/sampling/sampling_rule", {
  prototype: "object",
});
take<Rule>(SamplingRule.prototype, "SamplingRule", {
  host: "data",
  httpMethod: "data",
  urlPath: "data",
  serviceName: "data",
  serviceType: "data",
  isDefault: "function",
  canBorrow: "function",
  getName: "function",
  getRate: "function",
  getReservoir: "function",
  snapshotStatistics: "function",
  incrementRequestCount: "function",
  incrementBorrowCount: "function",
  incrementSampledCount: "function",
});
