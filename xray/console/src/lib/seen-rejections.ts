const KEY = "xray-console-seen-rejections";
const listeners = new Set<() => void>();

/** Until when rejections were seen in this browser, in epoch milliseconds of the server's clock; 0 for never. */
export function readSeenRejectionsMs(): number {
  try {
    return Number(localStorage.getItem(KEY) ?? 0) || 0;
  } catch {
    return 0;
  }
}

/** Notes that rejections until this moment are on screen. */
export function noteSeenRejections(untilMs: number): void {
  if (untilMs <= readSeenRejectionsMs()) return;
  try {
    localStorage.setItem(KEY, String(untilMs));
  } catch {
    // Storage is full or forbidden: the rejections will be announced once more.
  }
  for (const listener of listeners) listener();
}

export function subscribeToSeenRejections(listener: () => void): () => void {
  listeners.add(listener);
  // Changes by other tabs.
  addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    removeEventListener("storage", listener);
  };
}
