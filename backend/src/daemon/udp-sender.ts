import type { Logger } from "pino";
import type { Endpoint } from "./address.ts";
import { createConnection } from "./connection.ts";
import type { Resolve } from "./connection.ts";
import { splitDocument } from "./split-document.ts";

/** Sends segment documents to a daemon, those of a moment together. */
export interface UdpSender {
  /** Never throws and never waits. Calls `toDocument` when the document is sent; `undefined` is left out. */
  send(toDocument: () => string | undefined): void;
  /** Sends what waits, resolves when no datagram is pending, and closes the socket. */
  close(): Promise<void>;
}

/** The daemon's protocol: this line, then the document (X-Ray Developer Guide, "Sending trace data to X-Ray"). */
const HEADER = '{"format":"json","version":1}\n';
/** The payload of an IPv4 datagram. */
const MAX_DATAGRAM_BYTES = 65_507;
/** Without the header line. */
export const MAX_DOCUMENT_BYTES = MAX_DATAGRAM_BYTES - HEADER.length;

/**
 * The longest wait of a segment: too short to be noticed, and at hundreds of segments per second long enough to collect
 * many.
 */
const MAX_WAIT_MS = 50;
/** Some 75 KB as the kernel counts, of the 208 KB that a receiver has by default. */
const MAX_WAITING = 32;

const flushes = new Set<() => void>();

/** Lets all senders send what waits. */
export function flushSenders(): void {
  for (const flush of flushes) flush();
}

/**
 * Sends segments together: a datagram wakes a receiver that sleeps, and on a machine with few cores that takes the
 * sender's core; one at a time, it cost a third of answering the request. Serializes them together, because code that
 * was just used for another document runs in a fraction of the time, and before the first of them is sent, so that the
 * others find the receiver awake. Splits documents that are too large for a datagram, which the SDK drops. Does not
 * keep the process alive.
 */
export function createUdpSender(address: Endpoint, logger: Logger, resolve?: Resolve): UdpSender {
  const connection = createConnection(address, logger, resolve);
  let waiting: (() => string | undefined)[] = [];
  let timer: NodeJS.Timeout | undefined;
  flushes.add(flush);

  function toDatagrams(toDocument: () => string | undefined): Buffer | Buffer[] {
    try {
      const document = toDocument();
      if (document === undefined) return [];
      const bytes = toDatagram(document);
      if (bytes.length <= MAX_DATAGRAM_BYTES) return bytes;
      return splitDocument(document, MAX_DOCUMENT_BYTES).map(toDatagram);
    } catch (error) {
      // This runs in a timer, where an error would end the process.
      logger.error({ err: error }, "A segment is not sent, as it cannot be written");
      return [];
    }
  }

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const leaving = waiting;
    waiting = [];
    connection.send(leaving.flatMap(toDatagrams));
  }

  return {
    send(toDocument) {
      waiting.push(toDocument);
      if (waiting.length >= MAX_WAITING) return flush();
      timer ??= setTimeout(flush, MAX_WAIT_MS).unref();
    },
    async close() {
      flush();
      flushes.delete(flush);
      await connection.close();
    },
  };
}

function toDatagram(document: string): Buffer {
  return Buffer.from(HEADER + document);
}
