import { createSocket } from "node:dgram";
import type { Socket } from "node:dgram";
import { once } from "node:events";

/** Larger datagrams may be refused by the system, each by itself. */
const LARGE_BYTES = 8_192;

/**
 * A UDP socket that is connected: that saves looking the address up and passing it to the kernel for each datagram, a quarter of
 * what sending costs, and at times it tells that nobody listens. Does not keep the process alive. `onError` hears of errors
 * afterwards.
 */
export async function openSocket(
  ip: string,
  port: number,
  onError: (socket: Socket, error: Error) => void,
): Promise<Socket> {
  const socket = createSocket("udp4").unref();
  socket.on("error", (error) => onError(socket, error));
  try {
    socket.connect(port, ip);
    await once(socket, "connect");
    return socket;
  } catch (error) {
    socket.close();
    throw error;
  }
}

/** Sends what belongs to one moment: what goes wrong with one of it goes wrong with all, but for those that are large. Never throws. */
export function sendAll(
  socket: Socket,
  datagrams: readonly Buffer[],
  onError: (socket: Socket, error: Error) => void,
): void {
  const note = (error: Error | null) => {
    if (error) onError(socket, error);
  };
  try {
    for (const [index, bytes] of datagrams.entries()) {
      if (index === 0 || bytes.length > LARGE_BYTES) socket.send(bytes, note);
      else socket.send(bytes);
    }
  } catch (error) {
    note(error instanceof Error ? error : new Error(String(error)));
  }
}

/** After what it still has to send. Closing one that is closed does nothing. */
export async function closeSocket(socket: Socket): Promise<void> {
  try {
    while (socket.getSendQueueCount() > 0) await new Promise((resolve) => setImmediate(resolve));
    socket.close();
  } catch {
    // Closed by an error meanwhile.
  }
}
