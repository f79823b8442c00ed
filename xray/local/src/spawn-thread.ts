import { getAsset, isSea } from "node:sea";
import { Worker } from "node:worker_threads";
import type { WorkerOptions } from "node:worker_threads";

/** The scripts that run on threads of their own. */
export type ThreadScript = "receiver" | "writer";

const SCRIPTS: Readonly<Record<ThreadScript, URL>> = {
  receiver: new URL("./collector/receiver.ts", import.meta.url),
  writer: new URL("./store/write/writer.ts", import.meta.url),
};

/** Node 22 warns on each thread that node:sqlite is experimental. */
const THREAD_ARGS = ["--disable-warning=ExperimentalWarning"];

/** Starts a thread. An executable file contains the scripts, and gives them to Node as text. */
export function spawnThread(script: ThreadScript, options: WorkerOptions): Worker {
  const source = isSea() ? toDataUrl(getAsset(`${script}.js`, "utf8")) : SCRIPTS[script];
  return new Worker(source, { ...options, execArgv: THREAD_ARGS });
}

/** A module, unlike text given with `eval`. */
function toDataUrl(source: string): URL {
  return new URL(`data:text/javascript;base64,${Buffer.from(source).toString("base64")}`);
}
