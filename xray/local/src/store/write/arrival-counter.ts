import type { DropReason } from "../../console-wire/server-status.ts";
import type { ArrivalCounts, DropCount, RejectionSample } from "./writer-messages.ts";

const SAMPLES = 5;
/** How much of a rejected document is kept as a sample. */
const SAMPLE_CHARS = 2000;

/** Counts documents until the next message to the reader. */
export class ArrivalCounter {
  private documents = 0;
  private faults = 0;
  private repeated = 0;
  private readonly reasons = new Map<string, { count: number; samples: RejectionSample[] }>();
  private readonly drops = new Map<DropReason, DropCount>();

  accept(fault: boolean): void {
    this.documents += 1;
    if (fault) this.faults += 1;
  }

  /** A document that is stored already. */
  repeat(): void {
    this.repeated += 1;
  }

  reject(reason: string, sample: RejectionSample): void {
    const known = this.reasons.get(reason) ?? { count: 0, samples: [] };
    known.count += 1;
    known.samples.push({ ...sample, document: sample.document.slice(0, SAMPLE_CHARS) });
    if (known.samples.length > SAMPLES) known.samples.shift();
    this.reasons.set(reason, known);
  }

  /** `problem` is the error that was the cause, where there was one. */
  drop(reason: DropReason, count: number, problem?: string): void {
    if (count === 0) return;
    const known = this.drops.get(reason);
    const drop = { ...known, reason, count: (known?.count ?? 0) + count };
    this.drops.set(reason, problem === undefined ? drop : { ...drop, problem });
  }

  /** Turns accepted documents, which then could not be stored, into dropped ones. */
  revoke(reason: DropReason, documents: number, faults: number, problem: string): void {
    this.documents -= documents;
    this.faults -= faults;
    this.drop(reason, documents, problem);
  }

  accepted(): { documents: number; faults: number } {
    return { documents: this.documents, faults: this.faults };
  }

  /** Returns the counts and resets them. */
  take(): ArrivalCounts {
    const rejections = [...this.reasons].map(([reason, { count, samples }]) => ({ reason, count, samples }));
    const drops = [...this.drops.values()];
    const { documents: accepted, faults, repeated } = this;
    const counts = { accepted, faults, repeated, rejections, drops };
    this.documents = 0;
    this.repeated = 0;
    this.faults = 0;
    this.reasons.clear();
    this.drops.clear();
    return counts;
  }
}
