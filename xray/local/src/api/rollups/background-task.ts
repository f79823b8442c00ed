import type { TraceStore } from "../../store/trace-store.ts";

export interface IdleOptions {
  lookEveryMs: number;
  /** Traces between two checks; when more arrive, they need the processor. */
  busyTraces: number;
}

/**
 * Checks again and again whether little arrives, and then does the work, one round at a time. The work may ask whether
 * the server has become busy. A round that fails (stopped, store closing, damaged chunk) is given up: whoever asks for
 * its result gets the error. Returns a function that ends the task.
 */
export function startBackgroundTask(
  store: Pick<TraceStore, "subscribe">,
  { lookEveryMs, busyTraces }: IdleOptions,
  work: (isBusy: () => boolean) => Promise<void>,
): () => void {
  let arrived = 0;
  let isRunning = false;
  const isBusy = (): boolean => arrived > busyTraces;
  const unsubscribe = store.subscribe((changed) => {
    arrived += changed.length;
  });
  const timer = setInterval(() => {
    const wasBusy = isBusy();
    arrived = 0;
    if (wasBusy || isRunning) return;
    isRunning = true;
    work(isBusy)
      .catch(() => {})
      .finally(() => {
        isRunning = false;
      });
  }, lookEveryMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    unsubscribe();
  };
}
