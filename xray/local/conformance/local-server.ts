import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { LEAN_ENVIRONMENT, LEAN_NODE_ARGS } from "../src/lean-process.ts";
import type { ServerStatus } from "../src/console-wire/server-status.ts";
import { startProgram } from "./program.ts";

export interface LocalServer {
  apiUrl: string;
  /** In the form of AWS_XRAY_DAEMON_ADDRESS. */
  daemonAddress: string;
  dataDirectory: string;
  pid: number;
  status(): Promise<ServerStatus>;
  close(): Promise<void>;
}

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));

/**
 * Starts the server as a process of its own, as `npm start` does, on ports that the system chooses, and in an empty
 * folder unless the environment names one (XRAY_DATA_DIR).
 */
export async function startLocalServer(env: NodeJS.ProcessEnv): Promise<LocalServer> {
  const dataDirectory = env["XRAY_DATA_DIR"] ?? (await mkdtemp(join(tmpdir(), "local-xray-")));
  const settings = { XRAY_DAEMON_PORT: "0", XRAY_CONSOLE_PORT: "0", XRAY_DATA_DIR: dataDirectory };
  const program = startProgram(process.execPath, [...LEAN_NODE_ARGS, main], {
    env: { ...env, ...LEAN_ENVIRONMENT, ...settings },
  });
  const [, apiUrl = ""] = await program.line(/^HTTP\s+(\S+)/);
  const status = async (): Promise<ServerStatus> => {
    const response = await fetch(new URL("/status.json", apiUrl));
    return (await response.json()) as ServerStatus;
  };
  const { listeners } = await status();
  return {
    apiUrl,
    daemonAddress: `tcp:${listeners.daemonTcp} udp:${listeners.daemonUdp}`,
    dataDirectory,
    pid: program.pid,
    status,
    close: () => program.stop(),
  };
}
