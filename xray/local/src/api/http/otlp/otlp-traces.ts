import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { OtlpError } from "../../../otlp/span.ts";
import {
  INVALID_ARGUMENT,
  UNAVAILABLE,
  writeFailure,
  writeSuccess,
} from "../../../otlp/wire/write-response.ts";
import type { OtlpAnswer, OtlpEncoding } from "../../../otlp/wire/write-response.ts";
import type { UnprocessedTraceSegment } from "../../../protocol/api-types.ts";
import { StoreError } from "../../../store/trace-store.ts";
import type { TraceStore } from "../../../store/trace-store.ts";
import { ApiError } from "../../model/errors.ts";
import { createScheduler } from "../../scheduler.ts";
import { toDocuments } from "./otlp-documents.ts";
import type { SpanDocuments } from "./otlp-documents.ts";
import { MAX_BODY_BYTES, tooManyLargeRequests } from "../body-budget.ts";
import type { BodyBudget } from "../body-budget.ts";
import { readBody } from "../read-body.ts";
import { send } from "../send.ts";

/** As on AWS: `https://xray.<region>.amazonaws.com/v1/traces`. */
export const OTLP_TRACES_PATH = "/v1/traces";

const ENCODINGS: Readonly<Record<string, OtlpEncoding>> = {
  "application/x-protobuf": "protobuf",
  "application/protobuf": "protobuf",
  "application/json": "json",
};

const gunzipAsync = promisify(gunzip);

interface Surroundings {
  budget: BodyBudget;
  context: { store: Pick<TraceStore, "put"> };
  logError(message: string, error: unknown): void;
}

/**
 * Ingests OpenTelemetry's spans as segments, and answers when the well-formed ones are durable. Other spans are
 * rejected one by one, as OTLP's partial success. When the store cannot write, exporters are told to try again. Rejects
 * only for a defect.
 */
export async function answerOtlpTraces(
  request: IncomingMessage,
  response: ServerResponse,
  surroundings: Surroundings,
): Promise<void> {
  if (request.method !== "POST") {
    response.setHeader("allow", "POST");
    throw new ApiError("MethodNotAllowedException", "Spans are sent with POST.");
  }
  const encoding = encodingOf(request.headers["content-type"]);
  if (encoding === undefined) {
    const reason = "Send OTLP as application/x-protobuf or application/json.";
    return sendAnswer(request, response, 415, writeFailure("json", INVALID_ARGUMENT, reason));
  }
  try {
    const { documents, spanOf } = await readDocuments(request, encoding, surroundings.budget);
    const rejected = await put(documents, surroundings);
    const success = writeSuccess(encoding, countSpans(rejected, spanOf), explain(rejected));
    await sendAnswer(request, response, 200, success);
  } catch (error) {
    const failure = toFailure(error);
    if (failure === undefined) throw error;
    const { status, code, reason } = failure;
    await sendAnswer(request, response, status, writeFailure(encoding, code, reason));
  }
}

class NotStoredError extends Error {
  override readonly name = "NotStoredError";
}

/** What the client is told; undefined for a defect. */
function toFailure(error: unknown): { status: number; code: number; reason: string } | undefined {
  if (error instanceof OtlpError) return { status: 400, code: INVALID_ARGUMENT, reason: error.message };
  if (error instanceof NotStoredError) return { status: 503, code: UNAVAILABLE, reason: error.message };
  if (!(error instanceof ApiError)) return undefined;
  return { status: error.status, code: INVALID_ARGUMENT, reason: error.message };
}

function encodingOf(contentType = ""): OtlpEncoding | undefined {
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  return Object.hasOwn(ENCODINGS, type) ? ENCODINGS[type] : undefined;
}

/** Rejects with OtlpError or RequestEntityTooLargeException; never unpacks more than the limit. */
async function unpack(body: Buffer, contentEncoding = "identity"): Promise<Buffer> {
  if (contentEncoding === "identity" || contentEncoding === "") return body;
  if (contentEncoding !== "gzip") {
    throw new OtlpError(
      `The content encoding ${contentEncoding.slice(0, 40)} is not known; use gzip or none`,
    );
  }
  try {
    return await gunzipAsync(body, { maxOutputLength: MAX_BODY_BYTES });
  } catch (error) {
    if (error instanceof RangeError) {
      throw new ApiError(
        "RequestEntityTooLargeException",
        `The request is larger than ${MAX_BODY_BYTES} bytes when unpacked; send fewer spans at once.`,
      );
    }
    throw new OtlpError("The body is not in gzip, as its content-encoding says");
  }
}

/** What the spans became is held for the request until it is answered. */
async function readDocuments(
  request: IncomingMessage,
  encoding: OtlpEncoding,
  budget: BodyBudget,
): Promise<SpanDocuments> {
  const packed = await readBody(request, budget);
  const endTurn = await budget.takeTurn();
  try {
    const body = await unpack(packed, request.headers["content-encoding"]);
    // Goes on when the exporter has hung up, because it would send the same spans again.
    const read = await toDocuments(body, encoding, createScheduler(new AbortController().signal));
    if (!budget.hold(request, read.characters)) throw tooManyLargeRequests();
    return read;
  } finally {
    endTurn();
  }
}

async function put(
  documents: readonly string[],
  surroundings: Surroundings,
): Promise<readonly UnprocessedTraceSegment[]> {
  if (documents.length === 0) return [];
  try {
    return await surroundings.context.store.put(documents);
  } catch (error) {
    // The store has already said that its disk is full, once and not for each request.
    if (error instanceof StoreError) throw new NotStoredError(error.message);
    surroundings.logError("Spans could not be stored", error);
    throw new NotStoredError("The spans could not be stored; the server's log has the cause.");
  }
}

/** Counts a span that became two documents once, and each span without an id. */
function countSpans(
  rejected: readonly UnprocessedTraceSegment[],
  spanOf: ReadonlyMap<string, string>,
): number {
  const ids = rejected.flatMap(({ Id }) => (Id === undefined ? [] : [spanOf.get(Id) ?? Id]));
  return new Set(ids).size + rejected.length - ids.length;
}

/** `MissingTraceId: 2, SegmentTooLarge: 1`, for a sentence. */
function explain(rejected: readonly UnprocessedTraceSegment[]): string {
  const counts = new Map<string, number>();
  for (const { ErrorCode } of rejected) counts.set(ErrorCode, (counts.get(ErrorCode) ?? 0) + 1);
  const reasons = Array.from(counts, ([code, count]) => `${code}: ${count}`).join(", ");
  return rejected.length === 0 ? "" : `Segments of these spans were rejected (${reasons}).`;
}

async function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  { contentType, body }: OtlpAnswer,
): Promise<void> {
  await send(request, response, {
    status,
    headers: { "content-type": contentType, "cache-control": "no-store" },
    body: typeof body === "string" ? body : Buffer.from(body),
  });
}
