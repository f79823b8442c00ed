import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { createSocket } from "node:dgram";

/** In CI all tools must be there. */
export const isCi = process.env["CI"] !== undefined;

/** A program as a new user has it: what to type, and where. */
export interface Program {
  command: readonly string[];
  cwd: string;
  env?: Readonly<Record<string, string>>;
}

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

export interface Serving {
  url: string;
  daemon: string;
  /** From the call to the line with its address, milliseconds. */
  startedInMs: number;
  stop(): Promise<Ended>;
}

function start({ command, cwd, env }: Program, words: readonly string[]): ChildProcess {
  const [program = "", ...args] = command;
  return spawn(program, [...args, ...words], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function ended(child: ChildProcess): Promise<Ended> {
  let [out, err] = ["", ""];
  child.stdout?.on("data", (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    err += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, out, err }));
  });
}

/** Runs it to its end. */
export function call(program: Program, words: readonly string[]): Promise<Ended> {
  return ended(start(program, words));
}

/** Starts a server on free ports. Rejects with its output when it does not start. */
export async function serve(program: Program, words: readonly string[] = []): Promise<Serving> {
  const beganMs = performance.now();
  const child = start(program, ["--port", "0", "--daemon-port", "0", ...words]);
  const end = ended(child);
  let text = "";
  const [url, daemon] = await new Promise<[string, string]>((resolve, reject) => {
    child.stdout?.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      const http = /HTTP +(\S+)/.exec(text)?.[1];
      const udp = /UDP +(\S+)/.exec(text)?.[1];
      if (http !== undefined && udp !== undefined) resolve([http, udp]);
    });
    void end.then(({ err }) => reject(new Error(`It ended: ${text}${err.slice(-2_000)}`)));
  });
  const startedInMs = performance.now() - beganMs;
  return {
    url,
    daemon,
    startedInMs,
    stop: () => {
      child.kill("SIGTERM");
      return end;
    },
  };
}

/** Sends a segment as an X-Ray SDK does. */
export async function sendSegment(daemon: string, segment: object): Promise<void> {
  const at = daemon.lastIndexOf(":");
  const socket = createSocket("udp4");
  const datagram = `{"format":"json","version":1}\n${JSON.stringify(segment)}`;
  await new Promise((sent) => {
    socket.send(datagram, Number(daemon.slice(at + 1)), daemon.slice(0, at), sent);
  });
  socket.close();
}
