import { setTimeout as sleep } from "node:timers/promises";
import type { TraceStore } from "../../store/trace-store.ts";
import type { TraceFilters } from "../filters/trace-filters.ts";
import type { GraphCache } from "./graph-cache.ts";
import { minuteOf } from "./time-slots.ts";
import type { TimeSlot } from "./time-slots.ts";
import { startBackgroundTask } from "./background-task.ts";

/** The longest range of a service graph. */
const KEPT_SEC = 6 * 3600;
/** Each takes 1 to 2 MB. An account has up to 25 groups, of which one or two are in use. */
const MAX_GROUPS = 4;

export interface GroupRollupTiming {
  /** A minute that ended this long ago is mostly complete. */
  settledMs: number;
  /** Pause after work, as a multiple of its duration: 9 leaves nine tenths of the processor free. */
  rest: number;
  lookEveryMs: number;
}

const TIMING: GroupRollupTiming = { settledMs: 5_000, rest: 9, lookEveryMs: 5_000 };
/** When more arrive, they need the processor. */
const BUSY_TRACES_A_LOOK = 25_000;

/** Pauses shorter than this are saved up, because minutes without traces take microseconds. */
const REST_MS = 8;

interface Parts {
  store: Pick<TraceStore, "subscribe">;
  graphs: GraphCache;
  filters: Pick<TraceFilters, "ofAllGroups">;
  /** Epoch milliseconds. */
  nowMs: () => number;
}

/**
 * Rolls up the last six hours for groups whose filters must be evaluated for each trace, as a background task, so that
 * the first map of a group need not wait: a million traces take a second. Groups that changed last come first. Returns
 * a function that ends it.
 */
export function startGroupRollups(parts: Parts, timing: GroupRollupTiming = TIMING): () => void {
  const { store, graphs, filters, nowMs } = parts;
  const abort = new AbortController();
  const { signal } = abort;

  async function work(isBusy: () => boolean): Promise<void> {
    const all = filters.ofAllGroups();
    graphs.forgetOthers(all);
    const asked = all.filter(({ matchesTopology }) => matchesTopology === undefined).slice(0, MAX_GROUPS);
    let owedMs = 0;
    for (const minute of settledMinutes(nowMs() - timing.settledMs)) {
      for (const filter of asked) {
        const startedMs = performance.now();
        if (!(await graphs.prepare({ slot: minute, filter, signal }))) continue;
        owedMs += timing.rest * (performance.now() - startedMs);
        if (owedMs < REST_MS) continue;
        await sleep(owedMs, undefined, { ref: false, signal });
        owedMs = 0;
        if (isBusy()) return;
      }
    }
  }

  const stopLooking = startBackgroundTask(
    store,
    { lookEveryMs: timing.lookEveryMs, busyTraces: BUSY_TRACES_A_LOOK },
    work,
  );

  return () => {
    stopLooking();
    abort.abort();
  };
}

/** Newest first, because those are looked at most. */
function* settledMinutes(settledMs: number): Generator<TimeSlot> {
  const { startSec: liveSec } = minuteOf(settledMs / 1_000);
  for (let agoSec = 60; agoSec <= KEPT_SEC; agoSec += 60) yield minuteOf(liveSec - agoSec);
}
