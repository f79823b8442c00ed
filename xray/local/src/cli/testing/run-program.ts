import { spawn } from "node:child_process";
import type { ChildProcessByStdio } from "node:child_process";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../main.ts", import.meta.url));

export interface ProgramEnd {
  code: number | null;
  out: string;
  err: string;
}

export type RunningProgram = ChildProcessByStdio<null, Readable, Readable>;

interface Surroundings {
  /** The folder in which it is started. */
  cwd: string;
  /** Called with all of standard output each time it grows. */
  onOutput?: (child: RunningProgram, out: string) => void;
}

/** Runs `xray-local` in a process of its own, to its end. */
export function runProgram(words: readonly string[], { cwd, onOutput }: Surroundings): Promise<ProgramEnd> {
  const child = spawn(process.execPath, [MAIN, ...words], { cwd, stdio: ["ignore", "pipe", "pipe"] });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => {
    out += chunk.toString();
    onOutput?.(child, out);
  });
  child.stderr.on("data", (chunk: Buffer) => {
    err += chunk.toString();
  });
  return new Promise((resolve) => {
    child.once("close", (code) => resolve({ code, out, err }));
  });
}
