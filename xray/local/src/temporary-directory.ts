import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CommandError } from "./cli/command.ts";

const PREFIX = "xray-local-memory-";

/**
 * A folder for temporary data, named after this process. Removes the folders of killed processes first. Throws a
 * `CommandError` when no folder can be made.
 */
export function temporaryDirectory(): { path: string; remove(): void } {
  removeStale();
  const path = makeDirectory();
  const remove = (): void => {
    process.off("exit", remove);
    rmSync(path, { recursive: true, force: true });
  };
  process.once("exit", remove);
  return { path, remove };
}

function makeDirectory(): string {
  try {
    return mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  } catch (error) {
    const why = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    throw new CommandError(
      `No temporary folder can be made in ${tmpdir()}${why}. Set TMPDIR to a folder that can be written.`,
    );
  }
}

function removeStale(): void {
  for (const name of namesIn(tmpdir())) {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1]);
    if (Number.isNaN(pid) || isRunning(pid)) continue;
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    } catch {
      // Another user's: theirs to remove.
    }
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // It may be written and not read: nothing is cleaned up there.
    return [];
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
