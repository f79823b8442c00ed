import { useSyncExternalStore } from "react";

const TICK_MS = 1000;
const listeners = new Set<() => void>();
let nowSec = Date.now() / 1000;
let timer: ReturnType<typeof setInterval> | undefined;

/** Epoch seconds, moving once a second, the same for all who ask in one render. */
export function useNowSec(): number {
  return useSyncExternalStore(subscribe, () => nowSec);
}

function subscribe(listener: () => void): () => void {
  // While nobody asked, the clock stood still.
  if (listeners.size === 0) nowSec = Date.now() / 1000;
  listeners.add(listener);
  timer ??= setInterval(tick, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick(): void {
  nowSec = Date.now() / 1000;
  for (const listener of listeners) listener();
}
