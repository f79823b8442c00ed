import { setImmediate, setTimeout as sleep } from "node:timers/promises";

/** Between two slices, other requests and arrivals are handled. */
const SLICE_MS = 8;
/** Work for an answer that yielded so lately goes on. */
const ANSWERING_MS = 3 * SLICE_MS;
const MAX_REST_MS = 1000;

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

/** When work for an answer last yielded, by `performance.now()`. */
let answeringAtMs = -Infinity;

/** For answers: the pause between two slices is one turn of the event loop. */
export function createScheduler(signal: AbortSignal): Scheduler {
  return createSlices(signal, () => {
    answeringAtMs = performance.now();
    return setImmediate();
  });
}

/**
 * For background tasks: the pause between two slices is this long, and longer while somebody waits for an answer, so that
 * the answer takes as long as without them. A slice a second is theirs in any case.
 */
export function createBackgroundScheduler(signal: AbortSignal, restMs: number): Scheduler {
  return createSlices(signal, async () => {
    const endMs = performance.now() + MAX_REST_MS;
    do await sleep(restMs, undefined, { ref: false });
    while (performance.now() - answeringAtMs < ANSWERING_MS && performance.now() < endMs);
  });
}

function createSlices(signal: AbortSignal, rest: () => Promise<unknown>): Scheduler {
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
