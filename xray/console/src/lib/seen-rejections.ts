const KEY = "xray-console-seen-rejections";
const listeners = new Set<() => void>();

/** Until when rejections were looked at in this browser, by the server's clock, epoch milliseconds; 0: never. */
export function readSeenRejectionsMs(): number {
  try {
    return Number(localStorage.getItem(KEY) ?? 0) || 0;
  } catch {
    return 0;
  }
}

/** Those until this moment are on screen. */
export function noteSeenRejections(untilMs: number): void {
  if (untilMs <= readSeenRejectionsMs()) return;
  try {
    localStorage.setItem(KEY, String(untilMs));
  } catch {
    // Storage is full or forbidden: they are told of once more.
  }
  for (const listener of listeners) listener();
}

export function subscribeToSeenRejections(listener: () => void): () => void {
  listeners.add(listener);
  // Of other tabs.
  addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    removeEventListener("storage", listener);
  };
}
