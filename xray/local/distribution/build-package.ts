/** Builds the npm package: `node distribution/build-package.ts [folder]`, into `dist/package` and a tarball beside it. */
import { spawnSync } from "node:child_process";
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { buildProgram } from "./build-program.ts";
import { OLDEST_NODE } from "./bundle.ts";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const WORKSPACE = fileURLToPath(new URL("..", import.meta.url));
const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/**
 * Writes everything that is published into the folder: JavaScript, console, declarations and schema; no dependencies.
 */
export async function buildPackage(folder: string): Promise<void> {
  const manifest = await buildProgram(folder);
  await emitTypes(join(folder, "dist", "types"));
  await cp(join(HERE, "traces.schema.json"), join(folder, "dist", "traces.schema.json"));
  await mkdir(join(folder, "bin"));
  const launcher = join(folder, "bin", "xray-local.cjs");
  await cp(join(HERE, "launcher.cjs"), launcher);
  await chmod(launcher, 0o755);
  await cp(join(HERE, "README.md"), join(folder, "README.md"));
  await writeFile(join(folder, "package.json"), `${JSON.stringify(toManifest(manifest), undefined, 2)}\n`);
}

/** The declarations of what `xray-local/testing` exports, and of the types in them. */
async function emitTypes(directory: string): Promise<void> {
  const all = await mkdtemp(join(tmpdir(), "xray-local-types-"));
  try {
    const compiler = join(ROOT, "node_modules", "typescript", "bin", "tsc");
    const args = [compiler, "-p", join(HERE, "tsconfig.types.json"), "--outDir", all];
    const { status, stdout } = spawnSync(process.execPath, args, { encoding: "utf8" });
    if (status !== 0) throw new Error(`The declarations could not be made:\n${stdout}`);
    await copyWithImports(join(all, "test-kit", "testing.d.ts"), all, directory, new Set());
  } finally {
    await rm(all, { recursive: true, force: true });
  }
}

async function copyWithImports(file: string, from: string, to: string, seen: Set<string>): Promise<void> {
  if (seen.has(file)) return;
  seen.add(file);
  const target = join(to, relative(from, file));
  await mkdir(dirname(target), { recursive: true });
  const text = await readFile(file, "utf8");
  await writeFile(target, text.replaceAll(/(from "\.[^"]+)\.ts"/g, '$1.js"'));
  for (const [, path = ""] of text.matchAll(/from "(\.[^"]+)\.ts"/g)) {
    await copyWithImports(join(dirname(file), `${path}.d.ts`), from, to, seen);
  }
}

/** The package's own manifest, without what only the repository needs. */
function toManifest({ name, version, license }: Readonly<Record<string, string>>): object {
  return {
    name,
    version,
    description: "AWS X-Ray on your machine and in your pipeline: no account, no Docker",
    license,
    keywords: ["aws", "xray", "x-ray", "tracing", "opentelemetry", "otlp", "testing"],
    type: "module",
    exports: {
      "./testing": { types: "./dist/types/test-kit/testing.d.ts", default: "./dist/testing.js" },
      "./traces.schema.json": "./dist/traces.schema.json",
      "./package.json": "./package.json",
    },
    bin: { "xray-local": "bin/xray-local.cjs" },
    engines: { node: `>=${OLDEST_NODE}` },
    files: ["bin", "dist", "README.md", "LICENSE"],
  };
}

/** Packs the folder as npm does when it publishes. Returns the tarball's path. */
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
