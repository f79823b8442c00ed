import { toLogBytes } from "../chunk/chunk-table.ts";
import type { ChunkTable } from "../chunk/chunk-table.ts";

/** How many chunks one step may take: each is some 20 KB, so a step stays within some milliseconds. */
export const CHUNKS_A_STEP = 64;
/** Free pages given back to the file system in one step (8 KB each). */
export const PAGES_A_STEP = 256;

export interface RetentionLimits {
  /** Of all files of the store together. */
  capBytes: number;
  retentionSec: number;
}

export interface Expired {
  throughChunk: number;
  /** How many. */
  documents: number;
}

/**
 * Takes one step: deletes the oldest chunks that are too old or for which there is no room, a few at a time. Answers
 * what went, or undefined when all may stay. The newest chunk stays whatever its size.
 */
export function expireOldest(table: ChunkTable, limits: RetentionLimits, nowMs: number): Expired | undefined {
  const { file, free } = table.readUsage();
  const oldestAllowedMs = nowMs - limits.retentionSec * 1000;
  let excess = file - free - fileCap(limits.capBytes);
  let expired: Expired | undefined;
  const chunks = table.listOldest(CHUNKS_A_STEP + 1);
  for (const chunk of chunks.slice(0, CHUNKS_A_STEP)) {
    // By a clock that was ahead and was set back: it would otherwise keep all that is behind it too.
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

/** All steps at once, for a store that nobody reads yet. */
export function expireAll(table: ChunkTable, limits: RetentionLimits, nowMs: number): void {
  while (expireOldest(table, limits, nowMs) !== undefined) continue;
}

/** Gives free pages back while the file is larger than the cap, or when a tenth of it lies idle. */
export function shrinkFile(table: ChunkTable, capBytes: number): void {
  const { file, free } = table.readUsage();
  if (free === 0 || (file <= fileCap(capBytes) && free * 10 < file)) return;
  table.database.exec(`PRAGMA incremental_vacuum(${PAGES_A_STEP})`);
}

/** What the database file may have: the log beside it takes its part. */
function fileCap(capBytes: number): number {
  return capBytes - 2 * toLogBytes(capBytes);
}
