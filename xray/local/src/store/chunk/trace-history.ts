import type { ByteReader, ByteWriter } from "../../bytes/byte-writer.ts";

/** Where a document of the trace lies. */
export interface DocumentPlace {
  chunk: number;
  /** Its number within the chunk. */
  ordinal: number;
}

/** Where facts of a trace lie. */
export interface RowPlace {
  chunk: number;
  row: number;
}

/**
 * Where the documents of a trace lie, as one of its rows tells it. A trace that goes on has a row in every chunk that
 * changes it, so only some of them, the *full* ones, hold all places and the facts; those between hold what is new,
 * and a link.
 *
 *     full ◀── link ◀── link     full ◀── link …
 *      100      +1       +1       113      +1       documents
 */
export interface TraceHistory {
  /** How many the trace has. */
  documents: number;
  /** In a full row of all documents that are there, else of those that this chunk brought; oldest first. */
  places: readonly DocumentPlace[];
  /** Of documents that count for the facts although they came late, as their trace's root. */
  lateRoots: readonly DocumentPlace[];
  /** Absent in a full row. */
  link?: HistoryLink;
}

export interface HistoryLink {
  /** The row before this one, full or not. */
  previous: RowPlace;
  /** The last full row. */
  base: RowPlace;
  /** How many documents the trace had there. */
  documentsAtBase: number;
  /** True when the facts are still those of the base, but for the revision; else they are derived when they are read. */
  hasFactsOfBase: boolean;
}

const FULL = 0;
const LINKED = 1;
const LINKED_WITH_FACTS = 2;

/** `chunk` is the one that holds the row; other chunks are written as distances from it. */
export function writeHistory(writer: ByteWriter, chunk: number, history: TraceHistory): void {
  const { documents, places, lateRoots, link } = history;
  const writeRow = (at: RowPlace): void => {
    writer.varint(chunk - at.chunk);
    writer.varint(at.row);
  };
  const kindOfLink = link?.hasFactsOfBase === true ? LINKED_WITH_FACTS : LINKED;
  writer.varint(link === undefined ? FULL : kindOfLink);
  writer.varint(documents);
  writePlaces(writer, chunk, places);
  writePlaces(writer, chunk, lateRoots);
  if (link === undefined) return;
  writeRow(link.previous);
  writeRow(link.base);
  writer.varint(link.documentsAtBase);
}

export function readHistory(reader: ByteReader, chunk: number): TraceHistory {
  const kind = reader.varint();
  const readRow = (): RowPlace => ({ chunk: chunk - reader.varint(), row: reader.varint() });
  const documents = reader.varint();
  const places = readPlaces(reader, chunk);
  const lateRoots = readPlaces(reader, chunk);
  if (kind === FULL) return { documents, places, lateRoots };
  const link = {
    previous: readRow(),
    base: readRow(),
    documentsAtBase: reader.varint(),
    hasFactsOfBase: kind === LINKED_WITH_FACTS,
  };
  return { documents, places, lateRoots, link };
}

/** For a reader that stands where a history begins; it has moved then. */
export function isFullHistory(reader: ByteReader): boolean {
  return reader.varint() === FULL;
}

/** Leaves the reader where the facts begin. */
export function skipFullHistory(reader: ByteReader): void {
  reader.varint();
  reader.varint();
  for (let lists = 2; lists > 0; lists -= 1) {
    for (let varints = 2 * reader.varint(); varints > 0; varints -= 1) reader.varint();
  }
}

function writePlaces(writer: ByteWriter, chunk: number, places: readonly DocumentPlace[]): void {
  writer.varint(places.length);
  for (const place of places) {
    writer.varint(chunk - place.chunk);
    writer.varint(place.ordinal);
  }
}

function readPlaces(reader: ByteReader, chunk: number): DocumentPlace[] {
  const places: DocumentPlace[] = [];
  for (let count = reader.varint(); count > 0; count -= 1) {
    places.push({ chunk: chunk - reader.varint(), ordinal: reader.varint() });
  }
  return places;
}
