import type { SegmentDocument } from "../../protocol/segment-document.ts";
import { deriveTraceFacts } from "../../trace/facts/derive-facts.ts";
import type { TraceArrival, UpdatedTrace } from "../chunk/chunk-builder.ts";
import type { DocumentPlace, HistoryLink, RowPlace, TraceHistory } from "../chunk/trace-history.ts";
import { MAX_DERIVED_DOCUMENTS } from "../chunk/trace-reader.ts";
import type { TraceReader } from "../chunk/trace-reader.ts";
import type { ParsedDocuments, ParsedTraces } from "./parsed-traces.ts";

/** What is known of a trace before the documents that just came. */
export interface EarlierTrace {
  /** Its newest row. */
  at: RowPlace;
  revision: number;
  history: TraceHistory;
}

/** For a row that cannot be read any more. */
export const NO_HISTORY: TraceHistory = { documents: 0, places: [], lateRoots: [] };

/** A trace of at most this many documents is written in full each time. */
const SHORT_TRACE = 64;

/**
 * A longer trace is written in full when it has grown by an eighth. So all its full rows together are some nine times
 * as long as the last one, however small the steps in which it grows. Written in full at each step, one trace of 30,000
 * documents filled a store of 1 GB.
 */
const GROWTH = 9 / 8;

/**
 * Segments without a parent that count for the facts of a trace which already has enough documents. Where subsegments
 * are streamed, their segment comes last and tells how the request ended.
 */
const MAX_LATE_ROOTS = 16;

/** What is stored, and what of it is in memory. */
export interface KnownTraces {
  traces: TraceReader;
  parsed: ParsedTraces;
}

/** Adds what has come to a trace; `earlier` is undefined when it is new. */
export function updateTrace(
  known: KnownTraces,
  earlier: EarlierTrace | undefined,
  arrival: TraceArrival,
): UpdatedTrace {
  const { traces } = known;
  const { documents, places } = arrival;
  if (earlier === undefined) {
    const history = { documents: documents.length, places, lateRoots: [] };
    return { facts: deriveTraceFacts(documents, 1), history };
  }
  const { at, revision, history } = earlier;
  const late = findLateRoots(history, arrival);
  const total = history.documents + documents.length;
  const base = toBase(earlier);
  const isThere = traces.has(base.at);
  // New documents do not change the facts any more.
  const isSettled = base.documents >= MAX_DERIVED_DOCUMENTS && late.places.length === 0;
  const settled = isThere && isSettled ? traces.facts(base.at) : undefined;
  const facts =
    settled === undefined
      ? deriveTraceFacts(documentsFor(known, at, arrival, late), revision + 1)
      : { ...settled, revision: revision + 1 };

  const lateRoots = [...history.lateRoots, ...late.places];
  const isShort = total <= SHORT_TRACE || total >= base.documents * GROWTH;
  const isWhole = total >= MAX_DERIVED_DOCUMENTS && settled === undefined;
  if (isShort || isWhole || !isThere) {
    const all = [...traces.places(at), ...places];
    return { facts, history: { documents: all.length, places: all, lateRoots } };
  }
  const link: HistoryLink = {
    previous: at,
    base: base.at,
    documentsAtBase: base.documents,
    hasFactsOfBase: settled !== undefined,
  };
  return { facts, history: { documents: total, places, lateRoots, link } };
}

interface LateRoots {
  documents: readonly SegmentDocument[];
  places: readonly DocumentPlace[];
}

/** The late roots among the new documents. */
function findLateRoots(history: TraceHistory, { documents, places }: TraceArrival): LateRoots {
  const found: { documents: SegmentDocument[]; places: DocumentPlace[] } = { documents: [], places: [] };
  for (const [index, document] of documents.entries()) {
    const place = places[index];
    const isLate = history.documents + index >= MAX_DERIVED_DOCUMENTS;
    const hasRoom = history.lateRoots.length + found.places.length < MAX_LATE_ROOTS;
    if (!isLate || !hasRoom || !isRoot(document) || place === undefined) continue;
    found.documents.push(document);
    found.places.push(place);
  }
  return found;
}

function isRoot({ type, parent_id, end_time }: SegmentDocument): boolean {
  return type !== "subsegment" && parent_id === undefined && end_time !== undefined;
}

/** The last full row, and how many documents the trace had there. */
function toBase({ at, history }: EarlierTrace): { at: RowPlace; documents: number } {
  const { link, documents } = history;
  return link === undefined ? { at, documents } : { at: link.base, documents: link.documentsAtBase };
}

/** The documents from which the facts are derived. */
function documentsFor(
  { traces, parsed }: KnownTraces,
  at: RowPlace,
  { traceId, chunk, documents, characters }: TraceArrival,
  late: LateRoots,
): readonly SegmentDocument[] {
  const earlier: ParsedDocuments = parsed.find(traceId, at.chunk) ?? traces.derivedDocuments(at);
  const room = Math.max(0, MAX_DERIVED_DOCUMENTS - earlier.documents.length);
  const all = [...earlier.documents, ...documents.slice(0, room), ...late.documents];
  if (all.length > SHORT_TRACE)
    parsed.keep(traceId, chunk, { documents: all, characters: earlier.characters + characters });
  return all;
}
