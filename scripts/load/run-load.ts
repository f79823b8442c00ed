import { setTimeout as sleep } from "node:timers/promises";
import type { LoadOptions } from "./options.ts";
import { visit } from "./person.ts";
import type { ProgressState } from "./progress.ts";
import type { Result } from "./results.ts";
import { nextArrivalMs, pick } from "./visit.ts";
import type { Random } from "./visit.ts";

export interface LoadRun {
  results: Result[];
  /** People who came while there were too many. */
  turnedAway: number;
}

export interface RunOptions extends LoadOptions {
  handles: readonly string[];
  random: Random;
  /** When it aborts, nobody comes any more, and everybody leaves at once. */
  signal: AbortSignal;
  onProgress: (state: ProgressState) => void;
}

const PROGRESS_MS = 500;

/** Lets people come for `lengthSec`, and waits until all have left. */
export async function runLoad(options: RunOptions): Promise<LoadRun> {
  const { baseUrl, ratePerSec, lengthSec, maxVisits, handles, random, signal, onProgress } = options;
  const results: Result[] = [];
  const visits = new Set<Promise<void>>();
  const startMs = performance.now();
  let arrived = 0;
  let failures = 0;
  let turnedAway = 0;
  const report = (result: Result) => {
    results.push(result);
    if (result.status === undefined || result.status >= 500) failures += 1;
  };
  const elapsedSec = () => (performance.now() - startMs) / 1_000;
  const tell = () =>
    onProgress({
      elapsedSec: elapsedSec(),
      lengthSec,
      visits: visits.size,
      arrived,
      requests: results.length,
      failures,
    });
  const ticker = setInterval(tell, PROGRESS_MS);

  // The time of each arrival is planned, not counted from the last one: a busy machine must not lower the rate.
  let dueMs = nextArrivalMs(ratePerSec, random);
  while (dueMs < lengthSec * 1_000 && !signal.aborted) {
    await sleep(Math.max(0, dueMs - (performance.now() - startMs)), undefined, { signal }).catch(
      () => undefined,
    );
    if (signal.aborted) break;
    dueMs += nextArrivalMs(ratePerSec, random);
    arrived += 1;
    if (visits.size >= maxVisits) {
      turnedAway += 1;
      continue;
    }
    const handle = pick(handles, random) ?? "";
    const ongoing = visit({ baseUrl, handle, random, signal, report }).finally(() => visits.delete(ongoing));
    visits.add(ongoing);
  }
  await Promise.all(visits);
  clearInterval(ticker);
  tell();
  return { results, turnedAway };
}
