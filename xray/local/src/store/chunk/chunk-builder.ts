import type { SegmentDocument } from "../../protocol/segment-document.ts";
import type { TraceFacts } from "../../model/trace-facts.ts";
import type { ArrivalRollups } from "../../rollup/arrival-rollups.ts";
import type { ByteWriter } from "../../bytes/byte-writer.ts";
import { encodeColumns } from "./chunk-columns.ts";
import { encodeDetails } from "./chunk-details.ts";
import { DocumentsWriter } from "./chunk-documents.ts";
import { toTopologyLine } from "./topology-line.ts";
import type { DocumentPlace, TraceHistory } from "./trace-history.ts";

// To answer one trace, a whole chunk is read and decompressed. Until it is built, its documents live in memory as
// objects. Measured at 125 / 250 / 500 documents: 20 / 25 / 29 µs of processor a document (the difference is garbage
// collection), 146 / 134 / 127 bytes on disk.
const DOCUMENTS_A_CHUNK = 125;
export const BYTES_A_CHUNK = 2 ** 18;

/** What one chunk brings of one trace. */
export interface TraceArrival {
  traceId: string;
  /** The chunk. */
  chunk: number;
  documents: SegmentDocument[];
  /** Of all their texts. */
  characters: number;
  places: DocumentPlace[];
}

/** A trace after the documents of an arrival were added to it. */
export interface UpdatedTrace {
  facts: TraceFacts;
  history: TraceHistory;
}

/** Documents, and the facts of the traces that they updated. */
export interface Chunk {
  id: number;
  /** The number of documents. */
  documents: number;
  /** See chunk-columns.ts, chunk-details.ts and chunk-documents.ts. */
  columns: Uint8Array<ArrayBuffer>;
  details: Buffer;
  texts: Buffer;
}

/**
 * Gathers the documents of one chunk. Parsed documents live no longer than that, which keeps garbage collection cheap.
 */
export class ChunkBuilder {
  readonly id: number;
  private readonly texts: DocumentsWriter;
  private readonly arrivals = new Map<string, TraceArrival>();

  /** Writes into the memory of `writer`, which builders that live one after the other share. */
  constructor(id: number, writer: ByteWriter) {
    this.id = id;
    this.texts = new DocumentsWriter(writer);
  }

  get documents(): number {
    return this.texts.count;
  }

  traces(): Iterable<TraceArrival> {
    return this.arrivals.values();
  }

  isFull(): boolean {
    return this.texts.count >= DOCUMENTS_A_CHUNK || this.texts.byteLength >= BYTES_A_CHUNK;
  }

  /** Writes a text, which `add` or `takeBack` is to be called of; returns its checksum. */
  write(text: string): number {
    this.texts.add(text);
    return this.texts.checksumOfLast();
  }

  takeBack(): void {
    this.texts.removeLast();
  }

  /** What the text that was written last says, and how long that is. */
  add(document: SegmentDocument, characters: number): void {
    const place = { chunk: this.id, ordinal: this.texts.count - 1 };
    const known = this.arrivals.get(document.trace_id);
    if (known === undefined) {
      const { trace_id: traceId } = document;
      this.arrivals.set(traceId, {
        traceId,
        chunk: this.id,
        documents: [document],
        characters,
        places: [place],
      });
    } else {
      known.documents.push(document);
      known.characters += characters;
      known.places.push(place);
    }
  }

  /**
   * Leaves out the documents of traces for which `bringUpToDate` answers undefined: they are not counted, and no row
   * points to them. Adds new traces to `rollups`.
   */
  build(bringUpToDate: (arrival: TraceArrival) => UpdatedTrace | undefined, rollups: ArrivalRollups): Chunk {
    const updated: UpdatedTrace[] = [];
    let documents = 0;
    for (const arrival of this.arrivals.values()) {
      const trace = bringUpToDate(arrival);
      if (trace === undefined) continue;
      updated.push(trace);
      documents += arrival.documents.length;
    }
    const facts = updated.map((trace) => trace.facts);
    const topologies = updated.map((trace) =>
      trace.history.link === undefined ? toTopologyLine(trace.facts) : undefined,
    );
    const chunk = {
      id: this.id,
      documents,
      columns: encodeColumns(facts, topologies),
      details: encodeDetails(this.id, updated),
      texts: this.texts.encode(),
    };
    for (const [row, topology] of topologies.entries()) {
      const trace = facts[row];
      if (trace?.revision === 1 && topology !== undefined) rollups.add(trace, topology);
    }
    return chunk;
  }
}
