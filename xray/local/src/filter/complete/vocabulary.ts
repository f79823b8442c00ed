import type { ServiceId, TraceSummary } from "../../protocol/api-types.ts";
import { serviceKey } from "../../model/trace-topology.ts";
import type { AnnotationValue } from "../../protocol/segment-document.ts";
import type { KeywordType } from "../keywords.ts";

/** A value with the number of traces that have it. */
export interface Counted<T> {
  value: T;
  count: number;
}

/** What exists in the traces at hand, for completion. Lists may be in any order. */
export interface FilterVocabulary {
  services: readonly { name: string; type?: string; count: number }[];
  annotationKeys: readonly { key: string; type: KeywordType; count: number }[];
  annotationValues: (key: string) => readonly Counted<AnnotationValue>[];
  urls: readonly Counted<string>[];
  users: readonly Counted<string>[];
  methods?: readonly Counted<string>[];
  statuses?: readonly Counted<number>[];
  userAgents?: readonly Counted<string>[];
  clientIps?: readonly Counted<string>[];
  accountIds?: readonly Counted<string>[];
  resourceArns?: readonly Counted<string>[];
  instanceIds?: readonly Counted<string>[];
  availabilityZones?: readonly Counted<string>[];
  /** Of the root causes. */
  entityNames?: readonly Counted<string>[];
  exceptionNames?: readonly Counted<string>[];
  exceptionMessages?: readonly Counted<string>[];
  groups?: readonly { name: string; arn: string }[];
}

/**
 * The vocabulary of these traces, and of the groups that there are. A list is counted when it is read: completion
 * reads one or two of them, and a box makes a vocabulary with every key that is pressed.
 */
export function createVocabulary(
  summaries: readonly TraceSummary[],
  groups: readonly { name: string; arn: string }[] = [],
): FilterVocabulary {
  const count = <T>(valuesOf: (summary: TraceSummary) => Iterable<T>): readonly Counted<T>[] =>
    countTraces(summaries, valuesOf);
  return {
    get services() {
      return countServices(summaries);
    },
    get annotationKeys() {
      return countAnnotations(summaries).map(({ key, values, count: traces }) => ({
        key,
        type: typeOf(values),
        count: traces,
      }));
    },
    annotationValues: (key) => countAnnotations(summaries).find((known) => known.key === key)?.values ?? [],
    get urls() {
      return count((summary) => present(summary.Http.HttpURL));
    },
    get methods() {
      return count((summary) => present(summary.Http.HttpMethod));
    },
    get statuses() {
      return count((summary) => present(summary.Http.HttpStatus));
    },
    get userAgents() {
      return count((summary) => present(summary.Http.UserAgent));
    },
    get clientIps() {
      return count((summary) => present(summary.Http.ClientIp));
    },
    get users() {
      return count((summary) => summary.Users.map((user) => user.UserName));
    },
    get accountIds() {
      return count((summary) => summary.ServiceIds.flatMap((id) => present(id.AccountId)));
    },
    get resourceArns() {
      return count((summary) => summary.ResourceARNs.map((resource) => resource.ARN));
    },
    get instanceIds() {
      return count((summary) => summary.InstanceIds.map((instance) => instance.Id));
    },
    get availabilityZones() {
      return count((summary) => summary.AvailabilityZones.map((zone) => zone.Name));
    },
    get entityNames() {
      return count((summary) => entitiesOf(summary).map((entity) => entity.Name));
    },
    get exceptionNames() {
      return count((summary) => exceptionsOf(summary).flatMap((exception) => present(exception.Name)));
    },
    get exceptionMessages() {
      return count((summary) => exceptionsOf(summary).flatMap((exception) => present(exception.Message)));
    },
    groups,
  };
}

/** A trace counts once for a value, however often it has it. */
function countTraces<T>(
  summaries: readonly TraceSummary[],
  valuesOf: (summary: TraceSummary) => Iterable<T>,
): readonly Counted<T>[] {
  const counts = new Map<T, number>();
  for (const summary of summaries) {
    for (const value of new Set(valuesOf(summary))) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return toCounted(counts);
}

function countServices(summaries: readonly TraceSummary[]): FilterVocabulary["services"] {
  const ids = new Map<string, ServiceId>();
  const counted = countTraces(summaries, (summary) =>
    summary.ServiceIds.map((id) => {
      const key = serviceKey(id);
      ids.set(key, id);
      return key;
    }),
  );
  return counted.flatMap(({ value, count }) => {
    const id = ids.get(value);
    return id ? [{ name: id.Name, ...(id.Type !== undefined && { type: id.Type }), count }] : [];
  });
}

interface CountedAnnotation {
  key: string;
  count: number;
  values: readonly Counted<AnnotationValue>[];
}

function countAnnotations(summaries: readonly TraceSummary[]): readonly CountedAnnotation[] {
  const found = new Map<string, { count: number; values: Map<AnnotationValue, number> }>();
  for (const { Annotations } of summaries) {
    for (const [key, list] of Object.entries(Annotations)) {
      const annotation = found.get(key) ?? { count: 0, values: new Map<AnnotationValue, number>() };
      found.set(key, annotation);
      annotation.count += 1;
      for (const { AnnotationValue: of } of list) {
        const value = of.StringValue ?? of.NumberValue ?? of.BooleanValue;
        if (value !== undefined) annotation.values.set(value, (annotation.values.get(value) ?? 0) + 1);
      }
    }
  }
  return Array.from(found, ([key, { count, values }]) => ({ key, count, values: toCounted(values) }));
}

function toCounted<T>(counts: ReadonlyMap<T, number>): readonly Counted<T>[] {
  return Array.from(counts, ([value, count]) => ({ value, count }));
}

/** That of most traces. */
function typeOf(values: readonly Counted<AnnotationValue>[]): KeywordType {
  const counts = { string: 0, number: 0, boolean: 0 };
  for (const { value, count } of values) {
    if (typeof value === "string") counts.string += count;
    else if (typeof value === "number") counts.number += count;
    else counts.boolean += count;
  }
  if (counts.number > counts.string && counts.number >= counts.boolean) return "number";
  return counts.boolean > counts.string ? "boolean" : "string";
}

function exceptionsOf(summary: TraceSummary) {
  return [...summary.FaultRootCauses, ...summary.ErrorRootCauses].flatMap((cause) =>
    cause.Services.flatMap((service) => service.EntityPath.flatMap((entity) => entity.Exceptions)),
  );
}

function entitiesOf(summary: TraceSummary): readonly { Name: string }[] {
  return [...summary.FaultRootCauses, ...summary.ErrorRootCauses, ...summary.ResponseTimeRootCauses].flatMap(
    (cause) => cause.Services.flatMap((service): readonly { Name: string }[] => service.EntityPath),
  );
}

function present<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}
