import type { ServiceId, TraceSummary } from "../../protocol/api-types.ts";
import { serviceKey } from "../../model/trace-topology.ts";
import type { AnnotationValue } from "../../protocol/segment-document.ts";
import type { FilterContext, KeywordName, KeywordType } from "../keywords.ts";
import { keywordValues } from "./keyword-values.ts";

/** A value with the number of traces that have it. */
export interface Counted<T> {
  value: T;
  count: number;
}

/** The names and values in the given traces, for completion. Lists may be in any order. */
export interface FilterVocabulary {
  services: readonly { name: string; type?: string; count: number }[];
  annotationKeys: readonly { key: string; type: KeywordType; count: number }[];
  annotationValues: (key: string) => readonly Counted<AnnotationValue>[];
  /** The values of a keyword in this context; none for keywords that accept any value. */
  values: (name: KeywordName, context: FilterContext) => readonly Counted<AnnotationValue>[];
  groups: readonly { name: string; arn: string }[];
}

/**
 * The vocabulary of these traces, and of the existing groups. A list is counted when it is read: completion reads one
 * or two, and a box creates a vocabulary with every key press.
 */
export function createVocabulary(
  summaries: readonly TraceSummary[],
  groups: readonly { name: string; arn: string }[] = [],
): FilterVocabulary {
  return {
    get services() {
      return countServices(summaries);
    },
    get annotationKeys() {
      return countAnnotations(summaries).map(({ key, values, count }) => ({
        key,
        type: typeOf(values),
        count,
      }));
    },
    annotationValues: (key) => countAnnotations(summaries).find((known) => known.key === key)?.values ?? [],
    values: (name, context) => countTraces(summaries, (summary) => keywordValues(name, context, summary)),
    groups,
  };
}

/** Counts a trace once for a value, however often it occurs in the trace. */
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

/** The type that occurs in most traces. */
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
