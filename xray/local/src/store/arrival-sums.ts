import type { TraceFacts } from "../protocol/trace-facts.ts";
import { createTraceSums } from "../trace/trace-sums.ts";
import type { TraceSums } from "../trace/trace-sums.ts";
import { encodeSums } from "./encoded-sums.ts";

/** By how much new traces are summed up. */
export const ARRIVAL_SEC = 1;

/** New traces of one batch that start in the same second, summed up, where their facts are at hand anyway. */
export interface SummedSecond {
  /** A multiple of `ARRIVAL_SEC`. */
  startSec: number;
  /** See `encodeSums`. */
  sums: Uint8Array<ArrayBuffer>;
}

/** What is live starts in one or two; who imports old traces has their sums made when they are asked for. */
const MAX_SECONDS = 8;

/** Sums up the traces of a batch. Those of too many seconds, or with too little in common, have no sums. */
export class ArrivalSums {
  private readonly seconds = new Map<number, TraceSums | undefined>();

  /** `shape` is one object for all traces that have the same nodes and edges. */
  add(facts: TraceFacts, shape: object): void {
    const second = Math.floor(facts.startSec / ARRIVAL_SEC) * ARRIVAL_SEC;
    if (!this.seconds.has(second)) {
      if (this.seconds.size >= MAX_SECONDS) return;
      this.seconds.set(second, createTraceSums());
    }
    if (this.seconds.get(second)?.add(facts, shape) === false) this.seconds.set(second, undefined);
  }

  encode(): SummedSecond[] {
    return Array.from(this.seconds).flatMap(([startSec, sums]) =>
      sums === undefined ? [] : { startSec, sums: new Uint8Array(encodeSums(sums.summed())) },
    );
  }
}
