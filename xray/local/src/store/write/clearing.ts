import type { ChunkTable } from "../chunk/chunk-table.ts";
import { CHUNKS_A_STEP, PAGES_A_STEP } from "./retention.ts";

export interface Clearing {
  /** The calls of `clear` that wait for the end. */
  ids: readonly number[];
  /** This chunk and all older ones are deleted. */
  throughChunk: number;
}

/**
 * Takes one step: deletes a few chunks, or gives a few free pages back to the file system. Returns whether nothing is
 * left to do. Steps are short, so that what arrives meanwhile is stored.
 */
export function stepClearing(table: ChunkTable, { throughChunk }: Clearing): boolean {
  const last = table.listOldest(CHUNKS_A_STEP).findLast(({ id }) => id <= throughChunk);
  if (last !== undefined) {
    table.deleteThrough(last.id);
    return false;
  }
  table.forgetRollups();
  const before = table.readUsage().free;
  table.database.exec(`PRAGMA incremental_vacuum(${PAGES_A_STEP})`);
  const { free } = table.readUsage();
  return free === 0 || free >= before;
}
