// Installs the locked dependencies when they are missing or older than the lock file, so that every npm script of
// this repository works on a fresh clone. Of several that find them missing at once, one installs and the others wait.
// Plain JavaScript: it runs on the machine's own Node, before the pinned one is there.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { accessSync, constants, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { takeLock } from "./install-lock.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const stamp = join(root, "node_modules", ".installed-lock");
const { env } = process;

if (!isInstalled()) await installOnce();

function isInstalled() {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === wantedStamp();
}

function wantedStamp() {
  const lockFile = readFileSync(join(root, "package-lock.json"));
  return createHash("sha256").update(lockFile).digest("hex");
}

async function installOnce() {
  if (Number(process.versions.node.split(".")[0]) < 20) {
    fail(`Node ${process.versions.node} is too old: install Node 20 or newer, then run the command again.`);
  }
  let lock;
  try {
    lock = await takeLock(join(root, ".installing"), () =>
      console.error("Another command installs the dependencies already: waiting for it…"),
    );
  } catch (error) {
    fail(
      `The repository's folder cannot be written (${error.message}): the dependencies are installed into it.`,
    );
  }
  // The process that was waited for has done it, if all went well.
  if (!isInstalled()) await install(lock);
  lock.release();
}

async function install(lock) {
  refuseReadOnlyCache();
  console.error("Installing dependencies (once for each change of package-lock.json)…");
  const [program, ...prefix] = env.npm_execpath ? [process.execPath, env.npm_execpath] : ["npm"];
  // Where something is installed already, changes only what is different: a process that runs from node_modules goes
  // on.
  const verb = existsSync(join(root, "node_modules")) ? "install" : "ci";
  const npm = spawn(program, [...prefix, verb, "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => npm.kill(signal));
  const ended = new Promise((settle) => {
    npm.on("error", (error) => settle({ error }));
    npm.on("exit", (status, signal) => settle({ status, signal }));
  });
  // npm would go on alone if this process were killed.
  if (npm.pid) lock.include(npm.pid);
  const { error, status, signal } = await ended;
  if (status === 0) writeFileSync(stamp, wantedStamp());
  else fail(describeFailure(error, signal), status ?? 1);
}

function describeFailure(error, signal) {
  if (error?.code === "ENOENT") {
    return "There is no npm here, which installs the dependencies: it comes with Node (nodejs.org), in some systems as a package of its own.";
  }
  if (error) return `npm could not be run: ${error.message}`;
  if (signal) return `The installation was broken off by ${signal}; the next command goes on with it.`;
  return "The dependencies could not be installed: see npm's message above. Is the npm registry reachable?";
}

/** npm's own message about this is a stack of its internals. */
function refuseReadOnlyCache() {
  const cache = env.npm_config_cache || (process.platform === "win32" ? undefined : join(homedir(), ".npm"));
  if (cache === undefined) return;
  let folder = resolve(cache);
  while (!existsSync(folder)) folder = dirname(folder);
  try {
    if (!statSync(folder).isDirectory()) throw new Error(`${folder} is no folder`);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    fail(
      `npm keeps what it downloads in ${cache}, which cannot be written (${error.message}). ` +
        "Name another folder: npm_config_cache=/tmp/npm-cache npm start",
    );
  }
}

function fail(message, status = 1) {
  console.error(message);
  process.exit(status);
}
