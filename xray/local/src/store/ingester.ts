import type { UnprocessedTraceSegment } from "../protocol/api-types.ts";
import { parseSegmentDocument } from "../protocol/parse-segment-document.ts";
import type { SegmentDocument } from "../protocol/segment-document.ts";
import { deriveTraceFacts } from "../trace/derive-facts.ts";
import { decodeColumns, findRow } from "./chunk-columns.ts";
import { ChunkReader } from "./chunk-reader.ts";
import { readAllColumns } from "./chunk-table.ts";
import type { Chunk, ChunkTable } from "./chunk-table.ts";
import { cutIntoChunks, encodeChunk, groupByTrace } from "./commit-batch.ts";
import type { AcceptedDocument, EncodedChunk, TraceArrival, UpdatedTrace } from "./commit-batch.ts";
import { PACKED_ID_BYTES, packTraceId } from "./packed-id.ts";
import { RecentTraces } from "./recent-traces.ts";
import type { EarlierTrace } from "./recent-traces.ts";
import { SeenTraces } from "./seen-traces.ts";
import type { CommittedChunk } from "./writer-messages.ts";

// About half a second of documents at full speed: the segments of one trace mostly come closer together.
const RECENT_CHARS = 24 * 2 ** 20;
/** Facts come from the first so many documents of a trace: without a bound one endless trace would take all time. */
const MAX_DERIVED_DOCUMENTS = 1000;

const NEW_TRACE: EarlierTrace = { revision: 0, texts: [], places: [] };

export type Offer =
  | { ok: true; accepted: AcceptedDocument }
  | { ok: false; refusal: UnprocessedTraceSegment };

export interface CommitResult {
  chunks: CommittedChunk[];
  /** Accepted documents of traces whose facts could not be derived: they are not stored. */
  underivable: ReadonlySet<AcceptedDocument>;
}

/** Turns documents into chunks: gathers a batch, brings its traces up to date, writes it in one transaction. */
export class Ingester {
  private readonly table: ChunkTable;
  private readonly reader: ChunkReader;
  private readonly seen = new SeenTraces();
  private readonly recent = new RecentTraces(RECENT_CHARS);
  private readonly packed = new Uint8Array(PACKED_ID_BYTES);
  private nextChunk: number;
  private batch: AcceptedDocument[] = [];

  constructor(table: ChunkTable) {
    this.table = table;
    this.reader = new ChunkReader(table.database);
    this.nextChunk = table.nextId();
    for (const { id, columns } of readAllColumns(table.database)) {
      const { count, ids } = decodeColumns(columns);
      for (let row = 0; row < count; row += 1) this.seen.set(ids, row * PACKED_ID_BYTES, id);
    }
  }

  /** Documents that wait for `commit`. */
  get pending(): number {
    return this.batch.length;
  }

  /** Takes a well-formed document into the batch, or says in AWS's words why not. */
  offer(text: string): Offer {
    const parsed = parseSegmentDocument(text);
    if (!parsed.ok) {
      const { id, code, message } = parsed;
      return {
        ok: false,
        refusal: { ...(id === undefined ? {} : { Id: id }), ErrorCode: code, Message: message },
      };
    }
    const accepted = { text, document: parsed.document };
    this.batch.push(accepted);
    return { ok: true, accepted };
  }

  /** Takes the batch out without writing it. */
  discard(): readonly AcceptedDocument[] {
    const { batch } = this;
    this.batch = [];
    return batch;
  }

  /** Writes the batch; when it throws, nothing is written and the batch is still there. */
  commit(nowMs: number): CommitResult {
    const underivable = new Set<AcceptedDocument>();
    const updated: UpdatedTrace[] = [];
    for (const arrival of groupByTrace(this.batch)) {
      const trace = this.bringUpToDate(arrival);
      if (trace !== undefined) updated.push(trace);
      else for (const accepted of arrival.accepted) underivable.add(accepted);
    }
    const encoded = cutIntoChunks(updated).map((traces, at) =>
      encodeChunk(this.nextChunk + at, nowMs, traces),
    );
    this.table.transact(() => {
      for (const { chunk } of encoded) this.table.insert(chunk);
    });
    this.batch = [];
    this.nextChunk += encoded.length;
    for (const each of encoded) this.remember(each);
    return { chunks: encoded.map(({ chunk }) => toCommitted(chunk)), underivable };
  }

  dropThrough(chunk: number): void {
    this.seen.dropThrough(chunk);
  }

  private bringUpToDate({ traceId, accepted }: TraceArrival): UpdatedTrace | undefined {
    const earlier = this.findEarlier(traceId);
    const documents = [...parseStored(earlier.texts), ...accepted.map(({ document }) => document)];
    try {
      const facts = deriveTraceFacts(documents.slice(0, MAX_DERIVED_DOCUMENTS), earlier.revision + 1);
      return { facts, newTexts: accepted.map(({ text }) => text), earlier };
    } catch {
      return undefined;
    }
  }

  private findEarlier(traceId: string): EarlierTrace {
    const recent = this.recent.get(traceId);
    if (recent !== undefined) return recent;
    packTraceId(traceId, this.packed, 0);
    const chunk = this.seen.find(this.packed);
    const columns = chunk === 0 ? undefined : this.reader.columns(chunk);
    const row = columns === undefined ? -1 : findRow(columns, this.packed);
    if (columns === undefined || row < 0) return NEW_TRACE;
    const places = this.reader.details(chunk)?.places(row) ?? [];
    const texts = this.reader.texts(places.slice(0, MAX_DERIVED_DOCUMENTS));
    return { revision: columns.revision[row] ?? 0, texts, places };
  }

  private remember({ chunk, traces, places }: EncodedChunk): void {
    for (const [row, { facts, earlier, newTexts }] of traces.entries()) {
      packTraceId(facts.id, this.packed, 0);
      this.seen.set(this.packed, 0, chunk.id);
      const texts = [...earlier.texts, ...newTexts].slice(0, MAX_DERIVED_DOCUMENTS);
      this.recent.set(facts.id, { revision: facts.revision, texts, places: places[row] ?? [] });
    }
  }
}

function parseStored(texts: readonly string[]): SegmentDocument[] {
  return texts.flatMap((text) => {
    const parsed = parseSegmentDocument(text);
    return parsed.ok ? [parsed.document] : [];
  });
}

function toCommitted({ id, writtenAtMs, documents, columns }: Chunk): CommittedChunk {
  return { id, writtenAtMs, documents, columns };
}
