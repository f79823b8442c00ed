/** The user's settings, kept in this browser. */
export interface Settings {
  /** Whether shortcuts of one letter or sign work. */
  singleKeys: boolean;
  /** Width of the requests in the list, and of the names of steps in a trace, pixels; undefined: the usual one. */
  requestPx?: number | undefined;
  stepsPx?: number | undefined;
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
    const requestPx = widthOf("requestPx" in stored ? stored.requestPx : undefined);
    const stepsPx = widthOf("stepsPx" in stored ? stored.stepsPx : undefined);
    return {
      singleKeys: "singleKeys" in stored ? stored.singleKeys !== false : DEFAULTS.singleKeys,
      ...(requestPx !== undefined && { requestPx }),
      ...(stepsPx !== undefined && { stepsPx }),
    };
  } catch {
    return DEFAULTS;
  }
}

function widthOf(value: unknown): number | undefined {
  return typeof value === "number" && value > 0 && value < 10_000 ? value : undefined;
}
