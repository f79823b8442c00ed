import { createSocket } from "node:dgram";

type SendCallback = (error: Error | null, bytes: number) => void;

/** The socket of the SDK's emitter, with a way to wait until everything has left. */
export interface UdpSender {
  send(
    message: Buffer,
    offset: number,
    length: number,
    port: number,
    host: string,
    callback: SendCallback,
  ): void;
  /** Resolves when no datagram is pending any more, then closes the socket. */
  close(): Promise<void>;
}

/** Does not keep the process alive. */
export function createUdpSender(): UdpSender {
  const socket = createSocket("udp4").unref();
  let pending = 0;
  let onIdle: (() => void) | undefined;
  return {
    send(message, offset, length, port, host, callback) {
      pending += 1;
      socket.send(message, offset, length, port, host, (error, bytes) => {
        pending -= 1;
        callback(error, bytes);
        if (pending === 0) onIdle?.();
      });
    },
    async close() {
      if (pending > 0) await new Promise<void>((resolve) => (onIdle = resolve));
      socket.close();
    },
  };
}
