import { accessSync, constants, existsSync, statfsSync } from "node:fs";
import { createSocket } from "node:dgram";
import { dirname } from "node:path";
import { allOfTime, createServerClient } from "../../client/server-client.ts";
import type { ServerStatus, StoreStatus } from "../../console-wire/server-status.ts";
import { ConfigError, parseConfig } from "../../config.ts";
import { DEFAULT_DAEMON_PORT } from "../../default-ports.ts";
import { diskFinding } from "../../doctor/disk-findings.ts";
import type { DiskFacts } from "../../doctor/disk-findings.ts";
import { environmentFindings } from "../../doctor/environment-findings.ts";
import { note, ok, toFindingLines, wrong } from "../../doctor/finding.ts";
import type { Finding } from "../../doctor/finding.ts";
import { portFindings } from "../../doctor/port-findings.ts";
import { compatibilityFindings, statusFindings } from "../../doctor/status-findings.ts";
import { findInstallation } from "../../installation.ts";
import { toReachable } from "../client-environment.ts";
import { CommandError, EXIT } from "../command.ts";
import type { CommandInput, CommandWorld } from "../command.ts";
import { isGiven } from "../parse-input.ts";
import { serverUrl } from "../server-url.ts";

const WAIT_MS = 3_000;
const LOOK_BACK_SEC = 3_600;

/** Looks along the way of a segment, and tells what is wrong. */
export async function runDoctor(input: CommandInput, world: CommandWorld): Promise<number> {
  const [word] = input.positionals;
  if (word !== undefined) throw new CommandError(`The doctor looks at all: what is ${word}?`, EXIT.usage);
  const url = serverUrl(input, world);
  const findings = await examine(url, world.env);
  const text = isGiven(input, "json")
    ? JSON.stringify(findings, undefined, 2)
    : toFindingLines(findings).join("\n");
  world.stdout.write(`${text}\n`);
  return findings.some(({ level }) => level === "wrong") ? EXIT.failed : EXIT.ok;
}

async function examine(url: string, env: CommandWorld["env"]): Promise<readonly Finding[]> {
  const answer = await askStatus(url);
  if (typeof answer === "string") return examineWithoutServer(url, answer, env);
  const nowMs = Date.now();
  const { listeners, store, version } = answer;
  const daemon = toReachable(listeners.daemonUdp);
  const reachable = { daemon, api: new URL(url).host };
  return [
    ok("X-Ray", `xray-local ${version} answers at ${url}, and keeps traces in ${store.path}.`),
    ...(isOfThisMachine(url) ? await localPortFindings(daemon, toReachable(listeners.daemonTcp)) : []),
    ...environmentFindings(env, reachable),
    ...statusFindings(answer, nowMs),
    ...(await askCompatibility(url, nowMs)),
    ...storeDiskFindings(url, store),
  ];
}

/** Left out where the folder may be in a container. Whether it can be written matters to the server alone. */
function storeDiskFindings(url: string, store: StoreStatus): readonly Finding[] {
  if (!isOfThisMachine(url) || !existsSync(store.path)) return [];
  return toArray(readDisk(dirname(store.path))).map((disk) =>
    diskFinding({ ...disk, isWritable: true }, store),
  );
}

/** The status, or why there is none. */
async function askStatus(url: string): Promise<ServerStatus | string> {
  try {
    const response = await fetch(new URL("/status.json", url), { signal: AbortSignal.timeout(WAIT_MS) });
    const body: unknown = await response.json().catch(() => undefined);
    const isOurs = typeof body === "object" && body !== null && "listeners" in body && "arrivals" in body;
    return isOurs
      ? (body as ServerStatus)
      : `Another program answers at ${url} (status ${response.status}): it is no local X-Ray.`;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return `Nothing answers at ${url} (${cause instanceof Error ? cause.message : String(cause)}).`;
  }
}

async function examineWithoutServer(
  url: string,
  problem: string,
  env: CommandWorld["env"],
): Promise<readonly Finding[]> {
  const remedy = "Start one: xray-local. If it runs elsewhere, name it: --url, or XRAY_LOCAL_URL.";
  const daemon = `127.0.0.1:${DEFAULT_DAEMON_PORT}`;
  const holder = (await isUdpBound(daemon))
    ? [note("Port", `Something listens on ${daemon}/udp, as X-Ray's own daemon does: apps send there.`)]
    : [];
  return [
    wrong("X-Ray", problem, remedy),
    ...holder,
    ...environmentFindings(env, { daemon, api: new URL(url).host }),
    ...folderFindings(env),
  ];
}

/** Checks the folder that a server would use. */
function folderFindings(env: CommandWorld["env"]): readonly Finding[] {
  try {
    const { dataDirectory } = parseConfig(env, findInstallation(env));
    return toArray(readDisk(dataDirectory)).map((disk) => diskFinding(disk, undefined));
  } catch (error) {
    if (error instanceof ConfigError)
      return [wrong("Settings", error.message, "A server would not start with them.")];
    throw error;
  }
}

async function localPortFindings(daemonUdp: string, daemonTcp: string): Promise<readonly Finding[]> {
  const remedy =
    "In a container it must be published: -p 127.0.0.1:2000:2000/udp -p 127.0.0.1:2000:2000/tcp.";
  return portFindings(daemonUdp, await isUdpBound(daemonUdp), await answers(daemonTcp), remedy);
}

/** Tries to bind the port: nothing is sent that would count as a segment. */
function isUdpBound(address: string): Promise<boolean> {
  const at = address.lastIndexOf(":");
  const host = address.slice(0, at).replaceAll(/[[\]]/g, "");
  const socket = createSocket(host.includes(":") ? "udp6" : "udp4");
  return new Promise((resolve) => {
    const end = (isBound: boolean): void => {
      socket.close(() => resolve(isBound));
    };
    socket.once("error", () => end(true));
    socket.bind({ port: Number(address.slice(at + 1)), address: host, exclusive: true }, () => end(false));
  });
}

async function answers(address: string): Promise<boolean> {
  try {
    const request = { method: "POST", body: "{}", signal: AbortSignal.timeout(WAIT_MS) };
    const response = await fetch(`http://${address}/GetSamplingRules`, request);
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

async function askCompatibility(url: string, nowMs: number): Promise<readonly Finding[]> {
  const range = { ...allOfTime(nowMs), startSec: nowMs / 1000 - LOOK_BACK_SEC };
  const report = await createServerClient(url).compatibility(range);
  return report.scanned === 0 ? [] : compatibilityFindings(report);
}

/**
 * Looks at the nearest folder that exists, because the server creates the others. Undefined where there is none, as in
 * a container.
 */
function readDisk(directory: string): DiskFacts | undefined {
  let existing = directory;
  while (!existsSync(existing) && dirname(existing) !== existing) existing = dirname(existing);
  try {
    const { bavail, bsize } = statfsSync(existing);
    return { directory, freeBytes: bavail * bsize, isWritable: isWritable(existing) };
  } catch {
    return undefined;
  }
}

function isWritable(directory: string): boolean {
  try {
    accessSync(directory, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function isOfThisMachine(url: string): boolean {
  return /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname);
}

function toArray<Value>(value: Value | undefined): readonly Value[] {
  return value === undefined ? [] : [value];
}
