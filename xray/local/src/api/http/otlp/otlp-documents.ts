import { readJsonSpans } from "../../../otlp/wire/read-json.ts";
import { readProtobufSpans } from "../../../otlp/wire/read-protobuf.ts";
import { OtlpError } from "../../../otlp/span.ts";
import type { ResourceSpans } from "../../../otlp/span.ts";
import { toBatchDocuments } from "../../../otlp/to-segments/batch-documents.ts";
import type { OtlpEncoding } from "../../../otlp/wire/write-response.ts";
import { countJsonValues } from "../../../protocol/count-json-values.ts";
import { ApiError } from "../../model/errors.ts";
import { finish } from "../../scheduler.ts";
import type { Scheduler } from "../../scheduler.ts";

/**
 * How long the documents of one request's spans may be. Each segment repeats its resource, so spans of a few bytes can
 * become documents as long as the resource. Chosen: the largest batches of the Collector, of 8 MB, become 20 to 30 MB.
 */
const MAX_DOCUMENT_CHARACTERS = 32 * 1024 * 1024;

/**
 * Objects, members and elements of a request in JSON, without those inside texts. An empty object is two bytes of text
 * and fifty bytes of memory; the densest batches that SDKs send have a third as many in 8 MB.
 */
const MAX_JSON_VALUES = 1_000_000;

export interface SpanDocuments {
  documents: string[];
  /** The length of all documents. */
  characters: number;
  /** The id of the span, by the ids of documents that have another id. */
  spanOf: ReadonlyMap<string, string>;
}

/**
 * Converts the spans of a request to segment documents. Lets other requests run meanwhile, because a batch of 8,192
 * spans takes a tenth of a second. Before it makes a document, rejects with OtlpError what is not OTLP or has too many
 * parts; rejects with RequestEntityTooLargeException when the documents become too long.
 */
export async function toDocuments(
  body: Buffer,
  encoding: OtlpEncoding,
  scheduler: Scheduler,
): Promise<SpanDocuments> {
  const steps = encoding === "json" ? readJsonSpans(toJsonText(body)) : readProtobufSpans(body);
  const batches = await finish(steps, scheduler);
  return finish(convert(batches), scheduler);
}

function toJsonText(body: Buffer): string {
  if (countJsonValues(body) > MAX_JSON_VALUES) {
    throw new OtlpError(
      `The request has more than ${MAX_JSON_VALUES} members and elements; send smaller batches`,
    );
  }
  return body.toString("utf8");
}

function* convert(batches: readonly ResourceSpans[]): Generator<void, SpanDocuments, void> {
  const documents: string[] = [];
  const spanOf = new Map<string, string>();
  let characters = 0;
  for (const made of toBatchDocuments(batches)) {
    for (const { text, id, spanId } of made) {
      characters += text.length;
      documents.push(text);
      if (id !== spanId) spanOf.set(id, spanId);
    }
    if (characters > MAX_DOCUMENT_CHARACTERS) throw tooMuch();
    yield;
  }
  return { documents, characters, spanOf };
}

function tooMuch(): ApiError {
  const most = `${MAX_DOCUMENT_CHARACTERS / 1024 / 1024} MB`;
  return new ApiError(
    "RequestEntityTooLargeException",
    `The spans become more than ${most} of segments, each of which tells of its resource; send fewer spans at once.`,
  );
}
