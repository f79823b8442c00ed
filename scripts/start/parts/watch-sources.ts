import { watch } from "node:fs";

export interface WatchedSources {
  /** Resolves when something has changed since this was called. */
  changed(): Promise<"changed">;
}

/** An editor writes a file in several steps, and a checkout many files. */
const SETTLE_MS = 200;

/** Watches folders, absolute, with all that is below them, until `signal` aborts. Tests are none of a server's sources. */
export function watchSources(folders: readonly string[], signal: AbortSignal): WatchedSources {
  let next = Promise.withResolvers<"changed">();
  let settling: ReturnType<typeof setTimeout> | undefined;
  const onChange = (_event: string, name: string | null) => {
    if (name !== null && /(\.test\.tsx?|~)$/.test(name)) return;
    clearTimeout(settling);
    settling = setTimeout(() => {
      next.resolve("changed");
      next = Promise.withResolvers();
    }, SETTLE_MS);
  };
  for (const folder of folders) {
    // What cannot be watched any more is not reloaded: no reason to end.
    watch(folder, { recursive: true, signal }, onChange).on("error", () => undefined);
  }
  signal.addEventListener("abort", () => clearTimeout(settling), { once: true });
  return { changed: () => next.promise };
}
