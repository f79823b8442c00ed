import { watch } from "node:fs";

export interface WatchedSources {
  /** Resolves when something has changed since the call. */
  changed(): Promise<"changed">;
}

/** An editor writes a file in several steps, and a checkout writes many files. */
const SETTLE_MS = 200;

/**
 * Watches folders, absolute, with everything below them, until `signal` aborts. Ignores tests, which are not part of a
 * server.
 */
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
    // When something cannot be watched any more, it is not reloaded; nothing ends.
    watch(folder, { recursive: true, signal }, onChange).on("error", () => undefined);
  }
  signal.addEventListener("abort", () => clearTimeout(settling), { once: true });
  return { changed: () => next.promise };
}
