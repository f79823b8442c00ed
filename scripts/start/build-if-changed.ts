import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface BuildOptions {
  /** The repository. */
  root: string;
  /** The workspace that Vite builds, relative to the root. */
  workspace: string;
  /** Files and folders that the result depends on, relative to the root. */
  sources: readonly string[];
  /** Variables that end up in the built files. */
  env: Readonly<Record<string, string>>;
}

/** Runs `vite build` unless the last build was made of the same sources and variables. Throws Vite's output on failure. */
export function buildIfChanged(options: BuildOptions): "built" | "unchanged" {
  const stamp = join(options.root, options.workspace, "dist", ".built-from");
  const wanted = fingerprint(options);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return "unchanged";
  const vite = join(options.root, "node_modules", "vite", "bin", "vite.js");
  const result = spawnSync(process.execPath, [vite, "build", "--logLevel", "warn"], {
    cwd: join(options.root, options.workspace),
    env: { ...process.env, ...options.env },
    encoding: "utf8",
  });
  if (result.status !== 0) {
    throw new Error(`${options.workspace} could not be built:\n${result.stdout}${result.stderr}`);
  }
  writeFileSync(stamp, wanted);
  return "built";
}

function fingerprint({ root, sources, env }: BuildOptions): string {
  const hash = createHash("sha256").update(JSON.stringify(env));
  for (const path of sources.flatMap((source) => listFiles(join(root, source)))) {
    hash.update(path).update(readFileSync(path));
  }
  return hash.digest("hex");
}

function listFiles(path: string): string[] {
  try {
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch {
    return existsSync(path) ? [path] : [];
  }
}
