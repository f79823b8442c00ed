/** Builds the npm package: `node distribution/build-package.ts [folder]`, into `dist/package` and a tarball beside it. */
import { spawnSync } from "node:child_process";
import { chmod, cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { buildConsole } from "./build-console.ts";
import { bundleModules, OLDEST_NODE } from "./bundle.ts";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const WORKSPACE = fileURLToPath(new URL("..", import.meta.url));
const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** Writes all that is published into the folder: JavaScript and console, no dependencies. */
export async function buildPackage(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, "bin"), { recursive: true });
  await Promise.all([bundleModules(join(folder, "dist")), buildConsole(join(folder, "dist", "console"))]);
  const launcher = join(folder, "bin", "xray-local.cjs");
  await cp(join(HERE, "launcher.cjs"), launcher);
  await chmod(launcher, 0o755);
  await cp(join(HERE, "README.md"), join(folder, "README.md"));
  await cp(join(ROOT, "LICENSE"), join(folder, "LICENSE"));
  await writeFile(join(folder, "package.json"), `${JSON.stringify(await toManifest(), undefined, 2)}\n`);
}

/** The package's own, without what only the repository needs. */
async function toManifest(): Promise<object> {
  const { name, version, license } = JSON.parse(
    await readFile(join(WORKSPACE, "package.json"), "utf8"),
  ) as Record<string, string>;
  return {
    name,
    version,
    description: "AWS X-Ray on your machine and in your pipeline: no account, no Docker",
    license,
    keywords: ["aws", "xray", "x-ray", "tracing", "opentelemetry", "otlp", "testing"],
    type: "module",
    bin: { "xray-local": "bin/xray-local.cjs" },
    engines: { node: `>=${OLDEST_NODE}` },
    files: ["bin", "dist", "README.md", "LICENSE"],
  };
}

/** Packs the folder as npm does when it publishes. Answers the tarball's path. */
export function packPackage(folder: string, destination: string): string {
  const { status, stdout, stderr } = spawnSync("npm", ["pack", "--pack-destination", destination, "--json"], {
    cwd: folder,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(`npm pack failed:\n${stderr}`);
  const [packed] = JSON.parse(stdout) as { filename: string }[];
  return join(destination, packed?.filename ?? "");
}

if (import.meta.main) {
  const folder = resolve(process.argv[2] ?? join(WORKSPACE, "dist", "package"));
  await buildPackage(folder);
  process.stdout.write(`${packPackage(folder, resolve(folder, ".."))}\n`);
}
