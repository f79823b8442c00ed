import type { IncomingMessage } from "node:http";
import { countJsonValues } from "../../protocol/count-json-values.ts";
import { parseJson } from "../../protocol/raw-json.ts";
import { ApiError } from "../model/errors.ts";
import { MAX_BODY_BYTES, tooManyLargeRequests } from "./body-budget.ts";
import type { BodyBudget } from "./body-budget.ts";

/**
 * How much of a body that is too large is read and thrown away: when the connection closes while the client still
 * writes, it sees a reset and no answer.
 */
const MAX_DISCARDED_BYTES = 64 * 1024 * 1024;

/**
 * Members and elements in the body of an operation, without those inside texts: ten times what any operation needs.
 * Until the answer is sent, each one is charged with what it may become: two bytes of an empty document become a
 * rejection of a hundred, in two threads and in the answer.
 */
const MAX_VALUES = 100_000;
const BYTES_A_VALUE = 400;

/**
 * Reads the body, chunked or not. Rejects with RequestEntityTooLargeException, and never holds more than `limitBytes`;
 * rejects with ThrottledException when all requests together hold too much.
 */
export async function readBody(
  request: IncomingMessage,
  budget: BodyBudget,
  limitBytes = MAX_BODY_BYTES,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  let isHeld = true;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    bytes += chunk.length;
    isHeld &&= bytes <= limitBytes && budget.hold(request, chunk.length);
    if (isHeld) chunks.push(chunk);
    else {
      chunks.length = 0;
      budget.release(request);
    }
    if (bytes > MAX_DISCARDED_BYTES) break;
  }
  if (bytes > limitBytes) {
    throw new ApiError(
      "RequestEntityTooLargeException",
      `The request body is larger than ${limitBytes} bytes; send fewer segment documents at once.`,
    );
  }
  if (!isHeld) throw tooManyLargeRequests();
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

/** Reads the body as JSON, and holds what it may become. Rejects as `readBody` and `parseJsonBody` do. */
export async function readJsonBody(request: IncomingMessage, budget: BodyBudget): Promise<unknown> {
  const body = await readBody(request, budget);
  const values = countJsonValues(body);
  const isHeld = values > MAX_VALUES || budget.hold(request, values * BYTES_A_VALUE);
  if (!isHeld) throw tooManyLargeRequests();
  return parseJsonBody(body, values);
}

/**
 * An empty body is `{}`, because botocore sends none where an operation has no input. Throws SerializationException for
 * what is not JSON, and, before parsing, for what would take too much memory.
 */
export function parseJsonBody(body: Buffer, values = countJsonValues(body)): unknown {
  if (body.length === 0) return {};
  if (values > MAX_VALUES) {
    throw new ApiError(
      "SerializationException",
      `The request body has more than ${MAX_VALUES} members and elements; send fewer at once.`,
    );
  }
  const value = parseJson(body.toString("utf8"));
  if (value === undefined) {
    throw new ApiError("SerializationException", "The request body is not valid JSON.");
  }
  return value;
}
