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
 * Tells where the documents of a trace lie. A long trace has a row in every chunk that changed it. Only some of these
 * rows, the *full* ones, hold all places and the facts; the rows between hold what was new, and a link to the row
 * before.
 *
 *     full ◀── link ◀── link     full ◀── link …
 *      100      +1       +1       113      +1       documents
 */
export interface TraceHistory {
  /** How many documents the trace has. */
  documents: number;
  /** In a full row the places of all documents that are left, else of those in this chunk; oldest first. */
  places: readonly DocumentPlace[];
  /** Documents that came late but count for the facts, because they are roots of their trace. */
  lateRoots: readonly DocumentPlace[];
  /** Absent in a full row. */
  link?: HistoryLink;
}

export interface HistoryLink {
  /** The row before this one, full or not. */
  previous: RowPlace;
  /** The last full row. */
  base: RowPlace;
  /** How many documents the trace had in that row. */
  documentsAtBase: number;
  /** True when the facts, apart from the revision, are those of the base; else they are derived when they are read. */
  hasFactsOfBase: boolean;
}

const FULL = 0;
const LINKED = 1;
const LINKED_WITH_FACTS = 2;

/** `chunk` is the id of the chunk that holds the row; other chunks are written as distances from it. */
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

/** Moves the reader, which must stand where a history begins. */
export function isFullHistory(reader: ByteReader): boolean {
  return reader.varint() === FULL;
}

/** Moves the reader to where the facts begin. */
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
