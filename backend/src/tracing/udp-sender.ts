import { createSocket } from "node:dgram";
import { splitDocument } from "./split-document.ts";

type SendCallback = (error: Error | null) => void;

/** The socket of the SDK's emitter, with a way to wait until everything has left. */
export interface UdpSender {
  /** `message`: header line and document. `callback` is called for errors only. */
  send(
    message: Buffer,
    offset: number,
    length: number,
    port: number,
    host: string,
    callback: SendCallback,
  ): void;
  /** Resolves when no datagram is pending any more, and closes the socket. */
  close(): Promise<void>;
}

/** The payload of an IPv4 datagram. */
const MAX_DATAGRAM_BYTES = 65_507;

/** Does not keep the process alive. Segments that are too large for a datagram, which the SDK loses, are sent in parts. */
export function createUdpSender(): UdpSender {
  const socket = createSocket("udp4").unref();
  let pending = 0;
  let onIdle: (() => void) | undefined;

  function sendOne(message: Buffer, port: number, host: string, callback: SendCallback): void {
    pending += 1;
    socket.send(message, port, host, (error) => {
      pending -= 1;
      // The SDK's callback turns the segment into text once more for a line of its debug log.
      if (error) callback(error);
      if (pending === 0) onIdle?.();
    });
  }

  return {
    send(message, _offset, _length, port, host, callback) {
      if (message.length <= MAX_DATAGRAM_BYTES) return sendOne(message, port, host, callback);
      for (const part of splitMessage(message)) sendOne(part, port, host, callback);
    },
    async close() {
      if (pending > 0) await new Promise<void>((resolve) => (onIdle = resolve));
      socket.close();
    },
  };
}

function splitMessage(message: Buffer): Buffer[] {
  const documentStart = message.indexOf("\n") + 1;
  const header = message.toString("utf8", 0, documentStart);
  const documents = splitDocument(
    message.toString("utf8", documentStart),
    MAX_DATAGRAM_BYTES - documentStart,
  );
  return documents.map((document) => Buffer.from(header + document));
}
