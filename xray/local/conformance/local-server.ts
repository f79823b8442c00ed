import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ServerStatus } from "../src/protocol/server-status.ts";
import { startProgram } from "./program.ts";

export interface LocalServer {
  apiUrl: string;
  /** As SDKs take it in AWS_XRAY_DAEMON_ADDRESS. */
  daemonAddress: string;
  dataDirectory: string;
  status(): Promise<ServerStatus>;
  close(): Promise<void>;
}

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));

/** Starts the server as a process of its own, with an empty folder and ports that the system chooses. */
export async function startLocalServer(env: NodeJS.ProcessEnv): Promise<LocalServer> {
  const dataDirectory = await mkdtemp(join(tmpdir(), "conformance-"));
  const program = startProgram(process.execPath, [main], {
    env: { ...env, XRAY_DAEMON_PORT: "0", XRAY_CONSOLE_PORT: "0", XRAY_DATA_DIR: dataDirectory },
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
    status,
    close: () => program.stop(),
  };
}
