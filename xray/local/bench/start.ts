/**
 * How long the program takes from its call to the first answer with an empty store, beside what Node alone takes, how long a
 * test waits for `startXray()`, and how large what is shipped is: `npm run bench:start`. Builds package and executable first;
 * the figures are those of a quiet machine only there.
 */
import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildExecutable } from "../distribution/build-executable.ts";
import { buildPackage, packPackage } from "../distribution/build-package.ts";
import { printLine, printTitle } from "./print.ts";

const RUNS = 7;
const LOOK_EVERY_MS = 2;

const work = await mkdtemp(join(tmpdir(), "xray-local-start-"));
try {
  await buildPackage(join(work, "package"));
  const tarball = packPackage(join(work, "package"), work);
  const executable = join(work, "xray-local");
  await buildExecutable(executable);
  const launcher = join(work, "package", "bin", "xray-local.cjs");
  const testing = pathToFileURL(join(work, "package", "dist", "testing.js")).href;
  printTitle("Start, medians of calls with an empty store");
  printLine({ name: "node -e 0", value: await medianMs(() => ended(process.execPath, ["-e", "0"])) });
  printLine({
    name: "package, until it answers",
    goal: "≤ 700 ms",
    value: await medianMs(() => answered(process.execPath, [launcher])),
  });
  printLine({
    name: "executable, until it answers",
    goal: "≤ 700 ms",
    value: await medianMs(() => answered(executable, [])),
  });
  printLine({
    name: "startXray() in a test",
    goal: "≤ 150 ms",
    value: await medianMs(() => startedInTest(testing)),
  });
  printTitle("Size");
  printLine({ name: "package, packed", goal: "≤ 5 MB", value: toSize((await stat(tarball)).size) });
  printLine({ name: "executable", goal: "≤ 160 MB", value: toSize((await stat(executable)).size) });
} finally {
  await rm(work, { recursive: true, force: true });
}

async function medianMs(measure: () => Promise<number>): Promise<string> {
  // The first run compiles and fills caches.
  await measure();
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) times.push(await measure());
  const median = times.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? Number.NaN;
  return `${Math.round(median)} ms`;
}

/** Millions of bytes, as in sizes of downloads. */
function toSize(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

async function ended(program: string, args: readonly string[]): Promise<number> {
  const startedMs = performance.now();
  const child = spawn(program, args, { stdio: "ignore" });
  await new Promise((end) => child.once("close", end));
  return performance.now() - startedMs;
}

/** From the call to the answer of `/status.json`. */
async function answered(program: string, args: readonly string[]): Promise<number> {
  const startedMs = performance.now();
  const child = spawn(program, [...args, "--memory", "--port", "0", "--daemon-port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const end = new Promise((closed) => child.once("close", closed));
  let text = "";
  const url = await new Promise<string>((resolve, reject) => {
    void end.then(() => reject(new Error(`It ended: ${text}`)));
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      const found = /HTTP +(\S+)/.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  while (!(await fetch(`${url}/status.json`)).ok)
    await new Promise((later) => setTimeout(later, LOOK_EVERY_MS));
  const tookMs = performance.now() - startedMs;
  child.kill("SIGTERM");
  await end;
  return tookMs;
}

/** In a process of its own, without the time to load the module: a test run loads it once. */
function startedInTest(testing: string): Promise<number> {
  const program = `const { startXray } = await import(${JSON.stringify(testing)});
    const startedMs = performance.now();
    const xray = await startXray();
    console.log(performance.now() - startedMs);
    await xray.close();`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", program], {
    encoding: "utf8",
  });
  const tookMs = Number.parseFloat(stdout);
  return Number.isNaN(tookMs) ? Promise.reject(new Error(stderr)) : Promise.resolve(tookMs);
}
