/** Builds what every form of the program has: `node distribution/build-program.ts <folder>`, for the container image. */
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { buildConsole } from "./build-console.ts";
import { bundleModules } from "./bundle.ts";

const WORKSPACE = fileURLToPath(new URL("..", import.meta.url));
const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** Writes JavaScript, console, licence and a manifest into an emptied folder. Returns the workspace's own manifest. */
export async function buildProgram(folder: string): Promise<Readonly<Record<string, string>>> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await Promise.all([bundleModules(join(folder, "dist")), buildConsole(join(folder, "dist", "console"))]);
  await cp(join(ROOT, "LICENSE"), join(folder, "LICENSE"));
  const manifest = JSON.parse(await readFile(join(WORKSPACE, "package.json"), "utf8")) as Record<
    string,
    string
  >;
  const { name, version, license } = manifest;
  const own = { name, version, license, type: "module" };
  await writeFile(join(folder, "package.json"), `${JSON.stringify(own, undefined, 2)}\n`);
  return manifest;
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) throw new Error("Say where to: node distribution/build-program.ts <folder>");
  await buildProgram(resolve(folder));
}
