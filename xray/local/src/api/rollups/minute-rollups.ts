import { setTimeout as sleep } from "node:timers/promises";
import type { TraceFacts } from "../../model/trace-facts.ts";
import { encodeRollup } from "../../rollup/encoded-rollup.ts";
import type { RollupStore } from "../../rollup/rollup-store.ts";
import type { TraceStore } from "../../store/trace-store.ts";
import { createTraceRollup } from "../../trace/graph/trace-rollup.ts";
import { createScheduler } from "../scheduler.ts";
import { scanTraces } from "../scan-traces.ts";
import { createMinuteAgenda } from "./minute-agenda.ts";
import { minuteOf } from "./time-slots.ts";
import type { TimeSlot } from "./time-slots.ts";
import { runWhileIdle } from "./background-task.ts";

/** A minute in which nothing arrived for this long is mostly complete. */
const SETTLED_MS = 5_000;
/** As long as a slice of work, so that half of the processor's time is free. */
const REST_MS = 8;
const LOOK_EVERY_MS = 1_000;
/** When more arrive, they need the processor. */
const BUSY_TRACES_A_LOOK = 5_000;

export interface MinuteRollupTiming {
  settledMs: number;
  restMs: number;
  lookEveryMs: number;
}

/**
 * Rolls up minutes as a background task: after a start those that are not in the archive, the newest first; then each
 * in which traces arrived, once it is complete. What is missing is rolled up when it is asked for. Returns a function
 * that ends it.
 */
export function startMinuteRollups(
  store: Pick<TraceStore, "lastStartSec" | "scan" | "subscribe">,
  archive: RollupStore,
  timing: MinuteRollupTiming = { settledMs: SETTLED_MS, restMs: REST_MS, lookEveryMs: LOOK_EVERY_MS },
): () => void {
  const abort = new AbortController();
  const { signal } = abort;
  const agenda = createMinuteAgenda(store, timing.settledMs);

  async function keep(slot: TimeSlot): Promise<void> {
    const mark = archive.mark(slot.startSec);
    if (mark.traces === 0 || archive.has(mark)) return;
    const rollup = createTraceRollup();
    let isSummable = true;
    const add = (facts: TraceFacts): boolean => {
      isSummable = rollup.add(facts);
      return isSummable;
    };
    await scanTraces({ store, signal }, slot, add, scheduler);
    // Not when something has changed meanwhile: the minute is in the list again.
    if (isSummable && archive.mark(slot.startSec).mark === mark.mark)
      archive.keep(mark, encodeRollup(rollup.rollup()));
  }

  const scheduler = createScheduler(signal, () => sleep(timing.restMs, undefined, { ref: false }));

  async function work(isBusy: () => boolean): Promise<void> {
    for (let minute = agenda.next(); minute !== undefined; minute = agenda.next()) {
      await keep(minuteOf(minute));
      await scheduler.yield();
      if (isBusy()) return;
    }
  }

  const stopLooking = runWhileIdle(
    store,
    { lookEveryMs: timing.lookEveryMs, busyTraces: BUSY_TRACES_A_LOOK },
    work,
  );

  return () => {
    stopLooking();
    agenda.stop();
    abort.abort();
  };
}
