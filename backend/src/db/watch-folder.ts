import { statSync } from "node:fs";

const EVERY_MS = 1000;

/**
 * Calls `onGone` when the folder is not the one any more that it was: files that were deleted while they are open take
 * whatever is written and keep nothing of it. Does not keep the process.
 */
export function watchFolder(directory: string, onGone: () => void): void {
  const identify = (): number | undefined => statSync(directory, { throwIfNoEntry: false })?.ino;
  const opened = identify();
  const timer = setInterval(() => {
    if (identify() === opened) return;
    clearInterval(timer);
    onGone();
  }, EVERY_MS);
  timer.unref();
}
