/** X-Ray on this machine: the daemon's ports, the X-Ray API and the console, in one process. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { ConfigError, parseConfig } from "./config.ts";
import type { Config } from "./config.ts";
import { ListenError } from "./listen-error.ts";
import { startLocalXray } from "./local-xray.ts";
import type { LocalXray } from "./local-xray.ts";
import type { ServerStatus } from "./console-wire/server-status.ts";
import { SettingsFileError } from "./settings/settings-database.ts";
import { StoreError } from "./store/data-folder.ts";

/** Closing is a matter of milliseconds; whoever waits for longer should not have to. */
const CLOSE_WITHIN_MS = 10_000;

/** What the receiving thread asks for; below it, bursts of segments are lost while the machine is busy. */
const WANTED_BUFFER_BYTES = 16 * 2 ** 20;

const root = fileURLToPath(new URL("../../..", import.meta.url));

async function main(): Promise<void> {
  const config = parseConfig(process.env, root);
  // For the threads: each that need not strip types again has 13 MB less.
  process.env["NODE_COMPILE_CACHE"] ??= join(config.dataDirectory, "compile-cache");
  // What the command line says of memory is for this thread: each other has its own limits, which flags would override.
  setFlagsFromString("--max-semi-space-size=0");
  setFlagsFromString("--max-old-space-size=0");
  const xray = await startLocalXray(config, { version: readVersion(), logError });
  stopOnSignals(xray);
  say(welcome(xray.status(), config));
}

function stopOnSignals(xray: LocalXray): void {
  let isStopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (isStopping) process.exit(1);
      isStopping = true;
      setTimeout(() => process.exit(1), CLOSE_WITHIN_MS).unref();
      xray.close().then(
        () => say("Stopped. What was received is stored."),
        (error: unknown) => {
          logError("Stopping failed", error);
          process.exitCode = 1;
        },
      );
    });
  }
}

function welcome({ listeners, arrivals, store }: ServerStatus, config: Config): string {
  const lines = [
    `UDP   ${listeners.daemonUdp}   segments, as an X-Ray daemon takes them`,
    `TCP   ${listeners.daemonTcp}   sampling rules and targets, and the whole X-Ray API`,
    `HTTP  http://${listeners.api}   console and X-Ray API`,
    `Data  ${config.dataDirectory}   ${store.traces.toLocaleString("en-US")} traces, ${toMegabytes(store.bytes)} of at most ${toMegabytes(store.capBytes)}`,
  ];
  if (arrivals.receiveBufferBytes < WANTED_BUFFER_BYTES) {
    lines.push(
      `The kernel grants a receive buffer of ${toMegabytes(arrivals.receiveBufferBytes)}; for bursts of segments allow ` +
        `${toMegabytes(WANTED_BUFFER_BYTES)} (Linux: sysctl -w net.core.rmem_max=${WANTED_BUFFER_BYTES}).`,
    );
  }
  return lines.join("\n");
}

function toMegabytes(bytes: number): string {
  return `${(bytes / 1e6).toLocaleString("en-US", { maximumFractionDigits: 1 })} MB`;
}

function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  const hasVersion = typeof manifest === "object" && manifest !== null && "version" in manifest;
  return hasVersion ? String(manifest.version) : "";
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function logError(message: string, error: unknown): void {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${new Date().toISOString()} ${message}: ${detail}\n`);
}

try {
  await main();
} catch (error) {
  const plain = [ConfigError, ListenError, SettingsFileError, StoreError];
  const isPlain = error instanceof Error && plain.some((kind) => error instanceof kind);
  if (isPlain) process.stderr.write(`${error.message}\n`);
  else logError("The local X-Ray cannot start", error);
  process.exitCode = 1;
}
