import { findProblems } from "../../compatibility/find-problems.ts";
import { createProblemRegistry } from "../../compatibility/report-problems.ts";
import type { ProblemCounts } from "../../compatibility/report-problems.ts";
import type { TraceStore } from "../../store/trace-store.ts";
import { scanTraces } from "../scan-traces.ts";
import { createBackgroundScheduler } from "../scheduler.ts";
import type { Scheduler } from "../scheduler.ts";
import { startBackgroundTask } from "./background-task.ts";
import { createMinuteAgenda } from "./minute-agenda.ts";
import { minuteOf, secondOf } from "./time-slots.ts";
import type { TimeSlot } from "./time-slots.ts";

/** As long as a parent may still arrive (compatibility/find-problems.ts). */
const SETTLED_MS = 30_000;
/**
 * A part that is still open is examined again when it is old enough to count as never closed (same file), and a little
 * later.
 */
const OPEN_SEC = 300 + 30;
/** Documents are read and parsed: this leaves three quarters of the processor's time free. */
const REST_MS = 24;
const LOOK_EVERY_MS = 1_000;
/** When more arrive, they need the processor. */
const BUSY_TRACES_A_LOOK = 2_000;

interface CompatibilityTiming {
  settledMs: number;
  restMs: number;
  lookEveryMs: number;
}

/** Problems of the traces of each minute, counted after they arrive. */
export interface CompatibilityMinutes {
  /** The problems of all traces that start in the minute, epoch seconds; undefined while some were not examined. */
  read(startSec: number): ProblemCounts | undefined;
  /**
   * Examines traces while little arrives: new ones when they are complete, and stored ones, newest first. Returns a
   * function that ends it.
   */
  start(timing?: CompatibilityTiming): () => void;
}

type Store = Pick<TraceStore, "documents" | "lastStartSec" | "scan" | "subscribe">;

export function createCompatibilityMinutes(store: Store, nowMs: () => number): CompatibilityMinutes {
  const kept = new Map<number, ProblemCounts>();
  /** Minutes with incomplete traces, and when to examine them again. */
  const openUntilSec = new Map<number, number>();
  /** Minutes that changed while they were examined; their result must not be kept. */
  const stale = new Set<number>();

  store.subscribe((changed, formerStartsSec) => {
    const starts = [...formerStartsSec, ...changed.map(({ startSec }) => startSec)];
    for (const minute of new Set(starts.map((startSec) => minuteOf(startSec).startSec))) {
      kept.delete(minute);
      openUntilSec.delete(minute);
      stale.add(minute);
    }
  });

  async function look(slot: TimeSlot, signal: AbortSignal, scheduler: Scheduler): Promise<void> {
    const registry = createProblemRegistry();
    const nowSec = nowMs() / 1000;
    let isPartial = false;
    stale.delete(slot.startSec);
    for (const second of secondsOf(slot)) {
      // In slices by time, because reading documents takes longer than a scan expects for each trace.
      await scanTraces(
        { store, signal },
        second,
        ({ id, partial }) => {
          isPartial ||= partial;
          registry.add(id, findProblems(store.documents(id), nowSec));
          return true;
        },
        scheduler,
      );
      await scheduler.yield();
    }
    if (stale.has(slot.startSec)) return;
    kept.set(slot.startSec, registry.counts());
    if (isPartial && nowSec < slot.endSec + OPEN_SEC) openUntilSec.set(slot.startSec, slot.endSec + OPEN_SEC);
  }

  function nextOpen(): number | undefined {
    const [oldest] = openUntilSec;
    if (oldest === undefined || oldest[1] > nowMs() / 1000) return undefined;
    openUntilSec.delete(oldest[0]);
    kept.delete(oldest[0]);
    return oldest[0];
  }

  return {
    read: (startSec) => kept.get(startSec),
    start(timing = { settledMs: SETTLED_MS, restMs: REST_MS, lookEveryMs: LOOK_EVERY_MS }) {
      const abort = new AbortController();
      const { signal } = abort;
      const agenda = createMinuteAgenda(store, timing.settledMs);
      const scheduler = createBackgroundScheduler(signal, timing.restMs);
      const stopLooking = startBackgroundTask(
        store,
        { lookEveryMs: timing.lookEveryMs, busyTraces: BUSY_TRACES_A_LOOK },
        async (isBusy) => {
          for (;;) {
            const minute = nextOpen() ?? agenda.next();
            if (minute === undefined) return;
            if (!kept.has(minute)) await look(minuteOf(minute), signal, scheduler);
            if (isBusy()) return;
          }
        },
      );
      return () => {
        stopLooking();
        agenda.stop();
        abort.abort();
      };
    },
  };
}

function* secondsOf({ startSec, endSec }: TimeSlot): Generator<TimeSlot> {
  for (let at = startSec; at < endSec; at = secondOf(at).endSec) yield secondOf(at);
}
