import type { IncomingMessage } from "node:http";
import { countJsonValues } from "../../protocol/count-json-values.ts";
import { parseJson } from "../../protocol/raw-json.ts";
import { ApiError } from "../model/errors.ts";
import { MAX_BODY_BYTES, tooManyLargeRequests } from "./body-budget.ts";
import type { BodyBudget } from "./body-budget.ts";

/**
 * What is too large is read on and thrown away for so long, because a client that is still writing when the connection
 * closes sees a reset instead of the answer.
 */
const MAX_DISCARDED_BYTES = 64 * 1024 * 1024;

/**
 * Members and elements of an operation's body, texts not counted inside: ten times what any of them needs. While it is
 * answered each counts as much as what it may become: an empty document of two bytes a rejection of a hundred, at two
 * threads and in the answer.
 */
const MAX_VALUES = 100_000;
const BYTES_A_VALUE = 400;

/**
 * Reads the body, chunked or not. Rejects with RequestEntityTooLargeException and never holds more than `limitBytes`;
 * with ThrottledException when all requests together hold too much.
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

/** Reads the body as JSON, with what it may become held. Rejects as `readBody` and `parseJsonBody` do. */
export async function readJsonBody(request: IncomingMessage, budget: BodyBudget): Promise<unknown> {
  const body = await readBody(request, budget);
  const values = countJsonValues(body);
  const isHeld = values > MAX_VALUES || budget.hold(request, values * BYTES_A_VALUE);
  if (!isHeld) throw tooManyLargeRequests();
  return parseJsonBody(body, values);
}

/**
 * An empty body is `{}`: botocore sends none where an operation has no input. Throws SerializationException for what is
 * no JSON, and for what would take too much memory before it is read.
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
