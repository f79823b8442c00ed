import type {
  ApiAnnotationValue,
  Http,
  ServiceId,
  TraceSummary,
  ValueWithServiceIds,
} from "../../protocol/api-types.ts";
import type { AnnotationValue } from "../../protocol/segment-document.ts";
import type { HttpFacts, TraceFacts } from "../../model/trace-facts.ts";
import { elapsedSec } from "../trace-step.ts";
import { withTypes, withTypesAndNames } from "./told-root-causes.ts";

/** One element of GetTraceSummaries. Empty lists are present, as in the service's answers. */
export function summarizeTrace(facts: TraceFacts): TraceSummary {
  const serviceIds = facts.services.map(({ id }) => id);
  const summary: TraceSummary = {
    Id: facts.id,
    StartTime: facts.startSec,
    Duration: elapsedSec(facts.startSec, facts.endSec),
    HasFault: facts.fault,
    HasError: facts.error,
    HasThrottle: facts.throttle,
    IsPartial: facts.partial,
    Http: toHttp(facts.http),
    Annotations: toAnnotations(facts, serviceIds),
    Users: facts.users.map(({ name, services }) => ({
      UserName: name,
      ServiceIds: pick(serviceIds, services),
    })),
    ServiceIds: serviceIds,
    ResourceARNs: facts.resourceArns.map((ARN) => ({ ARN })),
    InstanceIds: facts.instanceIds.map((Id) => ({ Id })),
    AvailabilityZones: facts.availabilityZones.map((Name) => ({ Name })),
    FaultRootCauses: withTypes(facts.faultRootCauses),
    ErrorRootCauses: withTypesAndNames(facts.errorRootCauses),
    ResponseTimeRootCauses: withTypes(facts.responseTimeRootCauses),
    Revision: facts.revision,
  };
  if (facts.responseTimeSec !== undefined) summary.ResponseTime = facts.responseTimeSec;
  const entryPoint = facts.entryPoint === undefined ? undefined : serviceIds[facts.entryPoint];
  if (entryPoint !== undefined) summary.EntryPoint = entryPoint;
  return summary;
}

function toHttp({ url, status, method, userAgent, clientIp }: HttpFacts): Http {
  const http: Http = {};
  if (url !== undefined) http.HttpURL = url;
  if (status !== undefined) http.HttpStatus = status;
  if (method !== undefined) http.HttpMethod = method;
  if (userAgent !== undefined) http.UserAgent = userAgent;
  if (clientIp !== undefined) http.ClientIp = clientIp;
  return http;
}

function toAnnotations(
  facts: TraceFacts,
  serviceIds: readonly ServiceId[],
): Readonly<Record<string, readonly ValueWithServiceIds[]>> {
  const byKey = new Map<string, ValueWithServiceIds[]>();
  for (const { key, value, services } of facts.annotations) {
    const values = byKey.get(key) ?? [];
    values.push({ AnnotationValue: toApiValue(value), ServiceIds: pick(serviceIds, services) });
    byKey.set(key, values);
  }
  return Object.fromEntries(byKey);
}

function toApiValue(value: AnnotationValue): ApiAnnotationValue {
  if (typeof value === "number") return { NumberValue: value };
  return typeof value === "boolean" ? { BooleanValue: value } : { StringValue: value };
}

function pick(serviceIds: readonly ServiceId[], indexes: readonly number[]): ServiceId[] {
  return indexes.map((index) => serviceIds[index]).filter((id) => id !== undefined);
}
