import type { SegmentDocument } from "../protocol/segment-document.ts";
import type { TraceFacts } from "../protocol/trace-facts.ts";
import { encodeColumns } from "./chunk-columns.ts";
import { encodeDetails } from "./chunk-details.ts";
import type { DocumentPlace } from "./chunk-details.ts";
import { encodeDocuments } from "./chunk-documents.ts";
import type { Chunk } from "./chunk-table.ts";
import type { EarlierTrace } from "./recent-traces.ts";

export interface AcceptedDocument {
  text: string;
  document: SegmentDocument;
}

/** All that one batch brought of one trace. */
export interface TraceArrival {
  traceId: string;
  accepted: AcceptedDocument[];
}

/** A trace brought up to date: its new documents, and the facts of all of them. */
export interface UpdatedTrace {
  facts: TraceFacts;
  newTexts: readonly string[];
  /** What came with earlier batches. */
  earlier: EarlierTrace;
}

export interface EncodedChunk {
  chunk: Chunk;
  traces: readonly UpdatedTrace[];
  /** Of all documents of each trace. */
  places: readonly (readonly DocumentPlace[])[];
}

// A chunk is read and decompressed whole to answer one trace: 500 documents take about a millisecond.
const DOCUMENTS_A_CHUNK = 500;
const CHARS_A_CHUNK = 1_000_000;

/** Brings the documents of each trace together, in the order in which the traces first appear. */
export function groupByTrace(accepted: readonly AcceptedDocument[]): TraceArrival[] {
  const arrivals = new Map<string, TraceArrival>();
  for (const item of accepted) {
    const traceId = item.document.trace_id;
    const known = arrivals.get(traceId);
    if (known === undefined) arrivals.set(traceId, { traceId, accepted: [item] });
    else known.accepted.push(item);
  }
  return [...arrivals.values()];
}

/** Cuts traces into chunks of about 500 documents or a million characters; a trace is never cut. */
export function cutIntoChunks(traces: readonly UpdatedTrace[]): UpdatedTrace[][] {
  const chunks: UpdatedTrace[][] = [];
  let current: UpdatedTrace[] = [];
  let documents = 0;
  let chars = 0;
  for (const trace of traces) {
    if (documents >= DOCUMENTS_A_CHUNK || chars >= CHARS_A_CHUNK) {
      chunks.push(current);
      current = [];
      documents = 0;
      chars = 0;
    }
    current.push(trace);
    documents += trace.newTexts.length;
    for (const text of trace.newTexts) chars += text.length;
  }
  if (current.length > 0) chunks.push(current);
  return chunks;
}

/** A chunk of the traces' new documents and of their facts. */
export function encodeChunk(id: number, writtenAtMs: number, traces: readonly UpdatedTrace[]): EncodedChunk {
  const texts: string[] = [];
  const places = traces.map((trace) => {
    const own = trace.newTexts.map((_, index) => ({ chunk: id, ordinal: texts.length + index }));
    for (const text of trace.newTexts) texts.push(text);
    return [...trace.earlier.places, ...own];
  });
  const details = traces.map(({ facts }, index) => ({ facts, places: places[index] ?? [] }));
  const chunk = {
    id,
    writtenAtMs,
    documents: texts.length,
    columns: encodeColumns(traces.map(({ facts }) => facts)),
    details: encodeDetails(id, details),
    texts: encodeDocuments(texts),
  };
  return { chunk, traces, places };
}
