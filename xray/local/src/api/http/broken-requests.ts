import type { Duplex } from "node:stream";
import type { ErrorCode } from "../model/errors.ts";

/** A short answer fits into the system's buffers at once; a client that has not read it by then is gone. */
const CLOSE_AFTER_MS = 1_000;

/** Answers what is not HTTP, is too slow, or has endless headers. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex, requestId: string): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const isTooSlow = error.code === "ERR_HTTP_REQUEST_TIMEOUT";
  const status = isTooSlow ? "408 Request Timeout" : "400 Bad Request";
  const message = isTooSlow ? "The request took too long to arrive." : "The request is not valid HTTP.";
  hangUpWith(socket, { status, requestId, code: "SerializationException", message });
}

/** Rejects CONNECT, which asks a proxy for a connection to another host. */
export function refuseTunnel(socket: Duplex, requestId: string): void {
  const status = "405 Method Not Allowed";
  const message = "This is no proxy; operations are called with POST.";
  hangUpWith(socket, { status, requestId, code: "MethodNotAllowedException", message });
}

interface LastAnswer {
  status: string;
  requestId: string;
  code: ErrorCode;
  message: string;
}

/** Ends the connection on both sides: one that the client keeps half open would count as open forever. */
function hangUpWith(socket: Duplex, { status, requestId, code, message }: LastAnswer): void {
  const body = JSON.stringify({ __type: code, Message: message });
  const head = [
    `HTTP/1.1 ${status}`,
    `x-amzn-requestid: ${requestId}`,
    `x-amzn-errortype: ${code}`,
    "content-type: application/json",
    `content-length: ${body.length}`,
    "connection: close",
  ];
  const timer = setTimeout(() => socket.destroy(), CLOSE_AFTER_MS);
  socket.once("close", () => clearTimeout(timer));
  socket.once("error", () => socket.destroy());
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`, () => socket.destroy());
}
