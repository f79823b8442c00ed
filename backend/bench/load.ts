/**
 * Sends load from a process of its own: a number of connections, each with one request at a time. Uses bare sockets,
 * because a client as heavy as the server would measure itself. Takes a `LoadOrder` over IPC and answers with a
 * `LoadResult`.
 */
import { connect } from "node:net";
import type { Socket } from "node:net";

export interface LoadOrder {
  port: number;
  path: string;
  durationMs: number;
  connections: number;
}

export interface LoadResult {
  /** Requests that were answered with status 200. */
  answered: number;
  failed: number;
  durationMs: number;
  /** The latency of each answer. */
  latenciesMs: number[];
}

const END_OF_HEAD = Buffer.from("\r\n\r\n");
const CONTENT_LENGTH = /\r\ncontent-length: *(\d+)/i;
const CONNECTION_CLOSE = /\r\nconnection: *close/i;
const CHUNKED_END = Buffer.from("\r\n0\r\n\r\n");

/** How long an answer may take after the end. */
const PATIENCE_MS = 2_000;

interface Answer {
  /** Bytes of head and body; `undefined` while they are incomplete. */
  length: number | undefined;
  isOk: boolean;
  /** Flask's own server closes after each answer. */
  isLast: boolean;
}

function readAnswer(bytes: Buffer): Answer {
  const headEnd = bytes.indexOf(END_OF_HEAD);
  if (headEnd < 0) return { length: undefined, isOk: false, isLast: false };
  const head = bytes.toString("latin1", 0, headEnd);
  const isOk = head.startsWith("200", 9);
  const isLast = CONNECTION_CLOSE.test(head);
  const bodyStart = headEnd + END_OF_HEAD.length;
  const contentLength = CONTENT_LENGTH.exec(head)?.[1];
  if (contentLength !== undefined) {
    const length = bodyStart + Number(contentLength);
    return { length: length <= bytes.length ? length : undefined, isOk, isLast };
  }
  const end = bytes.indexOf(CHUNKED_END, headEnd);
  return { length: end < 0 ? undefined : end + CHUNKED_END.length, isOk, isLast };
}

async function run({ port, path, durationMs, connections }: LoadOrder): Promise<LoadResult> {
  const request = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUser-Agent: bench\r\n\r\n`;
  const result: LoadResult = { answered: 0, failed: 0, durationMs: 0, latenciesMs: [] };
  const startMs = performance.now();
  const endMs = startMs + durationMs;
  await Promise.all(Array.from({ length: connections }, () => ask(port, request, endMs, result)));
  result.durationMs = performance.now() - startMs;
  return result;
}

/** Sends one request after the other until `endMs`; connects again when the server closes the connection. */
function ask(port: number, request: string, endMs: number, result: LoadResult): Promise<void> {
  return new Promise((resolve) => {
    let sentMs = 0;
    let received: Buffer = Buffer.alloc(0);
    const socket: Socket = connect({ port, host: "127.0.0.1", noDelay: true });
    const giveUp = setTimeout(() => socket.destroy(), endMs - performance.now() + PATIENCE_MS);
    const send = () => {
      sentMs = performance.now();
      socket.write(request);
    };
    socket.on("connect", send);
    socket.on("data", (chunk: Buffer) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      const { length, isOk, isLast } = readAnswer(received);
      if (length === undefined) return;
      received = received.subarray(length);
      const nowMs = performance.now();
      result.latenciesMs.push(nowMs - sentMs);
      result[isOk ? "answered" : "failed"] += 1;
      if (nowMs < endMs && !isLast) return send();
      socket.destroy();
    });
    // Whatever ends the connection: an error, the server, or the end of the time.
    socket.on("error", () => (result.failed += 1));
    socket.on("close", () => {
      clearTimeout(giveUp);
      resolve(performance.now() < endMs ? ask(port, request, endMs, result) : undefined);
    });
  });
}

process.on("message", (order: LoadOrder) => {
  void run(order).then((result) => process.send?.(result));
});
process.once("disconnect", () => process.exit());
