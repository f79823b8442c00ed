import { statSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { toTraceId } from "../protocol/trace-id.ts";
import type { TraceFacts } from "../model/trace-facts.ts";
import type { StoreStatus } from "../console-wire/server-status.ts";
import { ArrivalLog } from "./arrival-log.ts";
import { decodeColumns } from "./chunk/chunk-columns.ts";
import { ChunkReader } from "./chunk/chunk-reader.ts";
import { countDocuments, openForReading, readAllColumns } from "./chunk/chunk-table.ts";
import { databasePath, lockFolder, toStoreError } from "./data-folder.ts";
import type { FolderLock } from "./data-folder.ts";
import { freeMemory } from "../bytes/free-memory.ts";
import { PACKED_ID_BYTES, packTraceId } from "./chunk/packed-id.ts";
import { TraceReader } from "./chunk/trace-reader.ts";
import { DropRegistry } from "./drop-registry.ts";
import { RejectionRegistry } from "./rejection-registry.ts";
import { createQueueMemory } from "../queue/record-queue.ts";
import type { QueueMemory } from "../queue/record-queue.ts";
import type { RowNeeds } from "../model/trace-rows.ts";
import { RecentActivity } from "./index/recent-activity.ts";
import { RowBlock } from "./index/row-block.ts";
import { scanActivity } from "./index/scan-activity.ts";
import { scanAgain, scanRows } from "./index/scan-rows.ts";
import { scanTraces } from "./index/scan-traces.ts";
import { StoredFacts } from "./index/stored-facts.ts";
import { SqliteRollupStore } from "./sqlite-rollup-store.ts";
import type { RollupListener, RollupStore } from "../rollup/rollup-store.ts";
import { TraceIndex } from "./index/trace-index.ts";
import type { ClearedCount, RowReader, StoreError, TimeRange, TraceScan, TraceStore } from "./trace-store.ts";
import type { Committed, FromWriter } from "./write/writer-messages.ts";
import { WriterThread } from "./write/writer-thread.ts";

// Holds 1.4 seconds of 30,000 documents of 1.5 kB: longer than any pause measured while the log is written back. While
// the writer keeps up, a few blocks are used.
const QUEUE = { blocks: 64, blockBytes: 2 ** 20 };

export interface TraceStoreOptions {
  /** Created when it is missing; one process at a time may use it. */
  directory: string;
  /** Of all files together; the oldest traces are deleted when the files grow beyond it. */
  capBytes: number;
  retentionSec: number;
  /** Called when the writer ends by itself: nothing is stored any more, and the store should be closed. */
  onFailure?: (failure: StoreError) => void;
  /** Called with a sentence when storing begins to fail, and when it works again. */
  onNotice?: (sentence: string) => void;
  /** The size of the queue between receiving and storing; what overflows it is dropped and counted. */
  queue?: { blocks: number; blockBytes: number };
}

export interface SqliteTraceStore extends TraceStore {
  /** The queue that a collector on another thread fills. */
  readonly queue: QueueMemory;
  readonly rollups: RollupStore;
}

/** Opens the store. Rejects with a `StoreError` that says what to do when it cannot. */
export async function createTraceStore(options: TraceStoreOptions): Promise<SqliteTraceStore> {
  const lock = lockFolder(options.directory);
  const queue = createQueueMemory(options.queue ?? QUEUE);
  const { directory, capBytes, retentionSec } = options;
  const { onFailure = () => {} } = options;
  const writer = new WriterThread({ directory, capBytes, retentionSec, queue }, onFailure);
  let database: DatabaseSync | undefined;
  try {
    await writer.ready();
    database = openForReading(directory);
    const store = new Store(options, lock, writer, database);
    store.load(database);
    writer.start((message) => store.onMessage(message));
    return store;
  } catch (error) {
    database?.close();
    await writer.terminate();
    lock.release();
    throw toStoreError(error, directory);
  }
}

class Store implements SqliteTraceStore {
  readonly queue: QueueMemory;
  readonly rollups: SqliteRollupStore;
  private readonly options: TraceStoreOptions;
  private readonly lock: FolderLock;
  private readonly writer: WriterThread;
  private readonly database: DatabaseSync;
  private readonly chunks: ChunkReader;
  private readonly traces: TraceReader;
  private readonly index: TraceIndex;
  private readonly recent = new RecentActivity();
  private readonly log = new ArrivalLog();
  private readonly registry = new RejectionRegistry();
  private readonly dropped = new DropRegistry();
  /** Why the last batch could not be stored. */
  private problem: string | undefined;
  private readonly listeners = new Set<RollupListener>();
  private segments = 0;
  private closed: Promise<void> | undefined;

  constructor(options: TraceStoreOptions, lock: FolderLock, writer: WriterThread, database: DatabaseSync) {
    this.options = options;
    this.lock = lock;
    this.writer = writer;
    this.queue = writer.queue;
    this.database = database;
    // Each trace has at least one document, and more traces will come; unused rows cost no memory.
    this.index = new TraceIndex(1.5 * countDocuments(database));
    this.chunks = new ChunkReader(database);
    this.traces = new TraceReader(this.chunks);
    this.rollups = new SqliteRollupStore({
      index: this.index,
      database,
      write: (rollup) => writer.keepRollups([rollup], this.firstMinuteSec()),
      writeActivity: (activity) => writer.keepActivity([activity], this.firstMinuteSec()),
      subscribe: (listener) => this.subscribe(listener),
    });
  }

  load(database: DatabaseSync): void {
    for (const { id, writtenAtMs, documents, columns } of readAllColumns(database)) {
      if (columns) this.index.add(id, writtenAtMs, columns);
      else this.chunks.noteDamaged(id);
      this.segments += documents;
    }
  }

  onMessage(message: FromWriter): void {
    if (message.type === "committed") this.ingest(message);
    else if (message.type === "expired") {
      const formerStartsSec = this.index.expireThrough(message.throughChunk);
      this.segments -= message.documents;
      this.tell([], formerStartsSec, []);
    } else if (message.type === "clearing") {
      const formerStartsSec = this.index.expireThrough(message.throughChunk);
      this.segments = 0;
      this.tell([], formerStartsSec, []);
    }
  }

  put(documents: readonly string[], isImport = false): ReturnType<TraceStore["put"]> {
    return this.writer.put(documents, isImport);
  }

  documents(traceId: string): readonly string[] {
    const row = this.find(traceId);
    return row < 0 ? [] : this.traces.texts(this.index.placeOf(row));
  }

  facts(traceId: string): TraceFacts | undefined {
    const row = this.find(traceId);
    return row < 0 ? undefined : this.traces.facts(this.index.placeOf(row));
  }

  scan(query: TraceScan): Iterable<TraceFacts> {
    return scanTraces(this.index, this.traces, query);
  }

  openRows(needs: RowNeeds): RowReader {
    const { index, traces, rollups, recent } = this;
    const makeBlock = () => new RowBlock(index, traces, needs);
    return {
      scan: (range) => scanRows(index, makeBlock(), range),
      again: (places) => scanAgain(index, makeBlock(), places),
      scanActivity: (subject, range, order) =>
        scanActivity(
          index,
          makeBlock(),
          { rollups, recent },
          {
            ...range,
            subject,
            isOldestFirst: order === "oldest first",
          },
        ),
      close: index.hold(),
    };
  }

  count(range: TimeRange): number {
    return this.index.count(range);
  }

  firstStartSec(fromSec: number): number | undefined {
    return this.index.firstStartSec(fromSec);
  }

  lastStartSec(beforeSec: number): number | undefined {
    return this.index.lastStartSec(beforeSec);
  }

  /** A `RollupListener` gets three arguments; an `ArrivalListener` uses the first two. */
  subscribe(listener: RollupListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  status(): StoreStatus {
    const path = databasePath(this.options.directory);
    const status = {
      path,
      traces: this.index.size,
      segments: this.segments,
      bytes: fileBytes(path) + fileBytes(`${path}-wal`),
      capBytes: this.options.capBytes,
      retentionSec: this.options.retentionSec,
      ...(this.chunks.damagedChunks > 0 && { damagedChunks: this.chunks.damagedChunks }),
      ...(this.problem !== undefined && { problem: this.problem }),
    };
    const oldestStartSec = this.firstStartSec(-Infinity);
    const newestStartSec = this.lastStartSec(Infinity);
    if (oldestStartSec === undefined || newestStartSec === undefined) return status;
    return { ...status, oldestStartSec, newestStartSec };
  }

  async clear(): Promise<ClearedCount> {
    const count = { traces: this.index.size, segments: this.segments };
    await this.writer.clear();
    return count;
  }

  arrivals(): ReturnType<TraceStore["arrivals"]> {
    return this.log.read(Date.now());
  }

  drops(): ReturnType<TraceStore["drops"]> {
    return this.dropped.list();
  }

  rejections(): ReturnType<TraceStore["rejections"]> {
    return this.registry.list();
  }

  close(): Promise<void> {
    this.closed ??= this.writer.close().finally(() => {
      this.database.close();
      this.lock.release();
    });
    return this.closed;
  }

  /** The minute of the oldest trace. */
  private firstMinuteSec(): number {
    return Math.floor((this.firstStartSec(-Infinity) ?? 0) / 60) * 60;
  }

  private find(traceId: string): number {
    const packed = new Uint8Array(PACKED_ID_BYTES);
    return packTraceId(toTraceId(traceId) ?? "", packed, 0) ? this.index.find(packed) : -1;
  }

  private ingest({ chunks, rollups, counts, problem }: Committed): void {
    const nowMs = Date.now();
    this.log.add(counts, nowMs);
    this.registry.add(counts.rejections, nowMs);
    this.dropped.add(counts.drops, nowMs);
    if (problem !== undefined || chunks.length > 0) this.tellOfProblem(problem);
    const rows: number[] = [];
    const formerStartsSec: number[] = [];
    for (const { id, writtenAtMs, documents, columns } of chunks) {
      const added = this.index.add(id, writtenAtMs, decodeColumns(columns));
      rows.push(...added.rows);
      formerStartsSec.push(...added.formerStartsSec);
      freeMemory(columns);
      this.segments += documents;
    }
    if (rows.length === 0 || this.listeners.size === 0) return;
    const changed = rows.map((row) => new StoredFacts(this.index, this.traces, row));
    this.tell(changed, formerStartsSec, rollups);
  }

  /** Gives a notice once when storing begins to fail, and once when it works again. */
  private tellOfProblem(problem: string | undefined): void {
    const { onNotice = () => {} } = this.options;
    if (problem !== undefined && this.problem === undefined)
      onNotice(`Nothing can be stored: ${problem} Until then what arrives is dropped, and counted.`);
    if (problem === undefined && this.problem !== undefined) onNotice("What arrives is stored again.");
    this.problem = problem;
  }

  private tell(...arrival: Parameters<RollupListener>): void {
    for (const listener of this.listeners) listener(...arrival);
  }
}

function fileBytes(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
