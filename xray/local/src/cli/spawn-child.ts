import { spawn } from "node:child_process";
import { constants } from "node:os";
import { CommandError } from "./command.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs a command in this process's terminal. Resolves with its exit code, or like shells with 128 plus the number of
 * the signal that ended it. A first Ctrl-C reaches the child from the terminal itself, other signals are passed on; a
 * second one ends the child at once. The child's output goes to standard output, or to standard error where `stdout` is
 * 2. Rejects with a `CommandError` (127, 126) when the command cannot be started.
 */
export async function spawnChild(
  [program = "", ...args]: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  stdout: 1 | 2 = 1,
): Promise<number> {
  const child = spawn(program, args, {
    stdio: ["inherit", stdout, 2],
    env: { ...env },
    // On Windows, programs of npm are scripts, which only a shell can start.
    shell: process.platform === "win32",
  });
  let asked = 0;
  const pass = (signal: NodeJS.Signals): void => {
    asked += 1;
    if (asked > 1) child.kill("SIGKILL");
    else if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, pass);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once("error", (error: NodeJS.ErrnoException) => reject(toError(program, error)));
      child.once("exit", (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
    });
  } finally {
    for (const signal of SIGNALS) process.off(signal, pass);
  }
}

function toError(program: string, error: NodeJS.ErrnoException): CommandError {
  if (error.code === "ENOENT") return new CommandError(`There is no command ${program} here.`, 127);
  return new CommandError(`${program} cannot be run: ${error.message}`, 126);
}
