import { serviceKey } from "xray-local/model/trace-topology.ts";
import { toCallKind } from "xray-local/trace/activity/collect-calls.ts";
import { templateUrl } from "xray-local/trace/activity/text-templates.ts";
import type { Step } from "./step.ts";

/** What a step takes in other traces of the same URL. */
export interface Usual {
  /** The median, milliseconds. */
  ms: number;
  /** How many were measured. */
  count: number;
}

/** Undefined for local work, of which nothing is kept across traces, and where too few were measured. */
export type UsualOf = (step: Step) => Usual | undefined;

/** With fewer requests or calls, nothing can be said of what is usual. */
export const LEAST_USUAL = 20;
/** A step is a finding when it took more than this many times what is usual, … */
const UNUSUAL_TIMES = 3;
/** … and longer by at least this, as smaller differences mean nothing. */
const LEAST_EXCESS_MS = 5;

/** `POST /api/orders/:id`; undefined for what serves no HTTP. */
export function endpointOf(segment: Step): string | undefined {
  const { method, url } = segment.entity.http?.request ?? {};
  if (url === undefined) return method;
  return method === undefined ? templateUrl(url) : `${method} ${templateUrl(url)}`;
}

/** What tells a request or call from all others in figures; undefined for local work and inferred segments. */
export function usualKeyOf(step: Step): string | undefined {
  const { segment } = step;
  if (segment.kind !== "segment" || segment.service === undefined) return undefined;
  const service = serviceKey(segment.service);
  if (step === segment) return requestKey(service, endpointOf(step));
  const call = toCallKind(step.assembled, 0);
  return call && callKey(service, call);
}

export function requestKey(service: string, endpoint: string | undefined): string {
  return JSON.stringify([service, endpoint ?? ""]);
}

/** `call`: as figures tell it. */
export function callKey(
  service: string,
  { kind, target, text, resource }: { kind: string; target: string; text: string; resource?: string },
): string {
  return JSON.stringify([service, kind, target, text, resource ?? ""]);
}

/** How many times longer it took, if that is unusual; else undefined. */
export function unusualTimes(durationMs: number, usual: Usual | undefined): number | undefined {
  if (usual === undefined || usual.ms <= 0) return undefined;
  const isUnusual = durationMs > UNUSUAL_TIMES * usual.ms && durationMs - usual.ms >= LEAST_EXCESS_MS;
  return isUnusual ? durationMs / usual.ms : undefined;
}
