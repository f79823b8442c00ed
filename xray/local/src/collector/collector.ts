import { readFileSync } from "node:fs";
import { isIPv6 } from "node:net";
import { spawnThread } from "../spawn-thread.ts";
import type { QueueMemory } from "../queue/record-queue.ts";
import { parseKernelDrops } from "./parse-kernel-drops.ts";
import type { FromReceiver, ReceiverOptions } from "./receiver-messages.ts";

// A datagram's memory lies outside of the heap and goes when its small handle is collected: little room, often emptied.
const YOUNG_MB = 3;

export interface CollectorOptions {
  /** Its queue takes what arrives. */
  store: { readonly queue: QueueMemory };
  host: string;
  /** UDP; 0 takes a free one. */
  port: number;
  /** Told when receiving ends by itself: nothing is received any more. */
  onFailure?: (failure: Error) => void;
}

export interface Collector {
  readonly address: { host: string; port: number };
  /** What the kernel granted, by its own count (Linux counts twice what it was asked for). */
  readonly receiveBufferBytes: number;
  /** Datagrams that found the receive buffer full since the start; undefined where the platform does not tell. */
  kernelDrops(): number | undefined;
  /** Takes what the kernel still holds, then stops; what was received is in the store's queue. */
  close(): Promise<void>;
}

/**
 * Listens for datagrams as the X-Ray daemon does, on a thread that does little but copy. Rejects when the port is
 * taken (`code` is EADDRINUSE then) or the host is not ours.
 */
export async function createCollector(options: CollectorOptions): Promise<Collector> {
  const { store, host, port, onFailure = () => {} } = options;
  const worker = spawnThread("receiver", {
    name: "xray-receive",
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    workerData: { queue: store.queue, host, port } satisfies ReceiverOptions,
  });
  const exited = new Promise<void>((resolve) => {
    worker.once("exit", () => resolve());
  });
  let isClosing = false;
  const started = await new Promise<FromReceiver>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
  if (started.type === "failed") {
    throw Object.assign(new Error(started.message), { code: started.code });
  }
  const { address, receiveBufferBytes } = started;
  let reason = "its thread ended";
  worker.on("error", (error) => {
    reason = String(error);
  });
  void exited.then(() => {
    if (!isClosing)
      onFailure(new Error(`Receiving on UDP ${address.host}:${address.port} stopped: ${reason}.`));
  });
  return {
    address,
    receiveBufferBytes,
    kernelDrops: () => readKernelDrops(address.host, address.port),
    async close() {
      isClosing = true;
      worker.postMessage("close", []);
      await exited;
    },
  };
}

function readKernelDrops(host: string, port: number): number | undefined {
  try {
    return parseKernelDrops(readFileSync(isIPv6(host) ? "/proc/net/udp6" : "/proc/net/udp", "utf8"), port);
  } catch {
    return undefined;
  }
}
