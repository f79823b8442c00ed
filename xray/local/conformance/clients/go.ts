import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Surroundings } from "../client.ts";
import { mustRun, versionOf } from "../program.ts";
import type { Presence } from "../result.ts";

/** Whether Go is installed; the reported version is that of the module under test, which `programs/` pins. */
export async function findGo({ env }: Surroundings, program: string, module: string): Promise<Presence> {
  const go = await versionOf("go", ["env", "GOVERSION"], env);
  if (go === undefined) return { missing: "go is not on PATH" };
  const pinned = new RegExp(`${module} v(\\S+)`).exec(
    readFileSync(join(sourceOf(program), "go.mod"), "utf8"),
  );
  return { version: `${pinned?.[1] ?? ""}, Go ${go.replace(/^go/, "")}` };
}

/** The path of a program's executable when it is built; a different one for other pins. */
export function goExecutable({ cacheDirectory }: Surroundings, program: string, name: string): string {
  const pins = readFileSync(join(sourceOf(program), "go.sum"));
  const hash = createHash("sha256").update(pins).digest("hex").slice(0, 12);
  return join(cacheDirectory, `${name}-${hash}${process.platform === "win32" ? ".exe" : ""}`);
}

/** Builds a package of a program and resolves with its executable. Go itself knows what it has built before. */
export async function buildGo(
  surroundings: Surroundings,
  program: string,
  { name, packagePath = ".", timeoutMs }: { name: string; packagePath?: string; timeoutMs?: number },
): Promise<string> {
  const executable = goExecutable(surroundings, program, name);
  await mustRun("go", ["build", "-mod=readonly", "-o", executable, packagePath], {
    cwd: sourceOf(program),
    env: surroundings.env,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  return executable;
}

function sourceOf(program: string): string {
  return fileURLToPath(new URL(`../programs/${program}`, import.meta.url));
}
