import type { RejectionSample, ArrivalCounts } from "./writer-messages.ts";

const SAMPLES = 5;
/** Characters of a rejected document that are kept. */
const SAMPLE_CHARS = 2000;

/** Counts documents until the next message to the reader. */
export class ArrivalCounter {
  private documents = 0;
  private faults = 0;
  private readonly reasons = new Map<string, { count: number; samples: RejectionSample[] }>();

  accept(fault: boolean): void {
    this.documents += 1;
    if (fault) this.faults += 1;
  }

  reject(reason: string, sample: RejectionSample): void {
    const known = this.count(reason, 1);
    known.samples.push({ ...sample, document: sample.document.slice(0, SAMPLE_CHARS) });
    if (known.samples.length > SAMPLES) known.samples.shift();
  }

  /** For what was rejected unseen. */
  rejectMany(reason: string, count: number): void {
    if (count > 0) this.count(reason, count);
  }

  /** Accepted documents that could not be stored after all. */
  revoke(reason: string, documents: number, faults: number, sample: RejectionSample): void {
    if (documents === 0) return;
    this.documents -= documents;
    this.faults -= faults;
    this.rejectMany(reason, documents - 1);
    this.reject(reason, sample);
  }

  accepted(): { documents: number; faults: number } {
    return { documents: this.documents, faults: this.faults };
  }

  /** Answers what was counted, and starts from nothing. */
  take(): ArrivalCounts {
    const rejections = [...this.reasons].map(([reason, { count, samples }]) => ({ reason, count, samples }));
    const counts = { accepted: this.documents, faults: this.faults, rejections };
    this.documents = 0;
    this.faults = 0;
    this.reasons.clear();
    return counts;
  }

  private count(reason: string, count: number): { count: number; samples: RejectionSample[] } {
    const known = this.reasons.get(reason) ?? { count: 0, samples: [] };
    known.count += count;
    this.reasons.set(reason, known);
    return known;
  }
}
