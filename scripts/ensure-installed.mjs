// Installs the locked dependencies when they are missing or older than the lock file, so that every npm script of
// this repository works on a fresh clone. Plain JavaScript: it runs on the machine's own Node, before the pinned one is there.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const lock = readFileSync(`${root}package-lock.json`);
const wanted = createHash("sha256").update(lock).digest("hex");
const stamp = `${root}node_modules/.installed-lock`;

const installed = existsSync(stamp) ? readFileSync(stamp, "utf8") : "";
if (installed !== wanted) {
  if (Number(process.versions.node.split(".")[0]) < 20) {
    console.error(
      `Node ${process.versions.node} is too old: install Node 20 or newer, then run the command again.`,
    );
    process.exit(1);
  }
  console.error("Installing dependencies (once for each change of package-lock.json)…");
  const npm = process.env.npm_execpath;
  const command = npm ? [process.execPath, npm] : ["npm"];
  const [program, ...prefix] = command;
  // Where something is installed already, only what changed is: a process that runs from node_modules goes on.
  const verb = existsSync(`${root}node_modules`) ? "install" : "ci";
  const result = spawnSync(program, [...prefix, verb, "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (result.status !== 0) {
    console.error(
      "The dependencies could not be installed: see npm's message above. Is the npm registry reachable?",
    );
    process.exit(result.status ?? 1);
  }
  writeFileSync(stamp, wanted);
}
