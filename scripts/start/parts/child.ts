import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

/** A process that this one has started. */
export interface Child {
  name: string;
  /** Resolves with a sentence when the process has ended for any reason. */
  ended: Promise<string>;
  /** Asks it to end, kills it after `graceMs`, resolves when it is gone. */
  stop(graceMs?: number): Promise<void>;
  /** The last lines that it printed, oldest first. */
  lastLines(): readonly string[];
}

export interface ChildOptions {
  name: string;
  script: string;
  args?: readonly string[];
  /** Arguments before the script. */
  nodeArgs?: readonly string[];
  env: NodeJS.ProcessEnv;
  cwd: string;
  logFile: string;
  /** Append to the log, and do not start a new one. */
  appendLog?: boolean;
  /** Called with each line that the process prints. */
  onLine?: (line: string) => void;
  /** Called once when the log cannot be written; the process runs on. */
  onLogError?: (error: Error) => void;
}

const KEPT_LINES = 20;
/** Index of the pipe that `end-with-parent.ts` reads; nothing is ever written to it. */
const LIFELINE = 3;
/** Waits this long for the last output of a process that has ended, in case something else still holds its output. */
const LAST_WORDS_MS = 500;

const END_WITH_PARENT = new URL("./end-with-parent.ts", import.meta.url).href;

/** Starts a script on this Node and keeps its output in a log file. It ends with this process, however that ends. */
export function startChild(options: ChildOptions): Child {
  const child = spawn(
    process.execPath,
    [...(options.nodeArgs ?? []), "--import", END_WITH_PARENT, options.script, ...(options.args ?? [])],
    {
      cwd: options.cwd,
      env: options.env,
      // A group of its own, so that Ctrl-C reaches only this process, which ends the parts in order.
      detached: process.platform !== "win32",
      stdio: ["ignore", "pipe", "pipe", "pipe"],
    },
  );
  const kept: string[] = [];
  const log = openLog(options);
  const onLine = (line: string) => {
    log.write(`${line}\n`);
    kept.push(line);
    if (kept.length > KEPT_LINES) kept.shift();
    options.onLine?.(line);
  };
  for (const input of [child.stdout, child.stderr]) {
    if (input) createInterface({ input }).on("line", (line) => onLine(line.trimEnd()));
  }
  child.stdio[LIFELINE]?.on("error", () => undefined);
  const ended = describeEnd(options.name, child).finally(() => log.end());
  return {
    name: options.name,
    ended,
    stop: (graceMs) => stopChild(child, ended, graceMs),
    lastLines: () => kept,
  };
}

/** A log that cannot be written, for example on a full disk, ends nothing. */
function openLog({ logFile, appendLog, onLogError }: ChildOptions) {
  mkdirSync(dirname(logFile), { recursive: true, mode: 0o700 });
  const log = createWriteStream(logFile, { flags: appendLog ? "a" : "w" });
  log.once("error", (error) => onLogError?.(error));
  log.on("error", () => undefined);
  return {
    write: (text: string) => {
      if (log.writable) log.write(text);
    },
    end: () => {
      if (log.writable) log.end();
    },
  };
}

async function describeEnd(name: string, child: ChildProcess): Promise<string> {
  try {
    const closed = once(child, "close");
    const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
    await Promise.race([closed, sleep(LAST_WORDS_MS, undefined, { ref: false })]);
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
