// Runs a script on the pinned Node, installing it first where needed: node scripts/run-pinned.mjs SCRIPT [ARGUMENT…]
// A shell that has just run the machine's own `node` remembers where that is, so naming `node` again would not do.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import "./ensure-installed.mjs";

const folder = dirname(createRequire(import.meta.url).resolve("node/package.json"));
const pinned = join(folder, "bin", process.platform === "win32" ? "node.exe" : "node");
const endWithParent = new URL("./start/parts/end-with-parent.ts", import.meta.url).href;
// The pipe at its fourth place closes with this process, and the script ends with it.
const child = spawn(pinned, ["--import", endWithParent, ...process.argv.slice(2)], {
  stdio: ["inherit", "inherit", "inherit", "pipe"],
});

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
// npm's shell dies of a signal without passing it on, and gives no pipe: an orphan ends too.
const parent = process.ppid;
setInterval(() => process.ppid === parent || child.kill("SIGTERM"), 1000).unref();
child.on("error", (error) => {
  console.error(
    `The pinned Node could not be run (${error.message}): delete node_modules and run the command again.`,
  );
  process.exitCode = 1;
});
child.on("exit", (code, signal) => {
  process.exitCode = signal ? 1 : (code ?? 1);
});
