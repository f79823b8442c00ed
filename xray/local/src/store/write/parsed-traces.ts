import type { SegmentDocument } from "../../protocol/segment-document.ts";

/** Characters of documents, of all traces together; in memory a parsed document takes some five times as much. */
const CHARACTERS = 2 ** 21;

/** From which the facts of a trace are derived. */
export interface ParsedDocuments {
  documents: readonly SegmentDocument[];
  characters: number;
}

/**
 * Keeps the documents of the long traces that changed last: a trace that goes on would be read and parsed anew for each
 * document that is added to it.
 */
export class ParsedTraces {
  private readonly traces = new Map<string, ParsedDocuments & { chunk: number }>();
  private characters = 0;

  /** Of a trace whose newest row is in this chunk. */
  find(traceId: string, chunk: number): ParsedDocuments | undefined {
    const known = this.traces.get(traceId);
    return known?.chunk === chunk ? known : undefined;
  }

  /** As they are with the row in this chunk. */
  keep(traceId: string, chunk: number, parsed: ParsedDocuments): void {
    this.remove(traceId);
    if (parsed.characters > CHARACTERS) return;
    this.traces.set(traceId, { ...parsed, chunk });
    this.characters += parsed.characters;
    for (const oldest of this.traces.keys()) {
      if (this.characters <= CHARACTERS) return;
      this.remove(oldest);
    }
  }

  /** What is on disk is not what was kept any more. */
  clear(): void {
    this.traces.clear();
    this.characters = 0;
  }

  private remove(traceId: string): void {
    this.characters -= this.traces.get(traceId)?.characters ?? 0;
    this.traces.delete(traceId);
  }
}
