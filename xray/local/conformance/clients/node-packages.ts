import { createHash } from "node:crypto";
import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Surroundings } from "../client.ts";
import { mustRun } from "../program.ts";

/** The version that a program in `programs/` pins of a package. */
export function versionIn(program: string, packageName: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(sourceOf(program), "package.json"), "utf8"));
  return (manifest as { dependencies: Record<string, string> }).dependencies[packageName] ?? "";
}

/** By folder. Several clients ask for the same one at once, and two that install it would break each other's. */
const underWay = new Map<string, Promise<string>>();

/**
 * Resolves with a folder that has the program and its pinned packages, made once for each lock file: these packages
 * cannot be installed beside those of this workspace.
 */
export function prepareNodeProgram({ env, cacheDirectory }: Surroundings, program: string): Promise<string> {
  const source = sourceOf(program);
  const hash = createHash("sha256")
    .update(readFileSync(join(source, "package-lock.json")))
    .digest("hex");
  const folder = join(cacheDirectory, `${program}-${hash.slice(0, 12)}`);
  const made = underWay.get(folder) ?? installProgram(source, folder, env);
  underWay.set(folder, made);
  return made;
}

async function installProgram(source: string, folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  cpSync(source, folder, { recursive: true });
  const isComplete = join(folder, "complete");
  if (existsSync(isComplete)) return folder;
  await mustRun("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: folder, env });
  writeFileSync(isComplete, "");
  return folder;
}

function sourceOf(program: string): string {
  return fileURLToPath(new URL(`../programs/${program}`, import.meta.url));
}
