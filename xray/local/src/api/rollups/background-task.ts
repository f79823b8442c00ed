import type { TraceStore } from "../../store/trace-store.ts";

export interface IdleOptions {
  lookEveryMs: number;
  /** Traces between two looks; what comes faster needs the processor itself. */
  busyTraces: number;
}

/**
 * Looks again and again whether little arrives, and does the work then, one round at a time. The work may ask whether it
 * has become busy meanwhile. A round that fails (stopped, a store that is closing, a damaged chunk) is given up: whoever
 * asks for what it would have made is told. Answers how to stop looking.
 */
export function runWhileIdle(
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
