import { fork, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createHistogram } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import type { LoadOrder, LoadResult } from "./load.ts";
import type { Usage } from "./serve.ts";
import type { Arrivals, SampleRule, SinkAddress } from "./sink.ts";
import { spreadOf } from "./statistics.ts";
import type { Variant } from "./variants.ts";

export interface Running {
  variant: Variant;
  port: number;
  sink: SinkAddress | undefined;
  child: ChildProcess;
}

/** The result of one run of one variant and route. */
export interface Measurement {
  /** Its rate divided by that of the first variant; the median of the passes. */
  rateRatio: number;
  /** Processor time of a request of the first variant divided by that of this one; the median of the passes. */
  cpuRatio: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Processor time of the server's process: user and system. */
  cpuMsPerRequest: number;
  residentBytes: number;
  /** Datagrams sent, or bytes of OTLP, for each request. */
  datagramsPerRequest: number;
  otlpBytesPerRequest: number;
  failed: number;
}

export interface RunOptions {
  path: string;
  connections: number;
  sliceMs: number;
  /** How many slices each variant gets. */
  passes: number;
  /** Load before each slice that is not measured, because a process that has just waited is slower. */
  leadMs: number;
}

const SINK = fileURLToPath(new URL("./sink.ts", import.meta.url));
const LOAD = fileURLToPath(new URL("./load.ts", import.meta.url));

/** A helper process that answers each message with one message. */
export interface Helper {
  ask<Answer>(order: unknown): Promise<Answer>;
  close(): void;
}

function startHelper(path: string): Helper {
  const child = fork(path, { execArgv: [] });
  return {
    async ask<Answer>(order: unknown) {
      child.send(order as object);
      const [answer] = (await once(child, "message")) as [Answer];
      return answer;
    },
    close: () => child.disconnect(),
  };
}

export const startLoad = (): Helper => startHelper(LOAD);

/** Starts the sinks, then every variant on a port of its own, with this environment and the variant's own. */
export async function startVariants(variants: readonly Variant[], environment: NodeJS.ProcessEnv) {
  const sinks = startHelper(SINK);
  const rules: SampleRule[] = variants.flatMap(({ rule }) => (rule ? [rule] : []));
  const addresses = await sinks.ask<SinkAddress[]>(rules);
  const running: Running[] = [];
  try {
    for (const variant of variants) {
      const sink = variant.rule ? addresses.shift() : undefined;
      running.push(await startVariant(variant, sink, environment));
    }
  } catch (error) {
    stopAll(running, sinks);
    throw error;
  }
  return { running, stop: () => stopAll(running, sinks) };
}

function stopAll(running: readonly Running[], sinks: Helper): void {
  for (const { child } of running) child.kill();
  sinks.close();
}

async function startVariant(
  variant: Variant,
  sink: SinkAddress | undefined,
  environment: NodeJS.ProcessEnv,
): Promise<Running> {
  const child = spawn(variant.command, variant.args, {
    env: { ...environment, ...variant.env(sink) },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  return { variant, sink, child, port: await readPort(child, variant) };
}

function readPort(child: ChildProcess, { label }: Variant): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = "";
    child.stdout?.on("data", (chunk) => {
      output += String(chunk);
      const port = /^port (\d+)$/m.exec(output)?.[1];
      if (port) resolve(Number(port));
    });
    child.once("exit", () => reject(new Error(`${label} did not start: ${output}`)));
  });
}

/**
 * Runs all variants once, in short slices, so that a change of the machine's speed affects all alike. Each pass starts
 * with another variant and reverses the order, so that no variant always follows the same one.
 */
export async function measureRun(
  running: readonly Running[],
  load: Helper,
  options: RunOptions,
): Promise<Map<Variant, Measurement>> {
  const slices = new Map(running.map((server) => [server, [] as Slice[]]));
  for (let pass = 0; pass < options.passes; pass += 1) {
    const start = pass % running.length;
    const turned = [...running.slice(start), ...running.slice(0, start)];
    for (const server of pass % 2 === 0 ? turned : turned.toReversed()) {
      slices.get(server)?.push(await measureSlice(server, load, options));
    }
  }
  const [baseline = []] = slices.values();
  return new Map(Array.from(slices, ([{ variant }, own]) => [variant, toMeasurement(own, baseline)]));
}

interface Slice extends LoadResult {
  cpuMs: number;
  residentBytes: number;
  arrived: Arrivals;
}

async function measureSlice(server: Running, load: Helper, options: RunOptions): Promise<Slice> {
  const { port, sink } = server;
  const { path, connections, sliceMs, leadMs } = options;
  const order: LoadOrder = { port, path, connections, durationMs: sliceMs };
  if (leadMs > 0) await load.ask<LoadResult>({ ...order, durationMs: leadMs });
  const arrivedBefore = await readArrivals(sink);
  const before = await readUsage(server);
  const result = await load.ask<LoadResult>(order);
  const after = await readUsage(server);
  const arrived = await readArrivals(sink);
  return {
    ...result,
    cpuMs: after.cpuMs - before.cpuMs,
    residentBytes: after.residentBytes,
    arrived: {
      datagrams: arrived.datagrams - arrivedBefore.datagrams,
      otlpBytes: arrived.otlpBytes - arrivedBefore.otlpBytes,
    },
  };
}

/** Flask has no IPC, so it has a path for that. */
async function readUsage({ variant, child, port }: Running): Promise<Usage> {
  if (variant.usagePath !== undefined) {
    const response = await fetch(`http://127.0.0.1:${port}${variant.usagePath}`);
    return (await response.json()) as Usage;
  }
  child.send("usage");
  const [usage] = (await once(child, "message")) as [Usage];
  return usage;
}

async function readArrivals(sink: SinkAddress | undefined): Promise<Arrivals> {
  if (!sink) return { datagrams: 0, otlpBytes: 0 };
  return (await fetch(`http://127.0.0.1:${sink.tcpPort}/count`)).json() as Promise<Arrivals>;
}

const rateOf = ({ answered, durationMs }: Slice) => (answered / durationMs) * 1_000;
const cpuOf = ({ cpuMs, answered, failed }: Slice) => cpuMs / Math.max(1, answered + failed);

/**
 * Compares each slice with the baseline's slice of the same pass, a second or two apart, and takes the median: other
 * work on the machine spoils some slices but not the median.
 */
function toMeasurement(slices: readonly Slice[], baseline: readonly Slice[]): Measurement {
  const pairs = slices.flatMap((own, pass) => {
    const base = baseline[pass];
    return base ? [{ own, base }] : [];
  });
  const sum = (valueOf: (slice: Slice) => number) =>
    slices.reduce((total, slice) => total + valueOf(slice), 0);
  const middle = (valueOf: (slice: Slice) => number) => spreadOf(slices.map(valueOf)).median;
  const requests = sum(({ answered, failed }) => answered + failed);
  const latenciesUs = createHistogram();
  for (const ms of slices.flatMap((slice) => slice.latenciesMs))
    latenciesUs.record(Math.max(1, Math.round(ms * 1_000)));
  return {
    rateRatio: spreadOf(pairs.map(({ own, base }) => rateOf(own) / rateOf(base))).median,
    cpuRatio: spreadOf(pairs.map(({ own, base }) => cpuOf(base) / cpuOf(own))).median,
    perSecond: middle(rateOf),
    p50Ms: latenciesUs.percentile(50) / 1_000,
    p99Ms: latenciesUs.percentile(99) / 1_000,
    cpuMsPerRequest: middle(cpuOf),
    residentBytes: slices.at(-1)?.residentBytes ?? Number.NaN,
    datagramsPerRequest: sum(({ arrived }) => arrived.datagrams) / requests,
    otlpBytesPerRequest: sum(({ arrived }) => arrived.otlpBytes) / requests,
    failed: sum(({ failed }) => failed),
  };
}
