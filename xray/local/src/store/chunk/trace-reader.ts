import { readU32 } from "../../bytes/elements.ts";
import type { HttpFacts, TraceFacts, TraceRequests } from "../../model/trace-facts.ts";
import { parseSegmentDocument } from "../../protocol/parse-segment-document.ts";
import type { SegmentDocument } from "../../protocol/segment-document.ts";
import { deriveTraceFacts } from "../../trace/facts/derive-facts.ts";
import type { ActivityKinds } from "../../model/trace-activity.ts";
import type { ActivityNumbers } from "./activity-details.ts";
import type { TraceCauses } from "./chunk-details.ts";
import type { ChunkReader } from "./chunk-reader.ts";
import { Lru } from "./lru.ts";
import type { DocumentPlace, RowPlace, TraceHistory } from "./trace-history.ts";

/**
 * Facts come from the first documents of a trace, at most this many, and from a few that came later (`MAX_LATE_ROOTS`):
 * without a limit, one endless trace would take all the time.
 */
export const MAX_DERIVED_DOCUMENTS = 1000;

/** Cached facts that were derived while reading, in bytes, roughly. */
const DERIVED_BYTES = 2 * 2 ** 20;
/** What a document adds to the facts of its trace, roughly. */
const BYTES_A_DOCUMENT = 500;
/** More rows than a chunk has. */
const ROWS_A_CHUNK = 2 ** 16;
/** Of more chunks it is found out anew whether they have links; 5 MB at most. */
const MAX_KNOWN_CHUNKS = 100_000;

/** Reads traces out of chunks, whether a row holds a whole trace or only what was new (trace-history.ts). */
export class TraceReader {
  private readonly chunks: ChunkReader;
  private readonly derived = new Lru<TraceFacts>(DERIVED_BYTES);

  /** Whether a chunk may have links, as far as that was asked. */
  private readonly linked = new Map<number, boolean>();

  constructor(chunks: ChunkReader) {
    this.chunks = chunks;
  }

  /** Undefined when the chunk is gone or damaged; the same holds for the methods below. */
  history({ chunk, row }: RowPlace): TraceHistory | undefined {
    return this.chunks.details(chunk)?.history(row);
  }

  /** Whether the row can be read, and is or will be on disk. */
  has({ chunk }: RowPlace): boolean {
    return chunk >= this.chunks.firstChunk() && this.chunks.details(chunk) !== undefined;
  }

  /** The places of the documents that are left, oldest first. */
  places(at: RowPlace): DocumentPlace[] {
    const first = this.chunks.firstChunk();
    const parts: (readonly DocumentPlace[])[] = [];
    for (let history = this.history(at); history !== undefined; history = this.earlier(history)) {
      parts.push(history.places.filter(({ chunk }) => chunk >= first));
    }
    return parts.toReversed().flat();
  }

  /** The documents as they were received, oldest first. */
  texts(at: RowPlace): string[] {
    return this.chunks.texts(this.places(at));
  }

  /** The documents from which the facts of a row are derived, oldest first, late roots at the end. */
  derivedDocuments(at: RowPlace): { documents: SegmentDocument[]; characters: number } {
    const lateRoots = this.history(at)?.lateRoots ?? [];
    const documents: SegmentDocument[] = [];
    let characters = 0;
    const read = (place: DocumentPlace): void => {
      for (const text of this.chunks.texts([place])) {
        const parsed = parseSegmentDocument(text);
        if (!parsed.ok) continue;
        documents.push(parsed.document);
        characters += text.length;
      }
    };
    for (const place of this.places(at)) {
      if (documents.length === MAX_DERIVED_DOCUMENTS) break;
      read(place);
    }
    for (const place of lateRoots) read(place);
    return { documents, characters };
  }

  facts(at: RowPlace): TraceFacts | undefined {
    if (this.chunks.details(at.chunk)?.isFull(at.row) !== false) return this.chunks.fullFacts(at);
    const key = at.chunk * ROWS_A_CHUNK + at.row;
    const known = this.derived.get(key);
    if (known !== undefined) return known;
    const columns = this.chunks.columns(at.chunk);
    if (columns === undefined) return undefined;
    const revision = readU32(columns.revision, at.row);
    const link = this.history(at)?.link;
    const base = link?.hasFactsOfBase === true ? this.chunks.fullFacts(link.base) : undefined;
    if (base !== undefined) return { ...base, revision };
    const { documents } = this.derivedDocuments(at);
    if (documents.length === 0) return undefined;
    const facts = deriveTraceFacts(documents, revision);
    this.derived.set(key, facts, documents.length * BYTES_A_DOCUMENT);
    return facts;
  }

  /** `http` is the trace's own. */
  requests(at: RowPlace, http: HttpFacts): TraceRequests | undefined {
    const details = this.chunks.details(at.chunk);
    if (details?.isFull(at.row) !== false) return details?.requests(at.row, http);
    const facts = this.facts(at);
    return (
      facts && {
        services: facts.services.map(({ requests }) => requests),
        edges: facts.edges.map(({ requests }) => requests),
      }
    );
  }

  causes(at: RowPlace): TraceCauses | undefined {
    const details = this.chunks.details(at.chunk);
    if (details?.isFull(at.row) !== false) return details?.causes(at.row);
    return this.facts(at);
  }

  /** False when no trace of the row's chunk is linked, which costs nothing to ask again: few chunks have links. */
  mayBeLinked({ chunk }: RowPlace): boolean {
    const known = this.linked.get(chunk);
    if (known !== undefined) return known;
    const isLinked = this.chunks.details(chunk)?.mayHaveLinks() ?? false;
    if (this.linked.size >= MAX_KNOWN_CHUNKS) this.linked.clear();
    this.linked.set(chunk, isLinked);
    return isLinked;
  }

  /** `kinds` are the trace's own. */
  activity(at: RowPlace, kinds: ActivityKinds): ActivityNumbers | undefined {
    const details = this.chunks.details(at.chunk);
    if (details?.isFull(at.row) !== false) return details?.activity(at.row, kinds);
    return this.facts(at)?.activity;
  }

  /** The row before; where that is damaged, the last full row. */
  private earlier({ link }: TraceHistory): TraceHistory | undefined {
    return link && (this.history(link.previous) ?? this.history(link.base));
  }
}
