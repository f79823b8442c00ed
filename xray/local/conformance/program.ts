import { spawn } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { createInterface } from "node:readline";

interface ProgramOptions {
  env: NodeJS.ProcessEnv;
  cwd?: string;
  timeoutMs?: number;
}

interface Finished {
  /** -1 when it was ended because it took too long, 127 when there is no such program. */
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** For installing and compiling, downloads included. */
const DEFAULT_TIMEOUT_MS = 600_000;
const STOP_WITHIN_MS = 5_000;

/** Runs a program to its end. Resolves whatever its exit code is. */
export async function runProgram(
  command: string,
  args: readonly string[],
  { env, cwd, timeoutMs = DEFAULT_TIMEOUT_MS }: ProgramOptions,
): Promise<Finished> {
  const child = spawn(command, args, { env, cwd, stdio: ["ignore", "pipe", "pipe"] });
  const timer = setTimeout(() => child.kill("SIGKILL"), timeoutMs);
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
  const exitCode = await new Promise<number>((resolve) => {
    child.once("error", () => resolve(127));
    child.once("close", (code) => resolve(code ?? -1));
  });
  clearTimeout(timer);
  return {
    exitCode,
    stdout: Buffer.concat(stdout).toString(),
    stderr: Buffer.concat(stderr).toString(),
  };
}

/** Runs a program that must succeed; resolves with its output. Rejects with the end of its output. */
export async function mustRun(
  command: string,
  args: readonly string[],
  options: ProgramOptions,
): Promise<string> {
  const { exitCode, stdout, stderr } = await runProgram(command, args, options);
  if (exitCode === 0) return stdout;
  const output = `${stdout}\n${stderr}`.trim().slice(-500);
  throw new Error(`${command} ${args.slice(0, 4).join(" ")} ended with ${exitCode}: ${output}`);
}

export interface RunningProgram {
  /** -1 when there is no such program. */
  pid: number;
  stdin: ChildProcessWithoutNullStreams["stdin"];
  /** Resolves with the first line that matches, past or future. Rejects when the program ends before. */
  line(pattern: RegExp): Promise<RegExpExecArray>;
  output(): string;
  /** SIGTERM, and SIGKILL if that does not help. */
  stop(): Promise<void>;
}

/** Starts a program that runs until it is stopped; its lines are those of both its streams. */
export function startProgram(
  command: string,
  args: readonly string[],
  { env, cwd }: Omit<ProgramOptions, "timeoutMs">,
): RunningProgram {
  const child = spawn(command, args, { env, cwd });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  let hasEnded = false;
  const wake = (): void => {
    for (const each of waiting) each();
  };
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      lines.push(line);
      wake();
    });
  }
  child.stdin.on("error", () => undefined);
  const ended = new Promise<void>((resolve) => {
    const end = (): void => {
      hasEnded = true;
      wake();
      resolve();
    };
    child.once("error", end);
    child.once("close", end);
  });
  const output = (): string => lines.join("\n");
  return {
    pid: child.pid ?? -1,
    stdin: child.stdin,
    output,
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const match = lines.map((line) => pattern.exec(line)).find((found) => found !== null);
          if (match) resolve(match);
          else if (hasEnded) reject(new Error(`${command} ended: ${output().slice(-500)}`));
          else return;
          waiting.delete(look);
        };
        waiting.add(look);
        look();
      }),
    async stop() {
      if (hasEnded) return;
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), STOP_WITHIN_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** The first line that a program prints about itself, or undefined when it is not there. */
export async function versionOf(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const { exitCode, stdout, stderr } = await runProgram(command, args, { env, timeoutMs: 60_000 });
  return exitCode === 0 ? `${stdout}${stderr}`.trim().split("\n")[0] : undefined;
}
