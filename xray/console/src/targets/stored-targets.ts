/** How soon an endpoint should answer: of all requests of a time, such a share within a length. */
export interface Target {
  /** 0 to 1, without both. */
  share: number;
  withinSec: number;
  /** Over so long, seconds. */
  overSec: number;
  /** Health marks it when its budget is gone. */
  alarm: boolean;
}

const KEY = "xray-console-targets";
const listeners = new Set<() => void>();
const NONE: Readonly<Record<string, Target>> = {};
let read: { text: string; targets: Readonly<Record<string, Target>> } | undefined;

/** Targets that were set in this browser, by the key of the endpoint; the same object until one changes. */
export function readTargets(): Readonly<Record<string, Target>> {
  const text = load();
  if (read?.text !== text) read = { text, targets: parseTargets(text) };
  return read.targets;
}

/** Sets the target of an endpoint; undefined: it has none any more. */
export function changeTarget(key: string, target: Target | undefined): void {
  const { [key]: _, ...others } = readTargets();
  const next = target === undefined ? others : { ...others, [key]: target };
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // Storage is full or forbidden: the target holds until the page is closed.
    read = { text: load(), targets: next };
  }
  for (const listener of listeners) listener();
}

export function subscribeToTargets(listener: () => void): () => void {
  listeners.add(listener);
  // Of other tabs.
  addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    removeEventListener("storage", listener);
  };
}

function load(): string {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

/** What somebody else wrote there is left out. */
function parseTargets(text: string): Readonly<Record<string, Target>> {
  if (text === "") return NONE;
  try {
    const stored: unknown = JSON.parse(text);
    if (typeof stored !== "object" || stored === null) return NONE;
    return Object.fromEntries(
      Object.entries(stored).flatMap(([key, value]: [string, unknown]) => {
        const target = toTarget(value);
        return target === undefined ? [] : [[key, target]];
      }),
    );
  } catch {
    return NONE;
  }
}

function toTarget(value: unknown): Target | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { share, withinSec, overSec, alarm } = value as Partial<Record<keyof Target, unknown>>;
  if (typeof share !== "number" || !(share > 0 && share < 1)) return undefined;
  if (typeof withinSec !== "number" || !(withinSec > 0)) return undefined;
  if (typeof overSec !== "number" || !(overSec > 0)) return undefined;
  return { share, withinSec, overSec, alarm: alarm === true };
}
