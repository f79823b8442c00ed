import type { TraceStore } from "../../store/trace-store.ts";
import { minuteOf } from "./time-slots.ts";

/** Tells which minute to roll up next. */
export interface MinuteAgenda {
  /** The start of a minute with traces; undefined when none is left. */
  next(): number | undefined;
  stop(): void;
}

/**
 * After a start each minute with traces, the newest first; then each minute in which traces arrived, once nothing has
 * arrived in it for a while.
 */
export function createMinuteAgenda(
  store: Pick<TraceStore, "lastStartSec" | "subscribe">,
  settledMs: number,
): MinuteAgenda {
  /** When something last arrived in each minute, the longest ago first. */
  const changedAtMs = new Map<number, number>();
  let backlogEndSec = Infinity;

  const stop = store.subscribe((changed) => {
    for (const minute of new Set(changed.map(({ startSec }) => minuteOf(startSec).startSec))) {
      changedAtMs.delete(minute);
      changedAtMs.set(minute, Date.now());
    }
  });

  return {
    stop,
    next() {
      const [oldest] = changedAtMs;
      if (oldest !== undefined && Date.now() - oldest[1] >= settledMs) {
        changedAtMs.delete(oldest[0]);
        return oldest[0];
      }
      for (;;) {
        const startSec = store.lastStartSec(backlogEndSec);
        if (startSec === undefined) return undefined;
        backlogEndSec = minuteOf(startSec).startSec;
        if (!changedAtMs.has(backlogEndSec)) return backlogEndSec;
      }
    },
  };
}
