import { readU32 } from "../../bytes/elements.ts";
import type { UnprocessedTraceSegment } from "../../protocol/api-types.ts";
import { parseSegmentDocument } from "../../protocol/parse-segment-document.ts";
import { ArrivalRollups } from "../../rollup/arrival-rollups.ts";
import type { SecondRollup } from "../../rollup/arrival-rollups.ts";
import { ByteWriter } from "../../bytes/byte-writer.ts";
import { BYTES_A_CHUNK, ChunkBuilder } from "../chunk/chunk-builder.ts";
import type { Chunk, TraceArrival, UpdatedTrace } from "../chunk/chunk-builder.ts";
import { decodeColumns, findRow } from "../chunk/chunk-columns.ts";
import { ChunkReader } from "../chunk/chunk-reader.ts";
import { readAllColumns } from "../chunk/chunk-table.ts";
import type { ChunkTable } from "../chunk/chunk-table.ts";
import { PACKED_ID_BYTES, packTraceId } from "../chunk/packed-id.ts";
import { TraceReader } from "../chunk/trace-reader.ts";
import { ParsedTraces } from "./parsed-traces.ts";
import { RecentDocuments } from "./recent-documents.ts";
import { SeenTraces } from "./seen-traces.ts";
import { NO_HISTORY, updateTrace } from "./update-trace.ts";
import type { EarlierTrace } from "./update-trace.ts";
import type { CommittedChunk } from "./writer-messages.ts";

// About a tenth of a second of documents at full speed: the segments of a trace mostly come closer together than that.
const CACHED_TEXT_BYTES = 5 * 2 ** 20;
const BATCH_DOCUMENTS = 2000;
const BATCH_BYTES = 4 * 2 ** 20;

export type Offer =
  /** `isKnown`: it came a moment ago already, and is not stored again. */
  | { ok: true; id: string; traceId: string; fault: boolean; isKnown: boolean }
  | { ok: false; rejection: UnprocessedTraceSegment };

export interface CommitResult {
  chunks: CommittedChunk[];
  /** Rollups of the new traces. */
  rollups: SecondRollup[];
  dropped: DroppedDocuments;
}

interface Move {
  /** The packed trace id. */
  id: Uint8Array;
  /** Ids of chunks. */
  from: number;
  to: number;
}

/** Documents that were well-formed but are not stored, because the facts of their trace could not be derived. */
export interface DroppedDocuments {
  documents: number;
  faults: number;
  traceIds: ReadonlySet<string>;
  /** The last error. */
  reason: string;
}

/**
 * Turns documents into chunks: gathers them, updates their traces, and writes them in one transaction. Chunks that are
 * not written yet are in the reader's cache, where the next segment of a trace finds them.
 */
export class Ingester {
  private readonly table: ChunkTable;
  private readonly reader: ChunkReader;
  private readonly traces: TraceReader;
  private readonly seen: SeenTraces;
  private readonly recent = new RecentDocuments();
  private readonly parsed = new ParsedTraces();
  /** Traces that unwritten chunks have moved away from other chunks. */
  private moves: Move[] = [];
  private builder: ChunkBuilder;
  private built: Chunk[] = [];
  private rollups = new ArrivalRollups();
  private dropped = noDrops();
  private readonly writer = new ByteWriter(1.25 * BYTES_A_CHUNK);
  private readonly packed = new Uint8Array(PACKED_ID_BYTES);

  constructor(table: ChunkTable) {
    this.table = table;
    this.reader = new ChunkReader(table.database, CACHED_TEXT_BYTES);
    this.traces = new TraceReader(this.reader);
    this.seen = loadSeen(table, this.reader);
    this.builder = new ChunkBuilder(table.nextId(), this.writer);
  }

  /** How many documents may come before `commit` is due; 0 when it is. */
  room(): number {
    let documents = this.builder.documents;
    let bytes = 0;
    for (const chunk of this.built) {
      documents += chunk.documents;
      bytes += chunk.texts.length;
    }
    return bytes >= BATCH_BYTES ? 0 : Math.max(0, BATCH_DOCUMENTS - documents);
  }

  /** Accepts a well-formed document, or says in AWS's words why it rejects it. */
  offer(text: string): Offer {
    const parsed = parseSegmentDocument(text);
    if (!parsed.ok) {
      const { id, code, message } = parsed;
      return {
        ok: false,
        rejection: { ...(id === undefined ? {} : { Id: id }), ErrorCode: code, Message: message },
      };
    }
    const { document } = parsed;
    const { id, trace_id: traceId, fault } = document;
    const checksum = this.builder.write(text);
    const isKnown = this.recent.isKnown(document, checksum, this.builder.id);
    if (isKnown) this.builder.takeBack();
    else this.builder.add(document, text.length);
    if (this.builder.isFull()) this.build();
    return { ok: true, id, traceId, fault: fault === true, isKnown };
  }

  /** Writes what was gathered. When that throws, the documents are dropped and the store is as it was before. */
  commit(nowMs: number): CommitResult {
    if (this.builder.documents > 0) this.build();
    const { built, rollups, dropped } = this;
    this.built = [];
    this.rollups = new ArrivalRollups();
    this.dropped = noDrops();
    try {
      this.table.transact(() => {
        for (const chunk of built) this.table.insert(chunk, nowMs);
      });
    } catch (error) {
      this.forget(built);
      throw error;
    }
    this.moves = [];
    this.reader.settle();
    const chunks = built.map(({ id, documents, columns }) => ({
      id,
      writtenAtMs: nowMs,
      documents,
      columns,
    }));
    return { chunks, rollups: rollups.encode(), dropped };
  }

  /** The id of the newest chunk that was written. */
  lastChunk(): number {
    return this.table.nextId() - 1;
  }

  expireThrough(chunk: number): void {
    this.seen.expireThrough(chunk);
    this.recent.expireThrough(chunk);
    this.parsed.clear();
  }

  /**
   * After a failed commit: returns to what is on disk. Ids of chunks are not used twice, so that nobody takes a new
   * chunk for one that is gone.
   */
  private forget(chunks: readonly Chunk[]): void {
    this.undoMoves(0);
    this.recent.forget();
    this.parsed.clear();
    for (const { id, columns } of chunks) {
      const { count, ids, revision } = decodeColumns(columns);
      for (let row = 0; row < count; row += 1) {
        if (revision[row] === 1) this.seen.forget(ids, row * PACKED_ID_BYTES, id);
      }
    }
    this.reader.forgetHeld();
  }

  /** Undoes all moves but the first `kept`. */
  private undoMoves(kept: number): void {
    for (const { id, from, to } of this.moves.splice(kept).toReversed()) this.seen.move(id, 0, to, from);
  }

  /** A chunk that cannot be built is dropped and counted, and does not affect the next. */
  private build(): void {
    const { builder } = this;
    const droppedBefore = { ...this.dropped, traceIds: new Set(this.dropped.traceIds) };
    const movesBefore = this.moves.length;
    try {
      const chunk = builder.build((arrival) => this.bringUpToDate(arrival), this.rollups);
      this.built.push(chunk);
      this.reader.hold(chunk);
    } catch (error) {
      this.dropped = droppedBefore;
      this.undoMoves(movesBefore);
      for (const arrival of builder.traces()) this.lose(arrival, error);
    }
    this.builder = new ChunkBuilder(builder.id + 1, this.writer);
  }

  private bringUpToDate(arrival: TraceArrival): UpdatedTrace | undefined {
    const earlier = this.findEarlier(arrival.traceId);
    try {
      const updated = updateTrace({ traces: this.traces, parsed: this.parsed }, earlier, arrival);
      const from = earlier?.at.chunk ?? 0;
      const to = this.builder.id;
      this.seen.move(this.packed, 0, from, to);
      if (from !== 0) this.moves.push({ id: this.packed.slice(), from, to });
      return updated;
    } catch (error) {
      this.lose(arrival, error);
      return undefined;
    }
  }

  private lose({ traceId, documents }: TraceArrival, error: unknown): void {
    this.recent.forget();
    this.parsed.clear();
    this.dropped.documents += documents.length;
    this.dropped.faults += documents.filter(({ fault }) => fault === true).length;
    this.dropped.traceIds.add(traceId);
    this.dropped.reason = String(error);
  }

  private findEarlier(traceId: string): EarlierTrace | undefined {
    packTraceId(traceId, this.packed, 0);
    const chunk = this.seen.find(this.packed, 0, (candidate) =>
      holdsTrace(this.reader, candidate, this.packed),
    );
    const columns = chunk === 0 ? undefined : this.reader.columns(chunk);
    if (columns === undefined) return undefined;
    const row = findRow(columns, this.packed);
    const revision = readU32(columns.revision, row);
    return { at: { chunk, row }, revision, history: this.traces.history({ chunk, row }) ?? NO_HISTORY };
  }
}

function noDrops(): DroppedDocuments & { traceIds: Set<string> } {
  return { documents: 0, faults: 0, traceIds: new Set(), reason: "" };
}

/** Reads the chunks from the oldest to the newest: for a trace in several chunks, the last one counts. */
function loadSeen(table: ChunkTable, reader: ChunkReader): SeenTraces {
  const seen = new SeenTraces();
  for (const { id, columns } of readAllColumns(table.database)) {
    if (columns === undefined) continue;
    const { count, ids, revision } = columns;
    for (let row = 0; row < count; row += 1) {
      const at = row * PACKED_ID_BYTES;
      const holds = (chunk: number) => holdsTrace(reader, chunk, ids.subarray(at, at + PACKED_ID_BYTES));
      seen.move(ids, at, revision[row] === 1 ? 0 : seen.find(ids, at, holds), id);
    }
  }
  return seen;
}

function holdsTrace(reader: ChunkReader, chunk: number, packedId: Uint8Array): boolean {
  const columns = reader.columns(chunk);
  return columns !== undefined && findRow(columns, packedId) >= 0;
}
