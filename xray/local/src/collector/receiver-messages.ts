import type { RingMemory } from "../store/ring.ts";

export interface ReceiverOptions {
  ring: RingMemory;
  host: string;
  port: number;
}

export type FromReceiver =
  | { type: "listening"; address: { host: string; port: number }; receiveBufferBytes: number }
  | { type: "failed"; code: string; message: string };
