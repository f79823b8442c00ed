import { useSyncExternalStore } from "react";
import { serverNowMs } from "../lib/server-clock.ts";

const TICK_MS = 1000;
const listeners = new Set<() => void>();
let nowSec = serverNowMs() / 1000;
let timer: ReturnType<typeof setInterval> | undefined;

/**
 * The current epoch seconds, once a second, equal for all callers in one render. With a longer step, the last whole
 * multiple of it: its callers are rendered again only when that changes.
 */
export function useNowSec(stepSec?: number): number {
  return useSyncExternalStore(subscribe, () =>
    stepSec === undefined ? nowSec : Math.floor(nowSec / stepSec) * stepSec,
  );
}

function subscribe(listener: () => void): () => void {
  // The clock stood still while nothing used it.
  if (listeners.size === 0) nowSec = serverNowMs() / 1000;
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
  nowSec = serverNowMs() / 1000;
  for (const listener of listeners) listener();
}
