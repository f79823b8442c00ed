import type { DocumentPlace } from "./chunk-details.ts";

/** What must be known of a trace to derive its facts again when another of its segments arrives. */
export interface EarlierTrace {
  revision: number;
  /** Its documents, oldest first. */
  texts: readonly string[];
  places: readonly DocumentPlace[];
}

/** The traces that changed last: their other segments come within moments, and need not be read from disk then. */
export class RecentTraces {
  private readonly traces = new Map<string, EarlierTrace>();
  private readonly capacityChars: number;
  private chars = 0;

  constructor(capacityChars: number) {
    this.capacityChars = capacityChars;
  }

  get(traceId: string): EarlierTrace | undefined {
    return this.traces.get(traceId);
  }

  set(traceId: string, trace: EarlierTrace): void {
    this.delete(traceId);
    this.traces.set(traceId, trace);
    this.chars += countChars(trace);
    for (const oldest of this.traces.keys()) {
      if (this.chars <= this.capacityChars) break;
      this.delete(oldest);
    }
  }

  private delete(traceId: string): void {
    const trace = this.traces.get(traceId);
    if (trace === undefined) return;
    this.chars -= countChars(trace);
    this.traces.delete(traceId);
  }
}

function countChars(trace: EarlierTrace): number {
  return trace.texts.reduce((sum, text) => sum + text.length, 0);
}
