import type { SegmentDocument } from "../../protocol/segment-document.ts";
import { deriveTraceFacts } from "../../trace/facts/derive-facts.ts";
import type { TraceArrival, UpdatedTrace } from "../chunk/chunk-builder.ts";
import type { DocumentPlace, HistoryLink, RowPlace, TraceHistory } from "../chunk/trace-history.ts";
import { MAX_DERIVED_DOCUMENTS } from "../chunk/trace-reader.ts";
import type { TraceReader } from "../chunk/trace-reader.ts";

/** What is known of a trace before the documents that have just come. */
export interface EarlierTrace {
  /** Its newest row. */
  at: RowPlace;
  revision: number;
  history: TraceHistory;
}

/** Of a row that cannot be read any more. */
export const NO_HISTORY: TraceHistory = { documents: 0, places: [], lateRoots: [] };

/** A trace of no more documents is written in full each time. */
const SHORT_TRACE = 64;

/**
 * A longer one is, when it has grown by an eighth: so all its full rows together have some nine times as much as the last,
 * however small the steps in which it grows. Written in full with every step, one trace of 30,000 documents filled a
 * store of 1 GB.
 */
const GROWTH = 9 / 8;

/**
 * So many segments without a parent count for the facts of their trace, although it had enough documents before: where
 * subsegments are streamed, their segment comes last, and tells how the request ended.
 */
const MAX_LATE_ROOTS = 16;

/** Brings a trace up to date with what has come; `earlier` is undefined when it is new. */
export function updateTrace(
  traces: TraceReader,
  earlier: EarlierTrace | undefined,
  arrival: TraceArrival,
): UpdatedTrace {
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
  // Nothing that has come changes them.
  const isSettled = base.documents >= MAX_DERIVED_DOCUMENTS && late.places.length === 0;
  const settled = isThere && isSettled ? traces.facts(base.at) : undefined;
  const facts =
    settled === undefined
      ? deriveTraceFacts(documentsFor(traces, at, arrival, late), revision + 1)
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

/** Those among the new documents. */
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

/** The last row that holds everything, and how many documents the trace had there. */
function toBase({ at, history }: EarlierTrace): { at: RowPlace; documents: number } {
  const { link, documents } = history;
  return link === undefined ? { at, documents } : { at: link.base, documents: link.documentsAtBase };
}

/** Those from which the facts come. */
function documentsFor(
  traces: TraceReader,
  at: RowPlace,
  { documents }: TraceArrival,
  late: LateRoots,
): SegmentDocument[] {
  const earlier = traces.derivedDocuments(at);
  const room = Math.max(0, MAX_DERIVED_DOCUMENTS - earlier.length);
  return [...earlier, ...documents.slice(0, room), ...late.documents];
}
