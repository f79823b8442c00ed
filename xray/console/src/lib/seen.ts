/** Until when something was seen in this browser; badges tell of what came since. */
export interface Seen {
  /** Epoch milliseconds of the server's clock; 0 for never. */
  readMs: () => number;
  /** Notes that what came until this moment is on screen. */
  note: (untilMs: number) => void;
  subscribe: (listener: () => void) => () => void;
}

export const SEEN_REJECTIONS = createSeen("xray-console-seen-rejections");
export const SEEN_ERRORS = createSeen("xray-console-seen-errors");

function createSeen(key: string): Seen {
  const listeners = new Set<() => void>();

  function readMs(): number {
    try {
      return Number(localStorage.getItem(key) ?? 0) || 0;
    } catch {
      return 0;
    }
  }

  return {
    readMs,
    note: (untilMs) => {
      if (untilMs <= readMs()) return;
      try {
        localStorage.setItem(key, String(untilMs));
      } catch {
        // Storage is full or forbidden: it will be announced once more.
      }
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      // Of other tabs.
      addEventListener("storage", listener);
      return () => {
        listeners.delete(listener);
        removeEventListener("storage", listener);
      };
    },
  };
}
