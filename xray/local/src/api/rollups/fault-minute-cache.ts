import { createFaultMinutes } from "../../insights/fault-minutes.ts";
import type { FaultMinute } from "../../insights/fault-minutes.ts";
import type { TraceStore } from "../../store/trace-store.ts";
import type { KeyedFilter } from "../filters/trace-filters.ts";
import { scanTraces } from "../scan-traces.ts";

interface FaultMinuteQuery {
  /** Epoch seconds. */
  startSec: number;
  endSec: number;
  /** Selects traces; without it, all. */
  filter?: KeyedFilter | undefined;
}

export interface FaultMinuteCache {
  /** The minutes of the range with traces, the earliest first. Rejects when the caller has hung up. */
  minutes(query: FaultMinuteQuery, signal: AbortSignal): Promise<readonly FaultMinute[]>;
}

/** The start of a minute → what happened in it; undefined when nothing did. */
type Minutes = Map<number, FaultMinute | undefined>;

const MINUTE_SEC = 60;

/** As many as there may be groups, and some that were changed. */
const MAX_FILTERS = 32;

/**
 * Faults by the minute. Reads only what has changed since the last time: insights cover 30 days and are requested again
 * and again, and reading a million traces takes seconds.
 */
export function createFaultMinuteCache(
  store: Pick<TraceStore, "firstStartSec" | "scan" | "subscribe">,
): FaultMinuteCache {
  const kept = new Map<string, Minutes>();
  /** Minutes that changed while they were computed, for each computation. */
  const open = new Set<Set<number>>();

  store.subscribe((changed, formerStartsSec) => {
    const starts = new Set(formerStartsSec.map(toMinute));
    for (const { startSec } of changed) starts.add(toMinute(startSec));
    for (const minute of starts) {
      for (const minutes of kept.values()) minutes.delete(minute);
      for (const stale of open) stale.add(minute);
    }
  });

  function keptOf(key: string): Minutes {
    const minutes: Minutes = kept.get(key) ?? new Map();
    kept.delete(key);
    kept.set(key, minutes);
    const [oldest] = kept.keys();
    if (kept.size > MAX_FILTERS && oldest !== undefined) kept.delete(oldest);
    return minutes;
  }

  async function compute(
    { startSec, endSec, filter }: FaultMinuteQuery,
    minutes: Minutes,
    signal: AbortSignal,
  ): Promise<readonly FaultMinute[]> {
    const stale = new Set<number>();
    open.add(stale);
    try {
      const faults = createFaultMinutes();
      await scanTraces({ store, signal }, { startSec, endSec }, (facts) => {
        if (!filter || filter.matches(facts)) faults.add(facts);
        return true;
      });
      const found = new Map(faults.minutes().map((minute) => [minute.startSec, minute]));
      for (const at of minutesIn(startSec, endSec)) if (!stale.has(at)) minutes.set(at, found.get(at));
      return [...found.values()];
    } finally {
      open.delete(stale);
    }
  }

  return {
    async minutes({ startSec, endSec, filter }, signal) {
      const firstSec = toMinute(Math.max(startSec, store.firstStartSec(startSec) ?? endSec));
      const minutes = keptOf(filter?.key ?? "");
      for (const at of minutes.keys()) if (at < firstSec) minutes.delete(at);
      const found: FaultMinute[] = [];
      let atSec = firstSec;
      while (atSec < endSec) {
        const nextSec = endOfGap(minutes, atSec, endSec);
        const known = minutes.get(atSec);
        if (nextSec > atSec) {
          const query = { startSec: atSec, endSec: nextSec, filter };
          for (const minute of await compute(query, minutes, signal)) found.push(minute);
        } else if (known) found.push(known);
        atSec = Math.max(nextSec, atSec + MINUTE_SEC);
      }
      return found;
    },
  };
}

/** The end of the uncached minutes from `atSec` on; `atSec` itself when it is cached. */
function endOfGap(minutes: Minutes, atSec: number, endSec: number): number {
  for (const at of minutesIn(atSec, endSec)) if (minutes.has(at)) return at;
  return toMinute(endSec + MINUTE_SEC - 1);
}

function* minutesIn(startSec: number, endSec: number): Iterable<number> {
  for (let at = startSec; at < endSec; at += MINUTE_SEC) yield at;
}

function toMinute(sec: number): number {
  return Math.floor(sec / MINUTE_SEC) * MINUTE_SEC;
}
