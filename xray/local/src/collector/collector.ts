import { readFileSync } from "node:fs";
import { isIPv6 } from "node:net";
import { spawnThread } from "../spawn-thread.ts";
import type { QueueMemory } from "../queue/record-queue.ts";
import { parseKernelDrops } from "./parse-kernel-drops.ts";
import type { FromReceiver, ReceiverOptions } from "./receiver-messages.ts";

// The memory of a datagram is outside the heap, and is freed when its small handle is collected. A small heap is
// collected often.
const YOUNG_MB = 3;

export interface CollectorOptions {
  /** Its queue receives what arrives. */
  store: { readonly queue: QueueMemory };
  host: string;
  /** UDP; 0 picks a free port. */
  port: number;
  /** Called when the receiver ends by itself: nothing is received any more. */
  onFailure?: (failure: Error) => void;
}

export interface Collector {
  readonly address: { host: string; port: number };
  /** What the kernel granted, by its own count (Linux counts twice what was asked for). */
  readonly receiveBufferBytes: number;
  /**
   * Datagrams that the kernel dropped since the start because the receive buffer was full; undefined where the platform
   * does not tell.
   */
  kernelDrops(): number | undefined;
  /** Reads what the kernel still holds, then stops. What was received is then in the store's queue. */
  close(): Promise<void>;
}

/**
 * Listens for datagrams as the X-Ray daemon does, on a thread that does little but copy. Rejects when the port is in
 * use (with `code` EADDRINUSE) or the host is not this machine's.
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
