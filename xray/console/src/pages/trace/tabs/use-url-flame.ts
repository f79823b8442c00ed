import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { templateUrl } from "xray-local/trace/activity/text-templates.ts";
import type { ApiTrace, TraceSummary } from "xray-local/protocol/api-types.ts";
import { callXray } from "../../../api/xray-client.ts";
import { createFlame } from "../../../trace-model/flame.ts";
import type { Flame } from "../../../trace-model/flame.ts";
import { parseDocuments } from "../../../trace-model/parse-documents.ts";
import type { TraceTree } from "../../../trace-model/step.ts";
import { assembleTraceTree } from "../../../trace-model/trace-tree.ts";
import { likeFilter } from "../state/like-filter.ts";

/** Of more traces a sample is added up, taken in turn from so many parts of the range. */
const MOST_TRACES = 100;
const PARTS = 10;
/** The operation takes at most 5 ids. */
const IDS_A_CALL = 5;
const CALLS_AT_ONCE = 3;
/** Long traces: no more are read when so many steps are added. */
const MOST_STEPS = 50_000;

export interface UrlFlame {
  flame: Flame | undefined;
  /** How many traces are added up, and how many will be; undefined while that is not known. */
  added: number;
  wanted: number | undefined;
  hasFailed: boolean;
  onRetry: () => void;
}

interface Bounds {
  startSec: number;
  endSec: number;
}

/** Adds up the traces of the same URL: all of them, or a sample spread evenly over the range. */
export function useUrlFlame({
  traceId,
  tree,
  range,
  isWanted,
}: {
  traceId: string;
  tree: TraceTree;
  range: Bounds | undefined;
  isWanted: boolean;
}): UrlFlame {
  const [progress, setProgress] = useState<{ of: string; added: number; wanted: number }>();
  const key = `${traceId} ${range?.startSec ?? 0} ${range?.endSec ?? 0}`;
  const { data, isError, refetch } = useQuery({
    queryKey: ["url-flame", key],
    queryFn: ({ signal }) =>
      addUp({
        traceId,
        tree,
        range: range ?? { startSec: 0, endSec: 0 },
        signal,
        onProgress: (added, wanted) => setProgress({ of: key, added, wanted }),
      }),
    enabled: isWanted && range !== undefined,
    staleTime: Infinity,
    retry: false,
  });
  const shown = progress?.of === key ? progress : undefined;
  return {
    flame: data?.flame,
    added: data?.added ?? shown?.added ?? 0,
    wanted: data?.added ?? shown?.wanted,
    hasFailed: isError,
    onRetry: () => void refetch(),
  };
}

async function addUp({
  traceId,
  tree,
  range,
  signal,
  onProgress,
}: {
  traceId: string;
  tree: TraceTree;
  range: Bounds;
  signal: AbortSignal;
  onProgress: (added: number, wanted: number) => void;
}): Promise<{ flame: Flame; added: number }> {
  const ids = (await sampleIds(tree, range, signal)).filter((id) => id !== traceId);
  const flame = createFlame();
  flame.add(tree);
  let [added, steps] = [1, tree.steps.length];
  const atOnce = CALLS_AT_ONCE * IDS_A_CALL;
  for (let at = 0; at < ids.length && steps < MOST_STEPS; at += atOnce) {
    onProgress(added, ids.length + 1);
    for (const trace of await readTraces(ids.slice(at, at + atOnce), signal)) {
      const other = assembleTraceTree(parseDocuments(trace));
      if (other.main === undefined || other.inProgress) continue;
      flame.add(other);
      added += 1;
      steps += other.steps.length;
    }
  }
  return { flame: flame.result(), added };
}

async function readTraces(ids: readonly string[], signal: AbortSignal): Promise<readonly ApiTrace[]> {
  const calls: Promise<{ Traces?: readonly ApiTrace[] }>[] = [];
  for (let at = 0; at < ids.length; at += IDS_A_CALL) {
    calls.push(callXray("/Traces", { TraceIds: ids.slice(at, at + IDS_A_CALL) }, signal));
  }
  return (await Promise.all(calls)).flatMap(({ Traces = [] }) => Traces);
}

/** Traces of the same method and URL, ids apart: all, or as many from each part of the range as it has. */
async function sampleIds(tree: TraceTree, range: Bounds, signal: AbortSignal): Promise<readonly string[]> {
  const partSec = (range.endSec - range.startSec) / PARTS;
  const parts: (readonly string[])[] = [];
  for (let part = 0; part < PARTS; part += 1) {
    const StartTime = range.startSec + part * partSec;
    const { TraceSummaries = [] } = await callXray(
      "/TraceSummaries",
      {
        StartTime,
        EndTime: StartTime + partSec,
        TimeRangeType: "TraceId",
        FilterExpression: likeFilter(tree),
      },
      signal,
    );
    parts.push(TraceSummaries.filter((summary) => isOfSameUrl(tree, summary)).map(({ Id }) => Id));
  }
  return inTurn(parts, MOST_TRACES);
}

/**
 * The first of each list, then the second of each, without repetition.
 *
 *     [[a, b, c], [d]], 3   ->   a, d, b
 */
export function inTurn<Item>(lists: readonly (readonly Item[])[], most: number): readonly Item[] {
  const taken = new Set<Item>();
  const longest = lists.reduce((length, list) => Math.max(length, list.length), 0);
  for (let at = 0; at < longest; at += 1) {
    for (const list of lists) {
      const item = list[at];
      if (item !== undefined && taken.size < most) taken.add(item);
    }
  }
  return [...taken];
}

function isOfSameUrl({ main }: TraceTree, { Http }: TraceSummary): boolean {
  const { method, url } = main?.entity.http?.request ?? {};
  if (url === undefined) return Http.HttpURL === undefined;
  return (
    Http.HttpMethod === method && Http.HttpURL !== undefined && templateUrl(Http.HttpURL) === templateUrl(url)
  );
}
