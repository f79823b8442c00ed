import type { IncomingMessage } from "node:http";
import { ApiError } from "../model/errors.ts";

/**
 * A daemon sends at most 50 documents of 64 KB at once; escaped as JSON strings they may double.
 */
export const MAX_BODY_BYTES = 8 * 1024 * 1024;

/**
 * Of all requests that are being read or answered, together: a client can open thousands of connections, and each may
 * bring its body slowly. Eight of the largest fit.
 */
const MAX_HELD_BYTES = 8 * MAX_BODY_BYTES;

let heldBytes = 0;
const heldBy = new WeakMap<IncomingMessage, number>();

/** To be called when the request is answered: its body counts until then. */
export function releaseBody(request: IncomingMessage): void {
  heldBytes -= heldBy.get(request) ?? 0;
  heldBy.delete(request);
}

/** False when there is no room for it. */
function hold(request: IncomingMessage, bytes: number): boolean {
  if (heldBytes + bytes > MAX_HELD_BYTES) return false;
  heldBytes += bytes;
  heldBy.set(request, (heldBy.get(request) ?? 0) + bytes);
  return true;
}

/**
 * What is too large is read on and thrown away for so long, because a client that is still writing when the connection
 * closes sees a reset instead of the answer.
 */
const MAX_DISCARDED_BYTES = 64 * 1024 * 1024;

/**
 * Reads the body, chunked or not. Rejects with RequestEntityTooLargeException and never holds more than `limitBytes`;
 * with ThrottledException when all requests together hold too much.
 */
export async function readBody(request: IncomingMessage, limitBytes = MAX_BODY_BYTES): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  let isHeld = true;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    bytes += chunk.length;
    isHeld &&= bytes <= limitBytes && hold(request, chunk.length);
    if (isHeld) chunks.push(chunk);
    else {
      chunks.length = 0;
      releaseBody(request);
    }
    if (bytes > MAX_DISCARDED_BYTES) break;
  }
  if (bytes > limitBytes) {
    throw new ApiError(
      "RequestEntityTooLargeException",
      `The request body is larger than ${limitBytes} bytes; send fewer segment documents at once.`,
    );
  }
  if (!isHeld) {
    throw new ApiError("ThrottledException", "Too many large requests at once; send this one again later.");
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

/** An empty body is `{}`: botocore sends none where an operation has no input. */
export function parseJsonBody(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw new ApiError("SerializationException", "The request body is not valid JSON.");
  }
}
