/** Builds one executable file for this platform: `node distribution/build-executable.ts [file]`, `dist/xray-local`. */
import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { buildConsole } from "./build-console.ts";
import { bundleOneFile } from "./bundle.ts";

const WORKSPACE = fileURLToPath(new URL("..", import.meta.url));

/**
 * Node itself with the program, its threads' scripts and the console inside (Node's single-executable applications).
 */
export async function buildExecutable(file: string): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), "xray-local-executable-"));
  try {
    const script = (name: string): string => join(work, `${name}.js`);
    for (const entry of ["main", "writer", "receiver"] as const) await bundleOneFile(entry, script(entry));
    const pages = join(work, "console");
    await buildConsole(pages);
    const files = (await readdir(pages, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    await mkdir(dirname(file), { recursive: true });
    const config = {
      main: script("main"),
      mainFormat: "module",
      output: file,
      disableExperimentalSEAWarning: true,
      assets: {
        "package.json": join(WORKSPACE, "package.json"),
        "writer.js": script("writer"),
        "receiver.js": script("receiver"),
        ...Object.fromEntries(files.map((path) => [`console/${relative(pages, path)}`, path])),
      },
    };
    await writeFile(join(work, "sea.json"), JSON.stringify(config));
    const { status, stderr } = spawnSync(process.execPath, ["--build-sea", join(work, "sea.json")], {
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`Node could not build the executable:\n${stderr}`);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const file = resolve(process.argv[2] ?? join(WORKSPACE, "dist", "xray-local"));
  await buildExecutable(file);
  process.stdout.write(`${file}\n`);
}
