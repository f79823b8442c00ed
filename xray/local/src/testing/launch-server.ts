import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("../main.ts", import.meta.url));

/** A server in a process of its own, as people start it. */
export interface LaunchedServer {
  /** What it has printed so far. */
  output: () => string;
  /** Resolves with the exit code. */
  stop: (signal: NodeJS.Signals) => Promise<number | null>;
  ended: Promise<number | null>;
}

export interface RunningServer extends LaunchedServer {
  url: string;
  udpPort: number;
}

const children = new Set<ReturnType<typeof spawn>>();

/** Starts a server on free ports. `ready` rejects with what it printed when it ends before it listens. */
export function launchServer(
  env: Readonly<Record<string, string>>,
): LaunchedServer & { ready: Promise<RunningServer> } {
  const ports = { XRAY_DAEMON_PORT: "0", XRAY_CONSOLE_PORT: "0" };
  const child = spawn(process.execPath, [script], { env: { ...ports, ...env } });
  children.add(child);
  let text = "";
  const ended = new Promise<number | null>((resolve) => {
    child.once("close", resolve);
  });
  const common = {
    ended,
    output: () => text,
    stop: (signal: NodeJS.Signals) => {
      child.kill(signal);
      return ended;
    },
  };
  const ready = new Promise<RunningServer>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      text += chunk.toString();
      const url = /HTTP +(\S+)/.exec(text)?.[1];
      const udpPort = /UDP +\S+:(\d+)/.exec(text)?.[1];
      if (url !== undefined && udpPort !== undefined) resolve({ ...common, url, udpPort: Number(udpPort) });
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    void ended.then(() => reject(new Error(text)));
  });
  ready.catch(() => undefined);
  return { ...common, ready };
}

/** Ends all launched servers. */
export function killServers(): void {
  for (const child of children) child.kill("SIGKILL");
  children.clear();
}
