import { toLogBytes } from "../chunk/chunk-table.ts";
import type { ChunkTable } from "../chunk/chunk-table.ts";

/** Chunks deleted in one step. Each is some 20 KB, so a step takes a few milliseconds. */
export const CHUNKS_A_STEP = 64;
/** Free pages (of 8 KB) given back to the file system in one step. */
export const PAGES_A_STEP = 256;

export interface RetentionLimits {
  /** Of all files of the store together. */
  capBytes: number;
  retentionSec: number;
}

export interface Expired {
  throughChunk: number;
  /** The number of documents. */
  documents: number;
}

/**
 * Takes one step: deletes a few of the oldest chunks, if they are too old or do not fit. Returns what was deleted, or
 * undefined when nothing has to go. The newest chunk stays, whatever its size.
 */
export function expireOldest(table: ChunkTable, limits: RetentionLimits, nowMs: number): Expired | undefined {
  const { file, free } = table.readUsage();
  const oldestAllowedMs = nowMs - limits.retentionSec * 1000;
  let excess = file - free - fileCap(limits.capBytes);
  let expired: Expired | undefined;
  const chunks = table.listOldest(CHUNKS_A_STEP + 1);
  for (const chunk of chunks.slice(0, CHUNKS_A_STEP)) {
    // The clock was ahead and was set back: the chunk would otherwise keep all newer ones too.
    if (chunk.writtenAtMs > nowMs) table.restamp(chunk.id, nowMs);
    const isTooOld = chunk.writtenAtMs < oldestAllowedMs;
    const isTooMuch = excess > 0 && chunk !== chunks.at(-1);
    if (!isTooOld && !isTooMuch) break;
    excess -= chunk.bytes;
    expired = { throughChunk: chunk.id, documents: (expired?.documents ?? 0) + chunk.documents };
  }
  if (expired !== undefined) table.deleteThrough(expired.throughChunk);
  return expired;
}

/** Takes all steps at once, for a store that nobody reads yet. */
export function expireAll(table: ChunkTable, limits: RetentionLimits, nowMs: number): void {
  while (expireOldest(table, limits, nowMs) !== undefined) continue;
}

/** Gives free pages back while the file is larger than the cap, or while a tenth of it is free. */
export function shrinkFile(table: ChunkTable, capBytes: number): void {
  const { file, free } = table.readUsage();
  if (free === 0 || (file <= fileCap(capBytes) && free * 10 < file)) return;
  table.database.exec(`PRAGMA incremental_vacuum(${PAGES_A_STEP})`);
}

/** The part of the cap for the database file; the rest is for the log beside it. */
function fileCap(capBytes: number): number {
  return capBytes - 2 * toLogBytes(capBytes);
}
