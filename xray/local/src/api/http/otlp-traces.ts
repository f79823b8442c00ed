import type { IncomingMessage, ServerResponse } from "node:http";
import { setImmediate } from "node:timers/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { readJsonSpans } from "../../otlp/read-json.ts";
import { readProtobufSpans } from "../../otlp/read-protobuf.ts";
import { OtlpError } from "../../otlp/span.ts";
import type { ResourceSpans } from "../../otlp/span.ts";
import { toSegmentDocuments } from "../../otlp/to-segment-documents.ts";
import { INVALID_ARGUMENT, writeFailure, writeSuccess } from "../../otlp/write-response.ts";
import type { OtlpAnswer, OtlpEncoding } from "../../otlp/write-response.ts";
import type { UnprocessedTraceSegment } from "../../protocol/api-types.ts";
import type { TraceStore } from "../../store/trace-store.ts";
import { ApiError } from "../errors.ts";
import { MAX_BODY_BYTES, readBody } from "./read-body.ts";
import { send } from "./send.ts";

/** As on AWS: `https://xray.<region>.amazonaws.com/v1/traces`. */
export const OTLP_TRACES_PATH = "/v1/traces";

/** Of one request; the Collector's batches have 8,192. */
const MAX_SPANS = 20_000;

/** Other requests have their turn while a large batch is made into segments. */
const SLICE_MS = 8;

const ENCODINGS: Readonly<Record<string, OtlpEncoding>> = {
  "application/x-protobuf": "protobuf",
  "application/protobuf": "protobuf",
  "application/json": "json",
};

const gunzipAsync = promisify(gunzip);

/**
 * Takes OpenTelemetry's spans in as segments, answering when those that are well-formed are durable. Spans that are
 * refused fail alone, as OTLP's partial success. Rejects only with what is no fault of the client.
 */
export async function answerOtlpTraces(
  request: IncomingMessage,
  response: ServerResponse,
  store: Pick<TraceStore, "put">,
): Promise<void> {
  const encoding = encodingOf(request.headers["content-type"]);
  if (encoding === undefined) {
    const reason = "Send OTLP as application/x-protobuf or application/json.";
    return sendAnswer(request, response, 415, writeFailure("json", INVALID_ARGUMENT, reason));
  }
  try {
    if (request.method !== "POST") {
      response.setHeader("allow", "POST");
      throw new ApiError("MethodNotAllowedException", "Spans are sent with POST.");
    }
    const body = await unpack(await readBody(request), request.headers["content-encoding"]);
    const answer = await takeSpans(readSpans(body, encoding), store, encoding);
    await sendAnswer(request, response, 200, answer);
  } catch (error) {
    const status = error instanceof ApiError ? error.status : error instanceof OtlpError ? 400 : undefined;
    if (status === undefined || !(error instanceof Error)) throw error;
    await sendAnswer(request, response, status, writeFailure(encoding, INVALID_ARGUMENT, error.message));
  }
}

function encodingOf(contentType = ""): OtlpEncoding | undefined {
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  return Object.hasOwn(ENCODINGS, type) ? ENCODINGS[type] : undefined;
}

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

function readSpans(body: Buffer, encoding: OtlpEncoding): ResourceSpans[] {
  const batches = encoding === "json" ? readJsonSpans(body.toString("utf8")) : readProtobufSpans(body);
  const spans = batches.reduce((sum, batch) => sum + batch.spans.length, 0);
  if (spans > MAX_SPANS) {
    throw new OtlpError(`The request has ${spans} spans, more than ${MAX_SPANS}; send smaller batches`);
  }
  return batches;
}

async function takeSpans(
  batches: readonly ResourceSpans[],
  store: Pick<TraceStore, "put">,
  encoding: OtlpEncoding,
): Promise<OtlpAnswer> {
  const documents: string[] = [];
  const spanOf = new Map<string, string>();
  let sliceEndMs = performance.now() + SLICE_MS;
  for (const { resource, spans } of batches) {
    for (const span of spans) {
      for (const document of toSegmentDocuments(span, resource)) {
        documents.push(JSON.stringify(document));
        if (document.id !== span.spanId) spanOf.set(document.id, span.spanId);
      }
      if (performance.now() > sliceEndMs) {
        await setImmediate();
        sliceEndMs = performance.now() + SLICE_MS;
      }
    }
  }
  const refused = documents.length === 0 ? [] : await store.put(documents);
  return writeSuccess(encoding, countSpans(refused, spanOf), explain(refused));
}

/** A span may have become two documents, and counts once all the same; those without an id count each. */
function countSpans(
  refused: readonly UnprocessedTraceSegment[],
  spanOf: ReadonlyMap<string, string>,
): number {
  const ids = refused.flatMap(({ Id }) => (Id === undefined ? [] : [spanOf.get(Id) ?? Id]));
  return new Set(ids).size + refused.length - ids.length;
}

/** `MissingTraceId: 2, SegmentTooLarge: 1` in a sentence. */
function explain(refused: readonly UnprocessedTraceSegment[]): string {
  const counts = new Map<string, number>();
  for (const { ErrorCode } of refused) counts.set(ErrorCode, (counts.get(ErrorCode) ?? 0) + 1);
  const reasons = Array.from(counts, ([code, count]) => `${code}: ${count}`).join(", ");
  return refused.length === 0 ? "" : `Segments of these spans were refused (${reasons}).`;
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
