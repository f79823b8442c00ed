import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { FigureAnswer, FigureProgress, FigureQuery } from "xray-local/console-wire/figures.ts";
import { formatCounted, formatShare } from "../lib/format.ts";
import { boundsOf } from "../lib/time-range.ts";
import type { TimeRange } from "../lib/time-range.ts";
import { ApiError } from "./api-error.ts";
import { useLive } from "./live.tsx";
import { getFigures } from "./xray-client.ts";
import { serverNowMs } from "../lib/server-clock.ts";

/** Figures over everything take a moment to compute, and a moment to read. */
const ASK_AGAIN_MS = 10_000;
/** Whatever is kept, the server computes figures of one view for a small part of the time. */
const REST_FACTOR = 20;

/** Epoch seconds. */
export interface Bounds {
  startSec: number;
  endSec: number;
}

export interface FiguresOf {
  /** The answer, and the range it is for; of the previous range while a new one is computed. */
  data: { answer: FigureAnswer; bounds: Bounds } | undefined;
  error: unknown;
  /** Whether `data` answers another question. */
  isStale: boolean;
  /** The question is being answered for the first time, or another one than that of `data`. */
  isAdding: boolean;
  /** How far that is, where it takes long. */
  progress: FigureProgress | undefined;
  retry: () => void;
}

/**
 * The figures of a range, requested every ten seconds, or less often where they take long, while the list is live and the
 * range has not ended. `key` names what `toQuery` asks for; without it nothing is requested.
 */
export function useFigures(
  key: readonly unknown[],
  range: TimeRange,
  toQuery: ((bounds: Bounds) => FigureQuery) | undefined,
): FiguresOf {
  const { paused } = useLive();
  const [progress, setProgress] = useState<FigureProgress>();
  const { data, error, isPlaceholderData, isFetching, refetch } = useQuery({
    queryKey: ["figures", range, ...key],
    enabled: toQuery !== undefined,
    queryFn: async ({ signal }) => {
      const bounds = boundsOf(range, serverNowMs() / 1000);
      if (toQuery === undefined) throw new Error("nothing is asked");
      const askedMs = performance.now();
      setProgress(undefined);
      const answer = await getFigures(toQuery(bounds), signal, setProgress);
      return { answer, bounds, tookMs: performance.now() - askedMs };
    },
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => {
      const hasEnded = range.kind === "between" && range.endSec < serverNowMs() / 1000;
      const restMs = (state.data?.tookMs ?? 0) * REST_FACTOR;
      return paused || hasEnded ? false : Math.max(ASK_AGAIN_MS, restMs);
    },
    retry: (count, failure) => count < 1 && !(failure instanceof ApiError),
  });
  const isAdding = (data === undefined || isPlaceholderData) && isFetching;
  return {
    data: toQuery === undefined ? undefined : data,
    error,
    isStale: isPlaceholderData,
    isAdding,
    progress: isAdding ? progress : undefined,
    retry: () => void refetch(),
  };
}

/** `Adding up 59,677 traces, 34 %`; without a number until one is known. */
export function addingWords({ progress }: Pick<FiguresOf, "progress">, what = "all requests"): string {
  if (progress === undefined || progress.of === 0) return `Adding up ${what}`;
  return `Adding up ${formatCounted(progress.of, "trace")}, ${formatShare(progress.counted / progress.of)}`;
}

const COLUMN_STEPS_SEC = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200,
];
const MOST_COLUMNS = 60;

/** The width of a column, so that a range has at most 60: 15 s for 15 min, 1 min for 1 h. */
export function columnSecOf({ startSec, endSec }: Bounds): number {
  const least = (endSec - startSec) / MOST_COLUMNS;
  return COLUMN_STEPS_SEC.find((step) => step >= least - 1e-6) ?? Math.ceil(least / 86_400) * 86_400;
}
