import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Surroundings } from "../client.ts";
import { versionOf } from "../program.ts";
import { preparePythonEnvironment } from "../python-environment.ts";
import type { Presence } from "../result.ts";

const requirements = pythonProgram("requirements.txt");
const requirementsAlone = pythonProgram("requirements-alone.txt");

/** Absolute path of a program in `programs/python`. */
export function pythonProgram(name: string): string {
  return fileURLToPath(new URL(`../programs/python/${name}`, import.meta.url));
}

/** Whether there is a Python that can make environments; the reported version is that of the package under test. */
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

function installRequirements(surroundings: Surroundings): Promise<string> {
  return preparePythonEnvironment(surroundings, [
    { path: requirements },
    { path: requirementsAlone, options: ["--no-deps"] },
  ]);
}

function readPins(): string {
  return [requirements, requirementsAlone].map((path) => readFileSync(path, "utf8")).join("");
}
