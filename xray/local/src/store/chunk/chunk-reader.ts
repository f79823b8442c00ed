import { itemAt, readF64, readU32, readU8 } from "../../bytes/elements.ts";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { EdgeFacts, RequestFacts, ServiceFacts, TraceFacts } from "../../model/trace-facts.ts";
import type { Chunk } from "./chunk-builder.ts";
import { ChunkDecompressor } from "./chunk-compression.ts";
import { ERROR, FAULT, PARTIAL, THROTTLE } from "./chunk-columns.ts";
import {
  ABSENT_LINE,
  decodeColumns,
  parseActivityKinds,
  parseHttp,
  parseLabels,
  parseTopology,
} from "./chunk-columns.ts";
import type { ChunkColumns } from "./chunk-columns.ts";
import { DetailsReader } from "./chunk-details.ts";
import { documentAt } from "./chunk-documents.ts";
import { isDamage } from "../data-folder.ts";
import { freeMemory } from "../../bytes/free-memory.ts";
import { Lru } from "./lru.ts";
import { PACKED_ID_BYTES, unpackTraceId } from "./packed-id.ts";
import type { DocumentPlace, RowPlace } from "./trace-history.ts";

// Enough for a page of search results and for one large trace: the texts of a chunk of 125 documents are about 0.2 MB,
// its facts 0.02 MB.
const CACHED_TEXT_BYTES = 4 * 2 ** 20;
const CACHED_FACTS_BYTES = 3 * 2 ** 20;

interface ReadableChunk {
  columns: ChunkColumns;
  details: DetailsReader;
  texts: Buffer;
}

/**
 * Reads chunks and caches them decompressed. For a chunk that retention deleted or that is damaged, each method answers
 * undefined or nothing: a bad spot on the disk costs what lies in it, not every graph and export. Read columns and
 * details before you ask for the next chunk, which may reuse their memory.
 */
export class ChunkReader {
  private readonly columnsOf: StatementSync;
  private readonly detailsOf: StatementSync;
  private readonly textsOf: StatementSync;
  private readonly first: StatementSync;
  private readonly decompressor: ChunkDecompressor;
  private readonly columnsCache = new Lru<ChunkColumns>(CACHED_FACTS_BYTES, ({ bytes }) => freeMemory(bytes));
  private readonly detailsCache = new Lru<DetailsReader>(CACHED_FACTS_BYTES, ({ bytes }) =>
    freeMemory(bytes),
  );
  private readonly textsCache: Lru<Buffer>;
  private readonly unwritten = new Map<number, ReadableChunk>();
  /** Ids of chunks that could not be read back from the disk as they were written. */
  private readonly damaged = new Set<number>();

  constructor(database: DatabaseSync, cachedTextBytes = CACHED_TEXT_BYTES) {
    this.textsCache = new Lru<Buffer>(cachedTextBytes, freeMemory);
    this.decompressor = new ChunkDecompressor(database);
    this.columnsOf = database.prepare("SELECT columns AS bytes, dictionary FROM chunk WHERE id = ?");
    this.detailsOf = database.prepare("SELECT details AS bytes, dictionary FROM chunk WHERE id = ?");
    this.textsOf = database.prepare("SELECT texts AS bytes, dictionary FROM chunk WHERE id = ?");
    this.first = database.prepare("SELECT min(id) AS id FROM chunk");
  }

  /** Keeps a chunk that is not on disk yet, until `settle` or `forgetHeld`. */
  hold({ id, columns, details, texts }: Chunk): void {
    // A copy, because the columns move to the reading thread.
    const copy = decodeColumns(Uint8Array.from(columns));
    this.unwritten.set(id, { columns: copy, details: new DetailsReader(id, details), texts });
  }

  /** Drops the held chunks: their commit failed. */
  forgetHeld(): void {
    this.unwritten.clear();
  }

  /** The held chunks are on disk now: they go into the cache like any other. */
  settle(): void {
    for (const [id, { columns, details, texts }] of this.unwritten) {
      this.columnsCache.set(id, columns, columns.bytes.length);
      this.detailsCache.set(id, details, details.bytes.length);
      this.textsCache.set(id, texts, texts.length);
    }
    this.unwritten.clear();
  }

  noteDamaged(chunk: number): void {
    this.damaged.add(chunk);
  }

  /** The number of chunks that were found damaged. */
  get damagedChunks(): number {
    return this.damaged.size;
  }

  columns(chunk: number): ChunkColumns | undefined {
    const held = this.unwritten.get(chunk);
    if (held !== undefined) return held.columns;
    return this.cached(this.columnsCache, this.columnsOf, chunk, decodeColumns);
  }

  details(chunk: number): DetailsReader | undefined {
    const held = this.unwritten.get(chunk);
    if (held !== undefined) return held.details;
    return this.cached(this.detailsCache, this.detailsOf, chunk, (bytes) => new DetailsReader(chunk, bytes));
  }

  /** The documents at these places, without those whose chunk is gone. */
  texts(places: readonly DocumentPlace[]): string[] {
    const texts: string[] = [];
    for (const place of places) {
      const chunk = this.documents(place.chunk);
      const text = chunk && documentAt(chunk, place.ordinal);
      if (text !== undefined) texts.push(text);
    }
    return texts;
  }

  /** The facts of a row whose history is full (trace-history.ts); `TraceReader` reads those of any row. */
  fullFacts({ chunk, row }: RowPlace): TraceFacts | undefined {
    const columns = this.columns(chunk);
    const details = this.details(chunk);
    if (columns === undefined || details === undefined || row >= columns.count) return undefined;
    return toFacts(columns, row, details);
  }

  /** The id of the oldest chunk; Infinity when there is none. */
  firstChunk(): number {
    return Math.min(Number(this.first.get()?.["id"] ?? Infinity), ...this.unwritten.keys());
  }

  private documents(chunk: number): Buffer | undefined {
    const held = this.unwritten.get(chunk);
    if (held !== undefined) return held.texts;
    return this.cached(this.textsCache, this.textsOf, chunk, (bytes) => bytes);
  }

  private cached<Value>(
    cache: Lru<Value>,
    statement: StatementSync,
    chunk: number,
    decode: (bytes: Buffer) => Value,
  ): Value | undefined {
    const known = cache.get(chunk);
    if (known !== undefined) return known;
    if (this.damaged.has(chunk)) return undefined;
    try {
      const row = statement.get(chunk);
      if (row === undefined) return undefined;
      const bytes = this.decompressor.decompress(row["bytes"], row["dictionary"]);
      const value = decode(bytes);
      cache.set(chunk, value, bytes.length);
      return value;
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.damaged.add(chunk);
      return undefined;
    }
  }
}

export function toFacts(columns: ChunkColumns, row: number, reader: DetailsReader): TraceFacts {
  const http = parseHttp(lineOf(columns, columns.http, row));
  const requests = reader.requests(row, http);
  const { services, edges, ...topology } = parseTopology(lineOf(columns, columns.topology, row));
  const response = readF64(columns.responseTimeSec, row);
  const flags = readU8(columns.flags, row);
  return {
    id: unpackTraceId(columns.ids, row * PACKED_ID_BYTES),
    revision: readU32(columns.revision, row),
    startSec: readF64(columns.startSec, row),
    endSec: readF64(columns.endSec, row),
    ...(Number.isNaN(response) ? {} : { responseTimeSec: response }),
    fault: (flags & FAULT) !== 0,
    error: (flags & ERROR) !== 0,
    throttle: (flags & THROTTLE) !== 0,
    partial: (flags & PARTIAL) !== 0,
    http,
    ...parseLabels(lineOf(columns, columns.labels, row)),
    ...topology,
    services: services.map((node, at) => toService(node, requests.services[at])),
    edges: edges.map((edge, at) => toEdge(edge, requests.edges[at])),
    ...reader.causes(row),
    ...toActivity(columns, row, reader),
  };
}

function toActivity(columns: ChunkColumns, row: number, reader: DetailsReader): Pick<TraceFacts, "activity"> {
  if (readU32(columns.activity, row) === ABSENT_LINE) return {};
  const kinds = parseActivityKinds(lineOf(columns, columns.activity, row));
  return { activity: { kinds, ...reader.activity(row, kinds) } };
}

function toService(
  { id, root, inferred, client }: Omit<ServiceFacts, "requests">,
  requests: readonly RequestFacts[] = [],
): ServiceFacts {
  return { id, root, inferred, client, requests };
}

function toEdge(
  { from, to, asynchronous }: Omit<EdgeFacts, "requests">,
  requests: readonly RequestFacts[] = [],
): EdgeFacts {
  return { from, to, asynchronous, requests };
}

function lineOf(columns: ChunkColumns, numbers: Uint32Array, row: number): string {
  return itemAt(columns.lines, readU32(numbers, row));
}
