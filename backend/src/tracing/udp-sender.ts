import { createSocket, type Socket } from "node:dgram";
import { isIP } from "node:net";
import { splitDocument } from "./sdk/split-document.ts";

/** Sends segments to a daemon, a moment's worth at a time. */
export interface UdpSender {
  /** The message (header line and document) is asked for when it leaves; undefined is left out. */
  send(toMessage: () => string | undefined): void;
  /** Sends what waits, resolves when no datagram is pending any more, and closes the socket. */
  close(): Promise<void>;
}

export interface UdpAddress {
  host: string;
  port: number;
}

/** The payload of an IPv4 datagram. */
const MAX_DATAGRAM_BYTES = 65_507;
/** The address behind a name may change: a container that is made anew has another. */
const RESOLVE_AGAIN_MS = 30_000;
/** Datagrams that wait for the address. */
const MAX_EARLY = 1_000;

/** A segment waits so long at most: too short for anybody who looks, and at hundreds of segments a second long enough for many. */
const MAX_WAIT_MS = 50;
/** Some 75 KB in the kernel's accounting, of the 208 KB that a receiver has by default. */
const MAX_WAITING = 32;

const flushes = new Set<() => void>();

/** Has all senders send what waits. */
export function flushSenders(): void {
  for (const flush of flushes) flush();
}

/**
 * Does not keep the process alive. Segments that are too large for a datagram, which the SDK loses, are sent in parts.
 *
 * Segments go together, since each datagram that finds its receiver asleep wakes it, and on a machine with few cores that takes
 * the sender's: one at a time cost a third of what answering the request did. They are serialized together, since code that was
 * used for the one before takes a fraction of the time that it takes between two requests, and before the first of them leaves, so
 * that the others find the receiver awake.
 *
 * The socket is connected, which saves looking the address up and passing it to the kernel for each datagram: a quarter of what
 * is left. Errors are not asked for: the only one to expect is that no daemon listens, of which UDP tells only at times.
 */
export function createUdpSender(address: UdpAddress): UdpSender {
  let current = connect(address);
  const renewal = isIP(address.host) ? undefined : setInterval(renew, RESOLVE_AGAIN_MS).unref();
  let waiting: (() => string | undefined)[] = [];
  let timer: NodeJS.Timeout | undefined;
  flushes.add(flush);

  function renew(): void {
    const old = current;
    current = connect(address);
    void old.close();
  }

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const leaving = waiting;
    waiting = [];
    const datagrams = leaving.flatMap((toMessage) => toDatagrams(toMessage()));
    for (const datagram of datagrams) current.send(datagram);
  }

  return {
    send(toMessage) {
      waiting.push(toMessage);
      if (waiting.length >= MAX_WAITING) return flush();
      timer ??= setTimeout(flush, MAX_WAIT_MS).unref();
    },
    async close() {
      flush();
      flushes.delete(flush);
      clearInterval(renewal);
      await current.close();
    },
  };
}

interface Connection {
  send(bytes: Buffer): void;
  close(): Promise<void>;
}

function connect({ host, port }: UdpAddress): Connection {
  const socket: Socket = createSocket("udp4").unref();
  const early: Buffer[] = [];
  let state: "connecting" | "connected" | "failed" = "connecting";
  const settled = new Promise<void>((resolve) => {
    socket.on("error", () => {
      // A name that cannot be resolved: what there is to send is lost, as it is where no daemon listens.
      if (state === "connecting") state = "failed";
      resolve();
    });
    socket.connect(port, host, () => {
      state = "connected";
      for (const bytes of early.splice(0)) socket.send(bytes);
      resolve();
    });
  });
  return {
    send(bytes) {
      if (state === "connected") socket.send(bytes);
      else if (state === "connecting" && early.length < MAX_EARLY) early.push(bytes);
    },
    async close() {
      await settled;
      while (socket.getSendQueueCount() > 0) await new Promise((resolve) => setImmediate(resolve));
      socket.close();
    },
  };
}

function toDatagrams(message: string | undefined): Buffer | Buffer[] {
  if (message === undefined) return [];
  const bytes = Buffer.from(message);
  return bytes.length <= MAX_DATAGRAM_BYTES ? bytes : splitMessage(message).map((part) => Buffer.from(part));
}

function splitMessage(message: string): string[] {
  const documentStart = message.indexOf("\n") + 1;
  const header = message.slice(0, documentStart);
  const documents = splitDocument(message.slice(documentStart), MAX_DATAGRAM_BYTES - documentStart);
  return documents.map((document) => header + document);
}
