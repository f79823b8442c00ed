import { setImmediate } from "node:timers/promises";

/** Between two slices, other requests and arrivals are handled. */
const SLICE_MS = 8;

/** Divides long work into slices. */
export interface Scheduler {
  isDue(): boolean;
  /** Yields when the slice is over; rejects when the caller has hung up. */
  yield(): Promise<void>;
}

/** Runs all steps of divided work, and yields between them. */
export async function finish<T>(steps: Generator<void, T, void>, scheduler: Scheduler): Promise<T> {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    if (scheduler.isDue()) await scheduler.yield();
  }
}

/** `rest` is the pause between two slices; by default one turn of the event loop. */
export function createScheduler(signal: AbortSignal, rest: () => Promise<unknown> = setImmediate): Scheduler {
  let sliceEndMs = performance.now() + SLICE_MS;
  const isDue = (): boolean => performance.now() > sliceEndMs;
  return {
    isDue,
    async yield() {
      if (!isDue()) return;
      await rest();
      signal.throwIfAborted();
      sliceEndMs = performance.now() + SLICE_MS;
    },
  };
}
