/** The examples in docs/examples, each run as its page says, with the packed program. */
import { execFileSync, spawnSync } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildPackage } from "./build-package.ts";
import { call, isCi } from "./stranger.ts";

const EXAMPLES = fileURLToPath(new URL("../../../docs/examples", import.meta.url));
/** Compilers and libraries are downloaded the first time. */
const FETCH_MS = 900_000;

let work: string;
let launcher: string;
beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), "xray-local-examples-"));
  await buildPackage(join(work, "package"));
  launcher = join(work, "package", "bin", "xray-local.cjs");
  await cp(EXAMPLES, join(work, "examples"), { recursive: true });
});
afterAll(() => rm(work, { recursive: true, force: true }));

/** Without the tool, the example is skipped by name on a developer's machine, and fails in CI. */
function canRun(tool: string, ...args: readonly string[]): boolean {
  return isCi || spawnSync(tool, args, { stdio: "ignore" }).status === 0;
}

async function runExample(
  name: string,
  command: readonly string[],
  env: Readonly<Record<string, string>> = {},
) {
  const program = { command: [process.execPath, launcher], cwd: join(work, "examples", name), env };
  return await call(program, ["run", "--check", "../traces.yaml", "--", ...command]);
}

describe("the examples of docs/examples", { timeout: FETCH_MS }, () => {
  it.runIf(canRun("python3", "-m", "venv", "--help"))("pytest", async () => {
    const python = join(work, "venv", "bin", "python");
    execFileSync("python3", ["-m", "venv", join(work, "venv")]);
    const requirements = join(work, "examples", "pytest", "requirements.txt");
    execFileSync(python, ["-m", "pip", "install", "--quiet", "--requirement", requirements]);
    const { code, out, err } = await runExample("pytest", [python, "-m", "pytest", "-q"]);
    expect([code, out], err).toEqual([0, expect.stringContaining("1 passed")]);
    expect(err).toContain("1 request of shop");
  });

  it.runIf(canRun("go", "version"))("Go", async () => {
    const { code, out, err } = await runExample("go", ["go", "test", "-count=1", "./..."]);
    expect([code, out], err).toEqual([0, expect.stringMatching(/^ok\s+shop/)]);
    expect(err).toContain("1 request of shop");
  });

  it.runIf(canRun("mvn", "--version"))("JUnit", async () => {
    const { code, out, err } = await runExample("junit", [
      "mvn",
      "--batch-mode",
      "--no-transfer-progress",
      "test",
    ]);
    expect([code, out], err).toEqual([0, expect.stringContaining("Tests run: 1, Failures: 0, Errors: 0")]);
    expect(err).toContain("1 request of shop");
  });
});
