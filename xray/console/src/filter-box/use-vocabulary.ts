import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import { createVocabulary } from "xray-local/filter/complete/vocabulary.ts";
import type { FilterVocabulary } from "xray-local/filter/complete/vocabulary.ts";
import type { TraceSummary } from "xray-local/protocol/api-types.ts";
import { useGroups } from "../api/use-groups.ts";
import { summaryPages } from "../api/summary-pages.ts";
import { callXray } from "../api/xray-client.ts";
import { boundsOf } from "../lib/time-range.ts";
import type { Scope } from "../links.ts";
import { serverNowMs } from "../lib/server-clock.ts";

/** What exists changes slowly. */
const FRESH_MS = 60_000;

/**
 * What completion offers in views without a list: names and values from the newest traces of the range, and the groups.
 */
export function useVocabulary({ range }: Scope): () => FilterVocabulary {
  const { data } = useQuery({
    queryKey: ["vocabulary", range],
    queryFn: ({ signal }) => firstPage({ ...boundsOf(range, serverNowMs() / 1000), filter: "" }, signal),
    staleTime: FRESH_MS,
  });
  return useVocabularyOf(data ?? NONE);
}

/** Collected only when completion asks, because that takes a moment with thousands of traces. */
export function useVocabularyOf(summaries: readonly TraceSummary[]): () => FilterVocabulary {
  const groups = useGroups();
  const latest = useRef({ summaries, groups });
  useEffect(() => {
    latest.current = { summaries, groups };
  });
  return useCallback(
    () =>
      createVocabulary(
        latest.current.summaries,
        latest.current.groups.map((group) => ({ name: group.GroupName, arn: group.GroupARN })),
      ),
    [],
  );
}

const NONE: readonly TraceSummary[] = [];

async function firstPage(
  question: Parameters<typeof summaryPages>[1],
  signal: AbortSignal,
): Promise<readonly TraceSummary[]> {
  for await (const { TraceSummaries = [] } of summaryPages(callXray, question, signal)) return TraceSummaries;
  return NONE;
}
