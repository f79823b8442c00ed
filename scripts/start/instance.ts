import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { claimDataLock, DataInUseError } from "../../backend/src/db/data-lock.ts";

/** A running product, as it describes itself to others that would start with the same data. */
export interface Instance {
  pid: number;
  startedAtMs: number;
  /** The repository that it was started from. */
  root: string;
  frontendUrl: string;
  consoleUrl: string;
}

/** Another `npm start` runs with the same data. */
export class AlreadyRunningError extends Error {
  override name = "AlreadyRunningError";
  /** Absent when the other one could not be asked. */
  readonly instance: Instance | undefined;

  constructor(dataDirectory: string, instance: Instance | undefined) {
    super(describe(dataDirectory, instance));
    this.instance = instance;
  }
}

const fileOf = (dataDirectory: string) => join(dataDirectory, "running.json");

/**
 * Claims a data folder for one product until this process ends in any way, and writes down where it runs. Throws
 * `AlreadyRunningError` without having changed anything. Returns a function that gives the folder back.
 */
export async function claimInstance(dataDirectory: string, instance: Instance): Promise<() => void> {
  makePrivate(dataDirectory);
  let release: () => void;
  try {
    release = await claimDataLock(join(dataDirectory, "start"));
  } catch (error) {
    if (!(error instanceof DataInUseError)) throw error;
    throw new AlreadyRunningError(dataDirectory, readInstance(dataDirectory));
  }
  writeFileSync(fileOf(dataDirectory), JSON.stringify(instance));
  return () => {
    rmSync(fileOf(dataDirectory), { force: true });
    release();
  };
}

/** What the product with this data folder wrote at its start; it may have been killed since. */
export function readInstance(dataDirectory: string): Instance | undefined {
  try {
    return JSON.parse(readFileSync(fileOf(dataDirectory), "utf8")) as Instance;
  } catch {
    return undefined;
  }
}

/** A local X-Ray that answers on some port, and the product that it belongs to, if that is known. */
export interface FoundInstance {
  /** The file with its traces. */
  tracesPath: string;
  instance: Instance | undefined;
}

/** The local X-Ray on the console's port of this machine; `undefined` when there is none. */
export async function findInstanceOn(consolePort: number): Promise<FoundInstance | undefined> {
  try {
    const url = `http://127.0.0.1:${consolePort}/status.json`;
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    const { store } = (await answer.json()) as { store?: { path?: unknown } };
    if (typeof store?.path !== "string") return undefined;
    // As `npm start` has it: <data>/xray/traces.sqlite.
    return { tracesPath: store.path, instance: readInstance(dirname(dirname(store.path))) };
  } catch {
    return undefined;
  }
}

/** Messages and traces are private to the user. A folder that existed keeps its rights. */
function makePrivate(dataDirectory: string): void {
  if (existsSync(dataDirectory)) return;
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  chmodSync(dataDirectory, 0o700);
}

function describe(dataDirectory: string, instance: Instance | undefined): string {
  if (!instance) return `Cruddur runs already: another process uses ${dataDirectory}.`;
  const { pid, startedAtMs, root, frontendUrl, consoleUrl } = instance;
  return [
    `Cruddur runs already, since ${new Date(startedAtMs).toLocaleTimeString("en-GB")} (process ${pid}, started in ${root}):`,
    `  Cruddur        ${frontendUrl}`,
    `  X-Ray console  ${consoleUrl}`,
    "Ctrl-C in its terminal stops it. A second one beside it needs data and ports of its own: DATA_DIR=.data/second npm start",
    "then says which ports to give it.",
  ].join("\n");
}
