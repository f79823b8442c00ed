import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

/** Notes when it begins, waits until the file `go` is there, installs and notes its end. */
const NPM = `
import { appendFileSync, existsSync, mkdirSync } from "node:fs";
appendFileSync("npm.log", "begin " + process.argv[2] + "\\n");
while (!existsSync("go")) await new Promise((resolve) => setTimeout(resolve, 20));
if (existsSync("broken")) process.exit(7);
mkdirSync("node_modules", { recursive: true });
appendFileSync("npm.log", "end\\n");
`;

let root: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "clone-"));
  for (const file of ["ensure-installed.mjs", "install-lock.mjs"]) {
    cpSync(join(import.meta.dirname, file), join(root, "scripts", file));
  }
  writeFileSync(join(root, "package-lock.json"), "{}");
  writeFileSync(join(root, "npm.mjs"), NPM);
});
afterEach(() => {
  writeFileSync(join(root, "go"), "");
  for (const child of children.splice(0)) child.kill("SIGKILL");
  rmSync(root, { recursive: true, force: true });
});

function run(env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [join(root, "scripts", "ensure-installed.mjs")], {
    env: { npm_execpath: join(root, "npm.mjs"), npm_config_cache: join(root, "cache"), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  let said = "";
  child.stderr.on("data", (chunk) => (said += String(chunk)));
  return { child, said: () => said, ended: once(child, "close").then(([code]) => code as number | null) };
}

const npmLog = () =>
  existsSync(join(root, "npm.log")) ? readFileSync(join(root, "npm.log"), "utf8").trim().split("\n") : [];
const go = () => writeFileSync(join(root, "go"), "");

const until = (isSo: () => boolean) =>
  vi.waitFor(
    () => {
      if (!isSo()) throw new Error("not yet");
    },
    { timeout: 30_000 },
  );

it("of two that find nothing installed one installs, and the other waits for it", async () => {
  const both = [run(), run()];
  await until(() => both.some(({ said }) => said().includes("waiting for it")) && npmLog().length > 0);
  go();
  expect(await Promise.all(both.map(({ ended }) => ended))).toEqual([0, 0]);
  expect(npmLog()).toEqual(["begin ci", "end"]);
  expect(existsSync(join(root, ".installing"))).toBe(false);
  const third = run();
  expect([await third.ended, third.said(), npmLog().length]).toEqual([0, "", 2]);
});

it("the other installs itself when the first has failed", async () => {
  writeFileSync(join(root, "broken"), "");
  const first = run();
  await until(() => npmLog().length === 1);
  const second = run();
  await until(() => second.said().includes("waiting for it"));
  go();
  expect(await first.ended).toBe(7);
  expect(await second.ended).toBe(7);
  expect(npmLog()).toEqual(["begin ci", "begin ci"]);
});

it("waits for the npm of one that was killed, and then installs what that may have left undone", async () => {
  const first = run();
  await until(() => npmLog().length === 1);
  first.child.kill("SIGKILL");
  await once(first.child, "exit");
  const second = run();
  await until(() => second.said().includes("waiting for it"));
  expect(npmLog()).toEqual(["begin ci"]);
  go();
  expect(await second.ended).toBe(0);
  expect(npmLog()).toEqual(["begin ci", "end", "begin install", "end"]);
});

it("takes over the lock of a process that is gone", async () => {
  writeFileSync(join(root, ".installing"), JSON.stringify({ host: hostname(), pids: [2 ** 30] }));
  go();
  const { ended, said } = run();
  expect(await ended).toBe(0);
  expect(said()).not.toContain("waiting");
});

it("says that npm is missing, and where it comes from", async () => {
  const { ended, said } = run({ npm_execpath: "", PATH: join(root, "nothing") });
  expect(await ended).toBe(1);
  expect(said()).toMatch(/There is no npm here.*comes with Node/);
});

it("names a home that cannot be written, and what to do", async () => {
  const { ended, said } = run({ npm_config_cache: join(root, "npm.mjs", "cache") });
  expect(await ended).toBe(1);
  expect(said()).toMatch(
    /npm keeps what it downloads in .*cache, which cannot be written.*npm_config_cache=/,
  );
  expect(npmLog()).toEqual([]);
  expect(existsSync(join(root, ".installing"))).toBe(false);
});
