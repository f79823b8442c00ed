import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, mkdirSync } from "node:fs";
import { dirname } from "node:path";

/** A part of the product that runs as a process of its own. */
export interface Child {
  name: string;
  /** Resolves with a sentence once the process has ended, whoever ended it. */
  ended: Promise<string>;
  /** Asks it to end, insists after `graceMs`, resolves when it is gone. */
  stop(graceMs?: number): Promise<void>;
  /** The last lines that it printed, oldest first. */
  lastLines(): readonly string[];
}

export interface ChildOptions {
  name: string;
  script: string;
  args?: readonly string[];
  /** In front of the script. */
  nodeArgs?: readonly string[];
  env: NodeJS.ProcessEnv;
  cwd: string;
  logFile: string;
  /** Called with each line that the process prints. */
  onLine?: (line: string) => void;
}

const KEPT_LINES = 20;

/** Starts a script on this very Node, with its output kept in a log file. */
export function startChild(options: ChildOptions): Child {
  mkdirSync(dirname(options.logFile), { recursive: true });
  const log = createWriteStream(options.logFile);
  const child = spawn(
    process.execPath,
    [...(options.nodeArgs ?? []), options.script, ...(options.args ?? [])],
    {
      cwd: options.cwd,
      env: options.env,
      // A group of its own, so that Ctrl-C reaches this process alone and it can end the parts in order.
      detached: process.platform !== "win32",
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const kept: string[] = [];
  const onLine = (line: string) => {
    log.write(`${line}\n`);
    kept.push(line);
    if (kept.length > KEPT_LINES) kept.shift();
    options.onLine?.(line);
  };
  child.stdout?.on("data", splitLines(onLine));
  child.stderr?.on("data", splitLines(onLine));
  const ended = describeEnd(options.name, child).finally(() => log.end());
  return {
    name: options.name,
    ended,
    stop: (graceMs) => stopChild(child, ended, graceMs),
    lastLines: () => kept,
  };
}

async function describeEnd(name: string, child: ChildProcess): Promise<string> {
  try {
    const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
    return signal ? `${name} was ended by ${signal}` : `${name} ended with exit code ${code}`;
  } catch (error) {
    return `${name} could not be started: ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function stopChild(child: ChildProcess, ended: Promise<string>, graceMs = 8_000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  child.kill("SIGTERM");
  const insist = setTimeout(() => child.kill("SIGKILL"), graceMs);
  await ended;
  clearTimeout(insist);
}

function splitLines(onLine: (line: string) => void): (chunk: Buffer) => void {
  let rest = "";
  return (chunk) => {
    const lines = (rest + chunk.toString("utf8")).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line.trimEnd());
  };
}
