import { request } from "node:http";
import { z } from "zod";
import type { Endpoint } from "../../daemon/address.ts";

/** Where the daemon answers sampling requests, and a signal that ends them. */
export interface SamplingApi {
  tcp: Endpoint;
  signal: AbortSignal;
}

/** A daemon that takes longer hangs, or X-Ray behind it does. */
const TIMEOUT_MS = 5_000;
/** X-Ray has at most 26 rules of some 500 bytes. */
const MAX_ANSWER_BYTES = 1_048_576;

/**
 * The rules that SDKs follow: of version 1, for any resource, without attributes (service_connector.js, isRuleValid).
 */
const ruleSchema = z.object({
  // The SDK keeps rules in plain objects, where these names seem to exist already.
  RuleName: z
    .string()
    .min(1)
    .refine((name) => !(name in Object.prototype)),
  Priority: z.number().min(1),
  FixedRate: z.number(),
  ReservoirSize: z.number().default(0),
  Host: z.string(),
  HTTPMethod: z.string(),
  URLPath: z.string(),
  ServiceName: z.string(),
  ServiceType: z.string().min(1),
  Version: z.literal(1),
  ResourceARN: z.literal("*"),
  Attributes: z.strictObject({}),
});
export type RuleRecord = z.output<typeof ruleSchema>;

const rulesSchema = z.object({
  SamplingRuleRecords: z.array(z.object({ SamplingRule: z.unknown() })).default([]),
});

const targetSchema = z.object({
  RuleName: z.string(),
  FixedRate: z.number(),
  ReservoirQuota: z.number().nullish(),
  /** Epoch seconds. */
  ReservoirQuotaTTL: z.number().nullish(),
  Interval: z.number().nullish(),
});
export type TargetDocument = z.output<typeof targetSchema>;

const targetsSchema = z.object({
  SamplingTargetDocuments: z.array(z.unknown()).default([]),
  /** Epoch seconds. */
  LastRuleModification: z.number(),
});

/** What one rule has decided since the last report (X-Ray API, SamplingStatisticsDocument). */
export interface StatisticsDocument {
  RuleName: string;
  ClientID: string;
  RequestCount: number;
  BorrowCount: number;
  SampledCount: number;
  /** Epoch seconds. */
  Timestamp: number;
}

/** GetSamplingRules: the rules that can be followed. Rejects when the daemon does not answer, or not with rules. */
export async function getSamplingRules(api: SamplingApi): Promise<readonly RuleRecord[]> {
  const { SamplingRuleRecords: records } = rulesSchema.parse(await ask(api, "/GetSamplingRules", {}));
  return records.flatMap(({ SamplingRule: rule }) => ruleSchema.safeParse(rule).data ?? []);
}

/** GetSamplingTargets: reports what was decided, and returns the targets. Rejects as `getSamplingRules` does. */
export async function getSamplingTargets(
  api: SamplingApi,
  statistics: readonly StatisticsDocument[],
): Promise<{ targets: readonly TargetDocument[]; lastRuleModificationSec: number }> {
  const body = { SamplingStatisticsDocuments: statistics };
  const answer = targetsSchema.parse(await ask(api, "/SamplingTargets", body));
  return {
    targets: answer.SamplingTargetDocuments.flatMap((target) => targetSchema.safeParse(target).data ?? []),
    lastRuleModificationSec: answer.LastRuleModification,
  };
}

/**
 * The daemon signs the request and passes it on. Uses a new connection each time: polls are seconds apart, and a daemon
 * that is made anew may have another address.
 */
async function ask({ tcp, signal }: SamplingApi, path: string, body: object): Promise<unknown> {
  const text = JSON.stringify(body);
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const call = request(
    {
      host: tcp.host,
      port: tcp.port,
      path,
      method: "POST",
      headers: { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(text) },
      agent: false,
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    },
    (answer) => {
      let read = "";
      answer.setEncoding("utf8");
      answer.on("data", (chunk: string) => {
        read += chunk;
        if (read.length > MAX_ANSWER_BYTES) answer.destroy(new Error("the answer is too long"));
      });
      answer.on("end", () => resolve(read));
      answer.on("error", reject);
    },
  );
  call.on("error", reject);
  call.end(text);
  return JSON.parse(await promise) as unknown;
}
