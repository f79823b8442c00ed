import type { QueueMemory } from "../queue/record-queue.ts";

export interface ReceiverOptions {
  queue: QueueMemory;
  host: string;
  port: number;
}

export type FromReceiver =
  | { type: "listening"; address: { host: string; port: number }; receiveBufferBytes: number }
  | { type: "failed"; code: string; message: string };
