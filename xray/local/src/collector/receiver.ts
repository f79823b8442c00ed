import { createSocket } from "node:dgram";
import type { Socket } from "node:dgram";
import { isIPv6 } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import { carriedSignal, readCarriedSpans } from "../otlp/carried-spans.ts";
import { parseDatagram } from "../protocol/parse-datagram.ts";
import { toRecordNumber } from "../queue/record-kinds.ts";
import { createQueueProducer } from "../queue/record-queue.ts";
import type { QueueProducer } from "../queue/record-queue.ts";
import type { FromReceiver, ReceiverOptions } from "./receiver-messages.ts";

// Measured: with the kernel's default of 208 KB it drops datagrams from 20,000 a second, with this from above 100,000.
// The kernel grants no more than net.core.rmem_max.
const RECEIVE_BUFFER_BYTES = 16 * 2 ** 20;
/** How much of a rejected datagram is kept as a sample. */
const SAMPLE_BYTES = 2000;

const DOCUMENT = toRecordNumber("Document");
const OPEN_OBJECT = 0x7b;

/** The thread that receives: checks the header, copies the document into the queue, and turns spans into documents. */
function main(options: ReceiverOptions): void {
  const socket = createSocket({
    type: isIPv6(options.host) ? "udp6" : "udp4",
    recvBufferSize: RECEIVE_BUFFER_BYTES,
  });
  const post = (message: FromReceiver) => parentPort?.postMessage(message, []);
  socket.once("error", (error: NodeJS.ErrnoException) => {
    post({ type: "failed", code: error.code ?? "", message: toMessage(error, options) });
    socket.close();
    parentPort?.close();
  });
  socket.bind({ address: options.host, port: options.port, exclusive: true }, () => {
    socket.removeAllListeners("error");
    // An error of one datagram (for example because a peer does not listen) is no reason to stop.
    socket.on("error", () => {});
    const { address, port } = socket.address();
    const receiveBufferBytes = socket.getRecvBufferSize();
    post({ type: "listening", address: { host: address, port }, receiveBufferBytes });
  });
  const receive = createReceive(createQueueProducer(options.queue));
  let received = 0;
  socket.on("message", (datagram) => {
    received += 1;
    receive(datagram);
  });
  parentPort?.once("message", () => closeWhenQuiet(socket, () => received));
}

function createReceive(queue: QueueProducer): (datagram: Buffer) => void {
  return (datagram) => {
    const parsed = parseDatagram(datagram);
    if (!parsed.ok) queue.push(toRecordNumber(parsed.reason), datagram.subarray(0, SAMPLE_BYTES));
    else if (datagram[parsed.bodyStart] === OPEN_OBJECT) queue.push(DOCUMENT, datagram, parsed.bodyStart);
    else receiveOther(queue, datagram, parsed.bodyStart);
  };
}

/**
 * Turns spans into documents before they are queued. They come in batches, which take some tenths of a millisecond
 * each.
 */
function receiveOther(queue: QueueProducer, datagram: Buffer, bodyStart: number): void {
  const text = datagram.toString("latin1", bodyStart);
  const signal = carriedSignal(text);
  if (signal === "left out") return;
  const documents = signal === "spans" ? readCarriedSpans(text) : undefined;
  if (documents === undefined) queue.push(DOCUMENT, datagram, bodyStart);
  else for (const document of documents) queue.push(DOCUMENT, Buffer.from(document));
}

/** Closes when a whole turn of the event loop, which asks the kernel, has brought nothing. */
function closeWhenQuiet(socket: Socket, received: () => number): void {
  let before = received();
  let quietTurns = 0;
  const look = () => {
    quietTurns = received() === before ? quietTurns + 1 : 0;
    before = received();
    if (quietTurns < 2) setImmediate(look);
    else socket.close();
  };
  setImmediate(look);
}

function toMessage(error: NodeJS.ErrnoException, { host, port }: ReceiverOptions): string {
  if (error.code === "EADDRINUSE") return `The UDP port ${host}:${port} is taken by another process.`;
  return `Cannot listen on UDP ${host}:${port}: ${error.message}`;
}

main(workerData as ReceiverOptions);
