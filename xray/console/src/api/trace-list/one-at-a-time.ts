import { isAbort } from "../api-error.ts";

/** Runs one task at a time. */
export interface OneAtATime {
  isBusy: () => boolean;
  /**
   * Runs a task until it ends or is interrupted. If it fails without having been interrupted, `onError` gets the error.
   */
  run: (task: (signal: AbortSignal) => Promise<void>) => Promise<void>;
  /** Aborts the signal of the running task; another task may begin. */
  interrupt: () => void;
}

export function createOneAtATime(onError: (error: unknown) => void): OneAtATime {
  let aborter = new AbortController();
  let busy = false;
  return {
    isBusy: () => busy,
    run: async (task) => {
      const { signal } = aborter;
      busy = true;
      try {
        await task(signal);
        if (!signal.aborted) busy = false;
      } catch (error) {
        if (signal.aborted) return;
        busy = false;
        if (!isAbort(error)) onError(error);
      }
    },
    interrupt: () => {
      aborter.abort();
      aborter = new AbortController();
      busy = false;
    },
  };
}
