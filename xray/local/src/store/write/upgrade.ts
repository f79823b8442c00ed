import { existsSync, renameSync, rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { ChunkDecompressor } from "../chunk/chunk-compression.ts";
import { countDocuments, documentAt } from "../chunk/chunk-documents.ts";
import { ChunkTable, SCHEMA_VERSION, openForWriting, readVersion, readOrSkip } from "../chunk/chunk-table.ts";
import { StoreError } from "../trace-store.ts";
import { Ingester } from "./ingester.ts";

/**
 * Brings a file of an older version up to date: ingests its documents again, into a new file that then replaces it.
 * When it is killed, the next start begins again. Documents that today's rules reject are left out. A file of today's
 * version, or none, is left alone.
 */
export function upgradeFile(path: string): void {
  const unfinished = `${path}.new`;
  removeDatabase(unfinished);
  if (!existsSync(path)) return;
  const old = new DatabaseSync(path);
  try {
    const version = readVersion(old);
    if (version === 0 || version === SCHEMA_VERSION) return;
    rejectNewer(path, version);
    copyDocuments(old, unfinished);
  } finally {
    old.close();
  }
  // SQLite would take a log that is left over for the log of the new file.
  removeDatabase(`${path}-wal`);
  removeDatabase(`${path}-shm`);
  renameSync(unfinished, path);
}

function rejectNewer(path: string, version: number): void {
  if (version < SCHEMA_VERSION) return;
  throw new StoreError(
    "TooNew",
    `${path} was written by a newer version (schema ${version}, this one knows ${SCHEMA_VERSION}). ` +
      "Update this program, or choose another data folder.",
  );
}

function copyDocuments(old: DatabaseSync, target: string): void {
  const database = openForWriting(target);
  try {
    const ingester = new Ingester(new ChunkTable(database));
    const decompressor = new ChunkDecompressor(old);
    const rows = old.prepare("SELECT written_at_ms, dictionary, texts FROM chunk ORDER BY id").iterate();
    for (const row of rows) {
      const texts = readOrSkip(() => decompressor.decompress(row["texts"], row["dictionary"]));
      if (texts === undefined) continue;
      for (let ordinal = 0; ordinal < countDocuments(texts); ordinal += 1) {
        ingester.offer(documentAt(texts, ordinal) ?? "");
      }
      ingester.commit(Number(row["written_at_ms"]));
    }
  } finally {
    // Closing writes the log back into the file and removes it.
    database.close();
  }
}

function removeDatabase(path: string): void {
  for (const suffix of ["", "-wal", "-shm"]) rmSync(`${path}${suffix}`, { force: true });
}
