/** The user's settings, kept in this browser. */
export interface Settings {
  /** Whether shortcuts of one letter or sign work. */
  singleKeys: boolean;
}

const DEFAULTS: Settings = { singleKeys: true };
const KEY = "xray-console";
const listeners = new Set<() => void>();
let settings: Settings | undefined;

export function readSettings(): Settings {
  settings ??= load();
  return settings;
}

export function changeSettings(change: Partial<Settings>): void {
  settings = { ...readSettings(), ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // Storage is full or forbidden: the setting holds until the page is closed.
  }
  for (const listener of listeners) listener();
}

export function subscribeToSettings(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function load(): Settings {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    if (typeof stored !== "object" || stored === null) return DEFAULTS;
    return { singleKeys: "singleKeys" in stored ? stored.singleKeys !== false : DEFAULTS.singleKeys };
  } catch {
    return DEFAULTS;
  }
}
