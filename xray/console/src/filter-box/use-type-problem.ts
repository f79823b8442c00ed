import { useQuery } from "@tanstack/react-query";
import { boundsOf } from "../lib/time-range.ts";
import type { TimeRange } from "../lib/time-range.ts";
import { getFigures } from "../api/xray-client.ts";
import { useScope } from "../use-scope.ts";
import { annotationComparisons, keyOf, typeProblem } from "./annotation-types.ts";
import type { AnnotationComparison } from "./annotation-types.ts";
import type { ReadFilter } from "./read-filter.ts";
import { serverNowMs } from "../lib/server-clock.ts";

/** Values of an annotation that are looked at: more tell nothing new of its type. */
const VALUES = 20;
/** A filter compares rarely more annotations. */
const MOST_KEYS = 5;
/** The type of an annotation does not change while one types. */
const FRESH_MS = 60_000;

/** What is wrong with a filter that compares an annotation with a value of another type than all its values have. */
export function useTypeProblem({ expression }: ReadFilter): string | undefined {
  const { range } = useScope();
  const comparisons = expression === undefined ? [] : annotationComparisons(expression);
  const keys = [...new Set(comparisons.map(keyOf))].slice(0, MOST_KEYS);
  const { data } = useQuery({
    queryKey: ["annotation-types", range, keys],
    queryFn: ({ signal }) => readValues(range, keys, signal),
    enabled: keys.length > 0,
    staleTime: FRESH_MS,
  });
  return comparisons
    .map((comparison) => typeProblem(comparison, data?.get(keyOf(comparison)) ?? []))
    .find((problem) => problem !== undefined);
}

async function readValues(
  range: TimeRange,
  keys: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly AnnotationComparison["value"][]>> {
  const groups = keys.map((key) => ({ by: [`annotation.${key}`] as const, limit: VALUES }));
  const answer = await getFigures({ sets: [boundsOf(range, serverNowMs() / 1000)], groups }, signal);
  const found = answer.sets[0]?.groups ?? [];
  return new Map(
    keys.map((key, index) => [
      key,
      (found[index]?.groups ?? []).flatMap(({ annotation }) => annotation?.value ?? []),
    ]),
  );
}
