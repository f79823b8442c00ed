import type { TraceFacts } from "../../model/trace-facts.ts";
import { ActivityBuilder } from "../../rollup/activity-builder.ts";
import { encodeRollup } from "../../rollup/encoded-rollup.ts";
import type { RollupStore } from "../../rollup/rollup-store.ts";
import type { TraceStore } from "../../store/trace-store.ts";
import { createTraceRollup } from "../../trace/graph/trace-rollup.ts";
import { createBackgroundScheduler } from "../scheduler.ts";
import { scanTraces } from "../scan-traces.ts";
import { createMinuteAgenda } from "./minute-agenda.ts";
import { minuteOf } from "./time-slots.ts";
import type { TimeSlot } from "./time-slots.ts";
import { startBackgroundTask } from "./background-task.ts";

/** A minute in which nothing arrived for this long is mostly complete. */
const SETTLED_MS = 5_000;
/** As long as a slice of work, so that half of the processor's time is free. */
const REST_MS = 8;
const LOOK_EVERY_MS = 1_000;
/** When more arrive, they need the processor. */
const BUSY_TRACES_A_LOOK = 5_000;

/** Of a minute with more traces than that, what they did would take too much memory at once. */
const MAX_TRACES = 250_000;

export interface MinuteRollupTiming {
  settledMs: number;
  restMs: number;
  lookEveryMs: number;
}

/**
 * Rolls up minutes, and puts together what their traces did, as a background task: after a start those that are not in
 * the archive, the newest first; then each in which traces arrived, once it is complete. What is missing is made when it
 * is asked for. Returns a function that ends it.
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
    const needsRollup = !archive.has(mark);
    const needsActivity = !archive.hasActivity(mark) && mark.traces <= MAX_TRACES;
    if (mark.traces === 0 || (!needsRollup && !needsActivity)) return;
    const rollup = createTraceRollup();
    const activity = needsActivity ? new ActivityBuilder() : undefined;
    let isSummable = needsRollup;
    const add = (facts: TraceFacts): boolean => {
      if (isSummable) isSummable = rollup.add(facts);
      activity?.add(facts);
      return isSummable || needsActivity;
    };
    await scanTraces({ store, signal }, slot, add, scheduler);
    // Not when something has changed meanwhile: the minute is in the list again.
    if (archive.mark(slot.startSec).mark !== mark.mark) return;
    if (isSummable) archive.keep(mark, encodeRollup(rollup.rollup()));
    if (activity !== undefined) archive.keepActivity(mark, activity.encode());
  }

  const scheduler = createBackgroundScheduler(signal, timing.restMs);

  async function work(isBusy: () => boolean): Promise<void> {
    for (let minute = agenda.next(); minute !== undefined; minute = agenda.next()) {
      await keep(minuteOf(minute));
      await scheduler.yield();
      if (isBusy()) return;
    }
  }

  const stopLooking = startBackgroundTask(
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
