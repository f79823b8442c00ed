import { readJsonSpans } from "../../otlp/wire/read-json.ts";
import { readProtobufSpans } from "../../otlp/wire/read-protobuf.ts";
import { OtlpError } from "../../otlp/span.ts";
import type { ResourceSpans } from "../../otlp/span.ts";
import { toSegmentDocuments } from "../../otlp/to-segments/to-segment-documents.ts";
import type { OtlpEncoding } from "../../otlp/wire/write-response.ts";
import { finish } from "../scheduler.ts";
import type { Scheduler } from "../scheduler.ts";

/** Of one request; the Collector's batches have 8,192. */
const MAX_SPANS = 20_000;

export interface SpanDocuments {
  documents: string[];
  /** Ids of the documents that have another id than their span → the span's. */
  spanOf: ReadonlyMap<string, string>;
}

/**
 * The spans of a request as segment documents. Other requests have their turn meanwhile: a batch of 8,192 spans takes a
 * tenth of a second. Rejects with OtlpError what is no OTLP, before any span is made a document.
 */
export async function toDocuments(
  body: Buffer,
  encoding: OtlpEncoding,
  scheduler: Scheduler,
): Promise<SpanDocuments> {
  const steps = encoding === "json" ? readJsonSpans(body.toString("utf8")) : readProtobufSpans(body);
  const batches = await finish(steps, scheduler);
  const spans = batches.reduce((sum, batch) => sum + batch.spans.length, 0);
  if (spans > MAX_SPANS) {
    throw new OtlpError(`The request has ${spans} spans, more than ${MAX_SPANS}; send smaller batches`);
  }
  return finish(convert(batches), scheduler);
}

function* convert(batches: readonly ResourceSpans[]): Generator<void, SpanDocuments, void> {
  const documents: string[] = [];
  const spanOf = new Map<string, string>();
  for (const { resource, spans } of batches) {
    for (const span of spans) {
      for (const document of toSegmentDocuments(span, resource)) {
        documents.push(JSON.stringify(document));
        if (document.id !== span.spanId) spanOf.set(document.id, span.spanId);
      }
      yield;
    }
  }
  return { documents, spanOf };
}
