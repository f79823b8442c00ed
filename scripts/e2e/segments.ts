import { createSocket } from "node:dgram";
import { ports } from "./addresses.ts";

/** Random hexadecimal digits: 16 for the id of a segment, 24 for the end of a trace id; at most 32. */
export function makeHex(digits: number): string {
  return crypto.randomUUID().replaceAll("-", "").slice(0, digits);
}

/** An id of a trace that starts at a moment in epoch seconds, by default now. */
export function makeTraceId(startSec = Date.now() / 1000): string {
  return `1-${Math.floor(startSec).toString(16)}-${makeHex(24)}`;
}

/** Sends a text to the daemon's port as it is. */
export async function sendDatagram(text: string): Promise<void> {
  const socket = createSocket("udp4");
  await new Promise((resolve) => socket.send(text, ports.daemon, "127.0.0.1", resolve));
  socket.close();
}

/** Sends a segment document to the daemon's port, as SDKs do. */
export async function sendSegment(segment: object): Promise<void> {
  await sendDatagram(`{"format":"json","version":1}\n${JSON.stringify(segment)}`);
}
