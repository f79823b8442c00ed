import { createSocket } from "node:dgram";
import type { Logger } from "pino";
import type { DaemonAddress } from "../daemon-address.ts";

/** Gives documents to the daemon. */
export interface SegmentForwarder {
  /** Never throws and never waits: what gets lost stays lost, as with any datagram. */
  send(document: string): void;
  /** Resolves when everything has left. */
  close(): Promise<void>;
}

/** The daemon's protocol: this line, then the document (X-Ray daemon, "UDP protocol"). */
const HEADER = '{"format": "json", "version": 1}\n';
/** The payload of an IPv4 datagram, without the header line. */
export const MAX_DOCUMENT_BYTES = 65_507 - HEADER.length;

export function createSegmentForwarder({ udp }: DaemonAddress, logger: Logger): SegmentForwarder {
  const socket = createSocket("udp4").unref();
  let pending = 0;
  let onIdle: (() => void) | undefined;
  return {
    send(document) {
      pending += 1;
      socket.send(HEADER + document, udp.port, udp.host, (error) => {
        pending -= 1;
        if (error) logger.debug({ error: error.message }, "A browser segment was not sent");
        if (pending === 0) onIdle?.();
      });
    },
    async close() {
      if (pending > 0) await new Promise<void>((resolve) => (onIdle = resolve));
      socket.close();
    },
  };
}

/** TRACING=off: there is nobody to give them to. */
export const noForwarder: SegmentForwarder = { send: () => undefined, close: async () => undefined };
