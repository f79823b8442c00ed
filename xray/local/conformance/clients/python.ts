import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Surroundings } from "../client.ts";
import { mustRun, versionOf } from "../program.ts";
import type { Presence } from "../result.ts";

const requirements = pythonProgram("requirements.txt");
const requirementsAlone = pythonProgram("requirements-alone.txt");
const isWindows = process.platform === "win32";

/** Absolute path of a program in `programs/python`. */
export function pythonProgram(name: string): string {
  return fileURLToPath(new URL(`../programs/python/${name}`, import.meta.url));
}

/** Whether there is a Python that can make environments; the version told is that of the package that is judged. */
export async function findPython({ env }: Surroundings, packageName: string): Promise<Presence> {
  const version = await versionOf("python3", ["-c", "import sys, venv, ensurepip; print(sys.version)"], env);
  if (version === undefined) return { missing: "python3 with venv is not on PATH" };
  const pinned = new RegExp(`^${packageName}==(\\S+)`, "m").exec(readPins())?.[1] ?? "";
  return { version: `${pinned}, Python ${version.split(" ")[0]}` };
}

let preparing: Promise<string> | undefined;

/** Resolves with a Python that has the pinned packages, made once for each set of pins. */
export function preparePython(surroundings: Surroundings): Promise<string> {
  preparing ??= installRequirements(surroundings);
  return preparing;
}

async function installRequirements({ env, cacheDirectory }: Surroundings): Promise<string> {
  const hash = createHash("sha256").update(readPins()).digest("hex").slice(0, 12);
  const folder = join(cacheDirectory, `python-${hash}`);
  const python = join(folder, ...(isWindows ? ["Scripts", "python.exe"] : ["bin", "python"]));
  const isComplete = join(folder, "complete");
  if (existsSync(isComplete)) return python;
  await mustRun("python3", ["-m", "venv", "--clear", folder], { env });
  const install = ["-m", "pip", "install", "--quiet", "--requirement"];
  await mustRun(python, [...install, requirements], { env });
  await mustRun(python, [...install, requirementsAlone, "--no-deps"], { env });
  writeFileSync(isComplete, "");
  return python;
}

function readPins(): string {
  return [requirements, requirementsAlone].map((path) => readFileSync(path, "utf8")).join("");
}
