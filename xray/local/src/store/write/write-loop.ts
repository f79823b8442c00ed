import { isAscii } from "node:buffer";
import type { UnprocessedTraceSegment } from "../../protocol/api-types.ts";
import type { ChunkTable } from "../chunk/chunk-table.ts";
import type { Ingester, DroppedDocuments, Offer } from "./ingester.ts";
import { stepClearing } from "./clearing.ts";
import type { Clearing } from "./clearing.ts";
import { toRecordKind } from "../../queue/record-kinds.ts";
import type { RecordKind } from "../../queue/record-kinds.ts";
import { expireOldest, shrinkFile } from "./retention.ts";
import type { RetentionLimits } from "./retention.ts";
import type { QueueConsumer } from "../../queue/record-queue.ts";
import { StoreError } from "../trace-store.ts";
import { ArrivalCounter } from "./arrival-counter.ts";
import type { Committed, FromWriter, PutOutcome, ToWriter } from "./writer-messages.ts";

/** How long a batch gathers at most: soon after, its documents are durable and visible. */
const BATCH_MS = 100;
/** How often the queue is read while a batch gathers, so that the producer need not wake the writer. */
const GATHER_MS = 5;
const DRAINED_AT_ONCE = 64;
const RETENTION_MS = 1000;

/**
 * The reason for documents that are dropped because the facts of their trace cannot be derived; also the error code of
 * the answer.
 */
const NO_FACTS = "InternalFailure";

/** A PutTraceSegments that waits for its commit. */
interface PendingPut {
  id: number;
  offers: Offer[];
}

export interface WriteLoopParts {
  table: ChunkTable;
  ingester: Ingester;
  queue: QueueConsumer;
  limits: RetentionLimits;
  post: (message: FromWriter) => void;
  /** Throws when the file is not where it was, so that what is written would not be kept. */
  checkFile: () => void;
  /** Says in words for people why nothing could be stored, and what to do. */
  explain: (error: unknown) => string;
  /** The next message that waits, if there is one. */
  receive: () => ToWriter | undefined;
}

/**
 * Gathers documents from the queue and from messages, commits them in batches, tells the reader, and deletes what is
 * too old.
 */
export class WriteLoop {
  private readonly parts: WriteLoopParts;
  private readonly counts = new ArrivalCounter();
  private puts: PendingPut[] = [];
  private clearing: Clearing | undefined;
  /** Both by `performance.now()`, which only goes forward; the wall clock may be set back by hours. */
  private gatheringSinceMs: number | undefined;
  private nextRetentionMs = 0;
  private droppedByQueue = 0;
  private isStarted = false;
  private isClosing = false;

  constructor(parts: WriteLoopParts) {
    this.parts = parts;
  }

  /** Runs until it is told to close and has written everything. Throws a StoreError when the file is gone. */
  run(): void {
    const { queue } = this.parts;
    for (;;) {
      const rings = queue.rings();
      this.readMessages();
      if (this.isStarted) this.readQueue();
      const nowMs = performance.now();
      if (this.isCommitDue(nowMs)) this.commit();
      else if (this.clearing !== undefined) this.continueClearing(this.clearing);
      else if (this.gatheringSinceMs !== undefined && queue.isEmpty()) queue.waitForBell(rings, GATHER_MS);
      else if (this.gatheringSinceMs !== undefined) continue;
      else if (this.isClosing) return;
      else if (!this.isStarted) queue.waitForBell(rings, RETENTION_MS);
      else queue.waitIdle(rings, Math.max(1, this.nextRetentionMs - nowMs));
      const isAtRest = this.isStarted && this.clearing === undefined;
      if (isAtRest && nowMs >= this.nextRetentionMs) this.enforceRetention(nowMs);
    }
  }

  private readMessages(): void {
    for (let message = this.parts.receive(); message !== undefined; message = this.parts.receive()) {
      if (message.type === "start") this.isStarted = true;
      else if (message.type === "close") this.isClosing = true;
      else if (message.type === "rollups" || message.type === "activity") this.keepDerived(message);
      else if (message.type === "clear") this.startClearing(message.id);
      else this.puts.push({ id: message.id, offers: this.offerAll(message) });
    }
    if (this.puts.length > 0) this.gatheringSinceMs ??= performance.now();
  }

  /** Imported documents are no arrivals: only the importer is told what became of them. */
  private offerAll({ documents, isImport }: Extract<ToWriter, { type: "put" }>): Offer[] {
    const { ingester } = this.parts;
    return documents.map((text) => (isImport ? ingester.offer(text) : this.offer(text)));
  }

  private keepDerived(message: Extract<ToWriter, { type: "rollups" | "activity" }>): void {
    const { table } = this.parts;
    try {
      if (message.type === "rollups") table.keepRollups(message.minutes, message.firstSec);
      else table.keepActivity(message.minutes, message.firstSec);
    } catch {
      // Rollups can be made again, and a full disk is reported when segments are stored.
    }
  }

  /** The reader forgets everything at once; the disk follows in steps. */
  private startClearing(id: number): void {
    // Documents in the current batch were ingested before the clear.
    this.commit();
    const { ingester, post } = this.parts;
    const throughChunk = ingester.lastChunk();
    ingester.expireThrough(throughChunk);
    post({ type: "clearing", throughChunk });
    this.clearing = { ids: [...(this.clearing?.ids ?? []), id], throughChunk };
  }

  private continueClearing(clearing: Clearing): void {
    const { table, post } = this.parts;
    let end: { failure?: string } = {};
    try {
      if (!stepClearing(table, clearing)) return;
    } catch (error) {
      // Deleting needs room on the disk too.
      end = { failure: error instanceof Error ? error.message : String(error) };
    }
    this.clearing = undefined;
    for (const id of clearing.ids) post({ type: "cleared", id, ...end });
  }

  private readQueue(): void {
    const { queue, ingester } = this.parts;
    // Not everything at once: large documents fill a batch sooner than small ones.
    const count = queue.drain(Math.min(DRAINED_AT_ONCE, ingester.room()), (kind, start, end) =>
      this.takeRecord(toRecordKind(kind), start, end),
    );
    const dropped = queue.dropped();
    this.counts.drop("QueueFull", (dropped - this.droppedByQueue) >>> 0);
    const isNews = count > 0 || dropped !== this.droppedByQueue;
    this.droppedByQueue = dropped;
    if (isNews) this.gatheringSinceMs ??= performance.now();
  }

  private takeRecord(kind: RecordKind, start: number, end: number): void {
    const { bytes } = this.parts.queue;
    // ASCII read as latin1 gives strings of one byte a character, without a look at each character.
    const encoding = isAscii(bytes.subarray(start, end)) ? "latin1" : "utf8";
    const text = bytes.toString(encoding, start, end);
    if (kind === "Document") this.offer(text);
    else
      this.counts.reject(kind, {
        atMs: Date.now(),
        message: `Invalid datagram. ErrorCode: ${kind}`,
        document: text,
      });
  }

  private offer(text: string): Offer {
    const offer = this.parts.ingester.offer(text);
    if (offer.ok && offer.isKnown) {
      this.counts.repeat();
    } else if (offer.ok) {
      this.counts.accept(offer.fault);
    } else {
      const { ErrorCode, Message } = offer.rejection;
      this.counts.reject(ErrorCode, { atMs: Date.now(), message: Message, document: text });
    }
    return offer;
  }

  private isCommitDue(nowMs: number): boolean {
    if (this.gatheringSinceMs === undefined) return false;
    const isFull = this.parts.ingester.room() === 0;
    const isWaitedFor = this.puts.length > 0 || this.isClosing;
    return isFull || isWaitedFor || nowMs - this.gatheringSinceMs >= BATCH_MS;
  }

  private commit(): void {
    const { puts } = this;
    this.puts = [];
    this.gatheringSinceMs = undefined;
    const outcome = this.tryCommit(puts, Date.now());
    this.parts.post({ type: "committed", ...outcome, counts: this.counts.take() });
  }

  /** A full or missing disk costs the batch, which is counted as dropped, but not the process. */
  private tryCommit(puts: readonly PendingPut[], nowMs: number): Omit<Committed, "type" | "counts"> {
    const { documents, faults } = this.counts.accepted();
    try {
      this.parts.checkFile();
      const { chunks, rollups, dropped } = this.parts.ingester.commit(nowMs);
      const [traceId] = dropped.traceIds;
      // Imported documents of the same batch were not counted.
      const revoked = Math.min(dropped.documents, documents);
      this.counts.revoke(
        NO_FACTS,
        revoked,
        Math.min(dropped.faults, faults),
        `${dropped.reason} (trace ${traceId})`,
      );
      return { chunks, rollups, puts: puts.map((put) => toOutcome(put, dropped)) };
    } catch (error) {
      const problem = this.parts.explain(error);
      // The file is gone: those who wait get their answer first; then the check before retention ends the loop.
      if (error instanceof StoreError) this.nextRetentionMs = 0;
      this.counts.revoke("NotStored", documents, faults, problem);
      return {
        chunks: [],
        rollups: [],
        puts: puts.map(({ id }) => ({ id, failure: problem })),
        problem,
      };
    }
  }

  private enforceRetention(nowMs: number): void {
    const { table, ingester, limits, post, checkFile } = this.parts;
    // Outside the try below: without the file the loop cannot go on.
    checkFile();
    this.nextRetentionMs = nowMs + RETENTION_MS;
    try {
      const expired = expireOldest(table, limits, Date.now());
      if (expired !== undefined) {
        ingester.expireThrough(expired.throughChunk);
        post({ type: "expired", ...expired });
        this.nextRetentionMs = nowMs;
      }
      shrinkFile(table, limits.capBytes);
    } catch {
      // Deleting needs room on the disk too; the next round tries again.
    }
  }
}

function toOutcome(put: PendingPut, dropped: DroppedDocuments): PutOutcome {
  const unprocessed: UnprocessedTraceSegment[] = [];
  for (const offer of put.offers) {
    if (!offer.ok) unprocessed.push(offer.rejection);
    else if (dropped.traceIds.has(offer.traceId)) {
      unprocessed.push({
        Id: offer.id,
        ErrorCode: NO_FACTS,
        Message: `Invalid segment. ErrorCode: ${NO_FACTS}`,
      });
    }
  }
  return { id: put.id, unprocessed };
}
