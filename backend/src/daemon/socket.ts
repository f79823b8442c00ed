import { createSocket } from "node:dgram";
import type { Socket } from "node:dgram";
import { once } from "node:events";

/** The system may reject larger datagrams one by one. */
const LARGE_BYTES = 8_192;

/**
 * Opens a connected UDP socket. Connected, it need not look the address up and pass it to the kernel for each datagram,
 * which is a quarter of the cost of sending, and it sometimes tells that nobody listens. Does not keep the process
 * alive. Calls `onError` for later errors.
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

/**
 * Sends the datagrams of one moment. What goes wrong with one goes wrong with all, except for large ones. Never throws.
 *
 * The first two tell what went wrong: where nobody listens on this machine, a datagram that was sent makes the next one fail,
 * and the one after it is sent again. Of an even number the first alone would never hear of it.
 */
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
      if (index < 2 || bytes.length > LARGE_BYTES) socket.send(bytes, note);
      else socket.send(bytes);
    }
  } catch (error) {
    note(error instanceof Error ? error : new Error(String(error)));
  }
}

/** Closes it after what is still being sent. May be called twice. */
export async function closeSocket(socket: Socket): Promise<void> {
  try {
    while (socket.getSendQueueCount() > 0) await new Promise((resolve) => setImmediate(resolve));
    socket.close();
  } catch {
    // An error closed it meanwhile.
  }
}
