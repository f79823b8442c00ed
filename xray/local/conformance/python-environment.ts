import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mustRun } from "./program.ts";

interface Place {
  env: NodeJS.ProcessEnv;
  /** Kept between runs. */
  cacheDirectory: string;
}

/** A file of pins, and the options for pip. */
interface Pins {
  path: string;
  options?: readonly string[];
}

const isWindows = process.platform === "win32";

/** By folder. Several checks ask for the same one at once, and two that make it would break each other's. */
const underWay = new Map<string, Promise<string>>();

/** Resolves with a Python that has the pinned packages, made once for each set of pins. Needs python3 with venv. */
export function preparePythonEnvironment(place: Place, pins: readonly Pins[]): Promise<string> {
  const text = pins.map(({ path }) => readFileSync(path, "utf8")).join("");
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 12);
  const folder = join(place.cacheDirectory, `python-${hash}`);
  const made = underWay.get(folder) ?? makeEnvironment(folder, place.env, pins);
  underWay.set(folder, made);
  return made;
}

async function makeEnvironment(
  folder: string,
  env: NodeJS.ProcessEnv,
  pins: readonly Pins[],
): Promise<string> {
  const python = join(folder, ...(isWindows ? ["Scripts", "python.exe"] : ["bin", "python"]));
  const isComplete = join(folder, "complete");
  if (existsSync(isComplete)) return python;
  await mustRun("python3", ["-m", "venv", "--clear", folder], { env });
  for (const { path, options = [] } of pins) {
    const install = ["-m", "pip", "install", "--quiet", "--requirement", path, ...options];
    await mustRun(python, install, { env });
  }
  writeFileSync(isComplete, "");
  return python;
}
