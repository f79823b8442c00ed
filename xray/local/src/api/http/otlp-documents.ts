import { readJsonSpans } from "../../otlp/wire/read-json.ts";
import { readProtobufSpans } from "../../otlp/wire/read-protobuf.ts";
import { OtlpError } from "../../otlp/span.ts";
import type { ResourceSpans } from "../../otlp/span.ts";
import { toBatchDocuments } from "../../otlp/to-segments/batch-documents.ts";
import type { OtlpEncoding } from "../../otlp/wire/write-response.ts";
import { countJsonValues } from "../../protocol/count-json-values.ts";
import { ApiError } from "../model/errors.ts";
import { finish } from "../scheduler.ts";
import type { Scheduler } from "../scheduler.ts";

/**
 * What the spans of a request may become. Each segment tells of its resource, so a few bytes of span can become as many
 * as the resource has. Chosen: the Collector's largest batches, of 8 MB, become 20 to 30 MB.
 */
const MAX_DOCUMENT_CHARACTERS = 32 * 1024 * 1024;

/**
 * Objects, members and elements of a request in JSON, texts not counted inside. An empty object takes two bytes, and
 * fifty in memory; the densest batches that SDKs send have a third as many in 8 MB.
 */
const MAX_JSON_VALUES = 1_000_000;

export interface SpanDocuments {
  documents: string[];
  /** Of all documents. */
  characters: number;
  /** Ids of the documents that have another id than their span → the span's. */
  spanOf: ReadonlyMap<string, string>;
}

/**
 * The spans of a request as segment documents. Other requests have their turn meanwhile: a batch of 8,192 spans takes a
 * tenth of a second. Rejects with OtlpError what is no OTLP or has too many parts, before any span is made a document,
 * and with RequestEntityTooLargeException where the documents would take too much.
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
