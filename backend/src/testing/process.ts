import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";

export interface TestProcess {
  child: ChildProcess;
  /** Everything that it has printed. */
  output: () => string;
  /** Resolves when it has printed `text`; rejects when it ends without that. */
  prints: (text: string) => Promise<void>;
  /** Exit code and signal. */
  exit: Promise<unknown[]>;
}

/** Runs a TypeScript file on this Node, with some variables changed. */
export function runProcess(path: string, env: Readonly<Record<string, string>>): TestProcess {
  const child = spawn(process.execPath, [path], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += String(chunk)));
  const exit = once(child, "exit");
  return {
    child,
    output: () => output,
    async prints(text) {
      const ended = exit.then(() => Promise.reject(new Error(`Ended without printing "${text}": ${output}`)));
      while (!output.includes(text)) await Promise.race([once(child.stdout, "data"), ended]);
      ended.catch(() => undefined);
    },
    exit,
  };
}
