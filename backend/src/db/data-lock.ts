import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Claims `path` for this process, since PGlite itself does not notice a second process on the same data folder, which would
 * destroy it. Answers a function that gives it back. Throws when a process that is alive holds it.
 */
export function claimDataLock(path: string): () => void {
  mkdirSync(dirname(path), { recursive: true });
  const holder = readHolder(path);
  if (holder !== undefined && isAlive(holder)) {
    throw new Error(
      `${path} says that process ${holder} uses this data: stop it, or delete the file if that is another program.`,
    );
  }
  // Left behind by a process that was killed.
  if (holder !== undefined) rmSync(path, { force: true });
  writeFileSync(path, String(process.pid), { flag: "wx" });
  return () => rmSync(path, { force: true });
}

function readHolder(path: string): number | undefined {
  try {
    return Number(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, and belongs to somebody else.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
