import { globSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's folder. */
export const root = fileURLToPath(new URL("../..", import.meta.url));
/** Folders of what is installed, built or stored: nothing in them is committed. */
export const NOT_COMMITTED: ReadonlySet<string> = new Set([
  "node_modules",
  "dist",
  ".data",
  ".git",
  ".terraform",
  "test-results",
]);

/** Every file that matches the pattern, except what is not committed. */
export function findFiles(pattern: string): readonly string[] {
  const exclude = (name: string): boolean => NOT_COMMITTED.has(name);
  return globSync(pattern, { cwd: root, exclude: (path) => exclude(path.split(/[\\/]/).at(-1) ?? "") })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => statSync(join(root, path)).isFile());
}
