import { compareRules, matchFields } from "xray-local/sampling/match-rule.ts";
import type { FieldMatch, SamplingRequest } from "xray-local/sampling/match-rule.ts";
import type { SamplingRule } from "xray-local/protocol/api-types.ts";

/** A request as it is typed in, and who decides about it. */
export interface TriedRequest {
  service: string;
  method: string;
  path: string;
  host: string;
  /** What the caller decided already, in the X-Amzn-Trace-Id header. */
  header: "none" | "sampled" | "not-sampled";
  client: ClientKind;
}

/** Node's SDK never uses its quota; the others do. */
export type ClientKind = "node" | "other";

export interface RuleStep {
  rule: SamplingRule;
  /** `fits`: the rule decides. `passed`: it does not match. `unreached`: an earlier rule decides. */
  state: "fits" | "passed" | "unreached";
  /** The fields that the rule restricts, up to the first that does not match. */
  fields: readonly FieldMatch[];
}

/** The rules in their order, each with what was compared, until one matches. */
export function trySampling(rules: readonly SamplingRule[], request: TriedRequest): readonly RuleStep[] {
  let decided = false;
  return rules.toSorted(compareRules).map((rule): RuleStep => {
    if (decided) return { rule, state: "unreached", fields: [] };
    const fields = matchFields(rule, toSamplingRequest(request)).filter((field) => !isAny(field));
    const miss = fields.findIndex((field) => !field.matches);
    if (miss !== -1) return { rule, state: "passed", fields: fields.slice(0, miss + 1) };
    decided = true;
    return { rule, state: "fits", fields };
  });
}

/** Requests per second that a rule samples, of those that reach it. */
export interface SamplingArithmetic {
  seenPerSec: number;
  /** By the reservoir: borrowed, or by quota. */
  reservoirPerSec: number;
  /** By the fixed rate, of the rest. */
  ratePerSec: number;
  takenPerSec: number;
  /** Sampled requests of a hundred. */
  ofHundred: number;
}

/**
 * First the reservoir, then the fixed rate for the rest. Node's SDK borrows one request per second and process all the
 * time, because it reads the expiry of its quota as milliseconds; others use their quota. Example: 11.2 per second,
 * reservoir 1, rate 5 % → 1 + 0.51 = 1.51, 13 in 100.
 */
export function samplingArithmetic(
  rule: Pick<SamplingRule, "ReservoirSize" | "FixedRate">,
  seenPerSec: number,
  client: ClientKind,
): SamplingArithmetic {
  const reservoir = client === "node" ? Math.min(1, rule.ReservoirSize) : rule.ReservoirSize;
  const reservoirPerSec = Math.min(reservoir, seenPerSec);
  const ratePerSec = (seenPerSec - reservoirPerSec) * rule.FixedRate;
  const takenPerSec = reservoirPerSec + ratePerSec;
  const share = seenPerSec === 0 ? (rule.ReservoirSize > 0 ? 1 : rule.FixedRate) : takenPerSec / seenPerSec;
  return { seenPerSec, reservoirPerSec, ratePerSec, takenPerSec, ofHundred: Math.round(share * 100) };
}

/** A rule that all SDKs skip, because they do not compare resources and attributes. */
export function isSkippedBySdks(rule: SamplingRule): boolean {
  return rule.ResourceARN !== "*" || Object.keys(rule.Attributes).length > 0;
}

function toSamplingRequest({ service, method, path, host }: TriedRequest): SamplingRequest {
  return {
    ...(service === "" ? {} : { serviceName: service }),
    ...(method === "" ? {} : { httpMethod: method }),
    ...(path === "" ? {} : { urlPath: path }),
    ...(host === "" ? {} : { host }),
  };
}

function isAny(field: FieldMatch): boolean {
  return field.pattern === "*" || (field.field === "Attributes" && field.pattern === "");
}

/** The `try` value of a URL: the fields in their order, each escaped, so that a link shows the same answer. */
export function formatTry(request: TriedRequest): string {
  const { service, method, path, host, header, client } = request;
  return [service, method, path, host, header, client].map(encodeURIComponent).join(",");
}

export function parseTry(text: string): TriedRequest {
  const [
    service = "backend-flask",
    method = "GET",
    path = "/api/activities/home",
    host = "localhost:5000",
    header,
    client,
  ] = text === "" ? [] : text.split(",").map(decode);
  return {
    service,
    method,
    path,
    host,
    header: header === "sampled" || header === "not-sampled" ? header : "none",
    client: client === "other" ? "other" : "node",
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
