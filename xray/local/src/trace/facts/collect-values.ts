import type { AnnotationValue } from "../../protocol/segment-document.ts";
import type { AnnotationFacts, UserFacts } from "../../model/trace-facts.ts";
import type { AssembledTrace } from "../assemble-trace.ts";
import type { TraceStep } from "../trace-step.ts";

/** For one trace. Source: Developer Guide, "Trace linking". */
const MAX_LINKED_TRACES = 100;

/** Indexed annotations per trace. Source: AWS General Reference, "AWS X-Ray endpoints and quotas". */
const MAX_ANNOTATIONS = 50;

interface MutableAnnotation extends AnnotationFacts {
  services: number[];
}

/** The distinct annotations of all steps, with the services that set them; the first 50. */
export function collectAnnotations(
  trace: AssembledTrace,
  indexOfSegment: ReadonlyMap<TraceStep, number>,
): AnnotationFacts[] {
  const found: MutableAnnotation[] = [];
  for (const { entity, segment } of trace.steps) {
    if (entity.annotations === undefined) continue;
    const service = segment && indexOfSegment.get(segment);
    for (const [key, value] of Object.entries(entity.annotations)) addAnnotation(found, key, value, service);
  }
  return found;
}

function addAnnotation(
  found: MutableAnnotation[],
  key: string,
  value: AnnotationValue,
  service: number | undefined,
): void {
  const known = found.find((annotation) => annotation.key === key && annotation.value === value);
  if (known === undefined) {
    if (found.length < MAX_ANNOTATIONS)
      found.push({ key, value, services: service === undefined ? [] : [service] });
  } else if (service !== undefined && !known.services.includes(service)) known.services.push(service);
}

export function collectUsers(
  trace: AssembledTrace,
  indexOfSegment: ReadonlyMap<TraceStep, number>,
): UserFacts[] {
  const services = new Map<string, Set<number>>();
  for (const segment of trace.segments) {
    const { user } = segment.entity;
    const service = indexOfSegment.get(segment);
    if (user === undefined || service === undefined) continue;
    services.set(user, (services.get(user) ?? new Set()).add(service));
  }
  return Array.from(services, ([name, indexes]) => ({ name, services: [...indexes] }));
}

export interface ResourceValues {
  resourceArns: string[];
  instanceIds: string[];
  availabilityZones: string[];
  linkedTraceIds: string[];
}

/** Where the segments ran, and which traces they and their subsegments link to, each once. */
export function collectResources(trace: AssembledTrace, traceId: string): ResourceValues {
  const values: ResourceValues = {
    resourceArns: [],
    instanceIds: [],
    availabilityZones: [],
    linkedTraceIds: [],
  };
  for (const { entity } of trace.segments) {
    const { resource_arn, aws } = entity;
    addOnce(values.resourceArns, resource_arn);
    addOnce(values.instanceIds, memberOf(aws?.ec2, "instance_id"));
    addOnce(values.availabilityZones, memberOf(aws?.ec2, "availability_zone"));
  }
  for (const { entity } of trace.steps) {
    for (const link of entity.links ?? []) {
      if (values.linkedTraceIds.length === MAX_LINKED_TRACES) return values;
      if (link.trace_id !== traceId) addOnce(values.linkedTraceIds, link.trace_id);
    }
  }
  return values;
}

function memberOf(block: unknown, member: string): unknown {
  return typeof block === "object" && block !== null ? (block as Record<string, unknown>)[member] : undefined;
}

function addOnce(values: string[], value: unknown): void {
  if (typeof value === "string" && value !== "" && !values.includes(value)) values.push(value);
}
