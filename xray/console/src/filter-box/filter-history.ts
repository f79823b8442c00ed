/** Filters that were applied, newest first, kept for this browser. */
const KEY = "xray-console-filters";
const KEPT = 20;

export function readFilterHistory(): readonly string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(stored) ? stored.filter((entry) => typeof entry === "string").slice(0, KEPT) : [];
  } catch {
    return [];
  }
}

/** A filter that begins with the one before replaces it: it was typed further. */
export function addToHistory(history: readonly string[], filter: string): readonly string[] {
  const text = filter.trim();
  if (text === "") return history;
  const [newest] = history;
  const rest = newest !== undefined && text.startsWith(newest) ? history.slice(1) : history;
  return [text, ...rest.filter((entry) => entry !== text)].slice(0, KEPT);
}

export function writeFilterHistory(history: readonly string[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(history));
  } catch {
    // Storage is full or forbidden: the history lasts until the page is closed.
  }
}
