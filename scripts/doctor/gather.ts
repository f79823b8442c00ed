import { execFile } from "node:child_process";
import path from "node:path";
import { XRayClient } from "@aws-sdk/client-xray";
import type { ServerStatus } from "xray-local/console-wire/server-status.ts";
import { readInstance } from "../start/instance.ts";
import { isUdpPortFree } from "../start/free-ports.ts";
import { mergeEnvironment, parseStartSettings } from "../start/settings.ts";
import type { StartSettings } from "../start/settings.ts";
import type { CommandResult, Container, DoctorContext, Mode } from "./context.ts";

/** Looks at this machine: what runs, and what answers. Throws `SettingError` for an invalid setting. */
export async function gatherContext(
  processEnv: NodeJS.ProcessEnv,
  dotenvText: string,
  root: string,
): Promise<DoctorContext> {
  const env = mergeEnvironment(processEnv, dotenvText);
  const settings = parseStartSettings(env);
  const containers = await listContainers();
  const status = await readStatus(settings);
  // `npm start` writes into its data folder where it runs; the local X-Ray says which folder that is.
  const instance = status ? readInstance(path.resolve(status.store.path, "../..")) : undefined;
  const health = await ask(`http://127.0.0.1:${settings.backendPort}/api/health-check`);
  const mode = modeOf(containers, status, isApi(health), instance !== undefined);
  return {
    mode,
    settings,
    env,
    dotenvText,
    nowMs: Date.now(),
    containers,
    status: mode === "compose-aws" ? undefined : status,
    dataDirectory: path.resolve(root, settings.dataDirectory),
    runningRoot: instance?.root,
    ask,
    databaseProblem: async () => {
      if (mode !== "npm" || settings.databaseUrl === undefined) return undefined;
      const { findDatabaseProblem } = await import("../../backend/src/db/probe.ts");
      return findDatabaseProblem(settings.databaseUrl, undefined, settings.databaseTls);
    },
    run,
    xray: clientFor(mode, settings, env),
    answers,
    serverTime,
    // Tries to bind the port: nothing is sent that would count as a segment.
    isUdpPortBound: async (port) => !(await isUdpPortFree(port)),
  };
}

export function modeOf(
  containers: readonly Container[],
  status: ServerStatus | undefined,
  apiAnswers: boolean,
  isStarted = false,
): Mode {
  const services = containers
    .filter(({ state }) => state !== "exited" && state !== "created")
    .map(({ service }) => service);
  if (services.includes("xray")) return "compose-local";
  if (services.length > 0) return "compose-aws";
  if (apiAnswers || isStarted) return "npm";
  return status ? "alone" : "none";
}

/** Whether this is the answer of Cruddur's API to `/api/health-check`, and not that of another program. */
export function isApi(answer: { status: number; body: string } | undefined): boolean {
  return answer?.status === 200 && /^\{"success":true,"ver":\d+\}$/.test(answer.body);
}

function clientFor(mode: Mode, settings: StartSettings, env: DoctorContext["env"]): XRayClient | undefined {
  if (mode === "npm" || mode === "alone" || mode === "compose-local") {
    return new XRayClient({
      endpoint: `http://127.0.0.1:${settings.consolePort}`,
      region: "us-east-1",
      // The local X-Ray accepts any signature.
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
      maxAttempts: 1,
    });
  }
  const region = env["AWS_REGION"] ?? env["AWS_DEFAULT_REGION"];
  return mode === "compose-aws" && env["AWS_ACCESS_KEY_ID"] && region
    ? new XRayClient({ region })
    : undefined;
}

async function listContainers(): Promise<readonly Container[]> {
  const format = '{{.ID}}\t{{.Label "com.docker.compose.service"}}\t{{.State}}\t{{.Status}}';
  const filter = "label=com.docker.compose.project=cruddur";
  const result = await run("docker", "ps", "--all", "--filter", filter, "--format", format);
  if (result.code !== 0) return [];
  return result.stdout.split("\n").flatMap((line) => {
    const [id, service, state, status] = line.split("\t");
    return id && service && state ? [{ id, service, state, status: status ?? "" }] : [];
  });
}

async function readStatus(settings: StartSettings): Promise<ServerStatus | undefined> {
  try {
    const url = `http://127.0.0.1:${settings.consolePort}/status.json`;
    const response = await fetch(url, { signal: AbortSignal.timeout(3_000) });
    return response.ok ? ((await response.json()) as ServerStatus) : undefined;
  } catch {
    return undefined;
  }
}

function run(program: string, ...args: readonly string[]): Promise<CommandResult> {
  return new Promise((resolve) => {
    execFile(program, args, { timeout: 20_000, maxBuffer: 16 * 1024 * 1024 }, (error, stdout, stderr) => {
      const missing = error && "code" in error && error.code === "ENOENT";
      const code = missing ? 127 : error ? (typeof error.code === "number" ? error.code : 1) : 0;
      resolve({ code, stdout, stderr });
    });
  });
}

/** Enough of a body to tell what answers. */
const MAX_BODY = 20_000;
/** The doctor's own requests must not appear as traces. */
const NOT_SAMPLED = { "X-Amzn-Trace-Id": `Root=1-00000000-${"0".repeat(24)};Sampled=0` };

async function ask(url: string): Promise<{ status: number; body: string } | undefined> {
  try {
    const response = await fetch(url, { headers: NOT_SAMPLED, signal: AbortSignal.timeout(5_000) });
    return { status: response.status, body: (await response.text()).slice(0, MAX_BODY) };
  } catch {
    return undefined;
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(3_000) });
    await response.body?.cancel();
    return response.status < 500;
  } catch {
    return false;
  }
}

async function serverTime(url: string): Promise<number | undefined> {
  try {
    const response = await fetch(url, { method: "POST", signal: AbortSignal.timeout(5_000) });
    await response.body?.cancel();
    const date = Date.parse(response.headers.get("date") ?? "");
    return Number.isNaN(date) ? undefined : date;
  } catch {
    return undefined;
  }
}
