import { spawnSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { existsSync, globSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";

export interface BuildOptions {
  /** The repository. */
  root: string;
  /** The workspace that Vite builds, relative to the root. */
  workspace: string;
  /** Files and folders that the result depends on, relative to the root; `*` matches any name. */
  sources: readonly string[];
  /** Where built pages are kept: node_modules/.cache/pages. */
  cache: string;
}

export interface BuiltPages {
  /** Absolute. */
  directory: string;
  isNew: boolean;
}

/**
 * Pages that no start has used for this long are deleted. A running product was started more recently, or is started
 * too seldom to matter.
 */
const KEPT_DAYS = 14;
const DAY_MS = 86_400_000;

/**
 * The pages of a workspace, built by Vite unless pages of the same sources exist. Each build has a folder named after
 * its sources, and is moved there complete: pages that another product serves stay as they are. Throws Vite's output
 * when it fails.
 */
export function buildPages(options: BuildOptions): BuiltPages {
  const { root, workspace, cache } = options;
  const name = workspace.replaceAll("/", "-");
  const directory = join(cache, `${name}-${fingerprint(options)}`);
  if (existsSync(join(directory, "index.html"))) {
    const now = new Date();
    utimesSync(directory, now, now);
    return { directory, isNew: false };
  }
  const draft = join(cache, `draft-${randomUUID()}`);
  try {
    build(root, workspace, draft);
    moveIntoPlace(draft, directory);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  dropOld(cache, name);
  return { directory, isNew: true };
}

function build(root: string, workspace: string, outDir: string): void {
  const vite = join(root, "node_modules", "vite", "bin", "vite.js");
  const result = spawnSync(
    process.execPath,
    [vite, "build", "--logLevel", "warn", "--outDir", outDir, "--emptyOutDir"],
    { cwd: join(root, workspace), encoding: "utf8" },
  );
  if (result.error) throw result.error;
  if (result.status === 0) return;
  const output = `${result.stdout}${result.stderr}`;
  if (output.includes("ENOSPC")) throw Object.assign(new Error("ENOSPC"), { code: "ENOSPC", path: outDir });
  throw new Error(`${workspace} could not be built:\n${output}`);
}

/** Another start may have built the same meanwhile; then that one stays. */
function moveIntoPlace(draft: string, directory: string): void {
  try {
    renameSync(draft, directory);
  } catch (error) {
    if (!existsSync(join(directory, "index.html"))) throw error;
  }
}

function dropOld(cache: string, name: string): void {
  const before = Date.now() - KEPT_DAYS * DAY_MS;
  for (const path of globSync([`${name}-*`, "draft-*"], { cwd: cache })) {
    const directory = join(cache, path);
    if (statSync(directory).mtimeMs < before) rmSync(directory, { recursive: true, force: true });
  }
}

function fingerprint({ root, sources }: BuildOptions): string {
  const hash = createHash("sha256");
  const patterns = sources.flatMap((source) => [source, `${source}/**/*`]);
  const files = globSync(patterns, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  for (const path of [...new Set(files)].toSorted()) {
    hash.update(path.slice(root.length)).update("\0").update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex").slice(0, 16);
}
