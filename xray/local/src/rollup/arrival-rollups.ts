import type { TraceFacts } from "../model/trace-facts.ts";
import { createTraceRollup } from "../trace/graph/trace-rollup.ts";
import type { TraceRollupBuilder } from "../trace/graph/trace-rollup.ts";
import { encodeRollup } from "./encoded-rollup.ts";

/** New traces are rolled up by so much. */
export const ARRIVAL_SEC = 1;

/** The new traces of one batch that start in the same second, rolled up where their facts are at hand anyway. */
export interface SecondRollup {
  /** A multiple of `ARRIVAL_SEC`. */
  startSec: number;
  /** See `encodeRollup`. */
  encoded: Uint8Array<ArrayBuffer>;
}

/** What is live starts in one or two; the rollups of old traces that are imported are made when they are asked for. */
const MAX_SECONDS = 8;

/** Rolls up the traces of a batch. Those of too many seconds, or with too little in common, have no rollup. */
export class ArrivalRollups {
  private readonly seconds = new Map<number, TraceRollupBuilder | undefined>();

  /** `topology` is one object for all traces that have the same nodes and edges. */
  add(facts: TraceFacts, topology: object): void {
    const second = Math.floor(facts.startSec / ARRIVAL_SEC) * ARRIVAL_SEC;
    if (!this.seconds.has(second)) {
      if (this.seconds.size >= MAX_SECONDS) return;
      this.seconds.set(second, createTraceRollup());
    }
    if (this.seconds.get(second)?.add(facts, topology) === false) this.seconds.set(second, undefined);
  }

  encode(): SecondRollup[] {
    return Array.from(this.seconds).flatMap(([startSec, builder]) =>
      builder === undefined ? [] : { startSec, encoded: new Uint8Array(encodeRollup(builder.rollup())) },
    );
  }
}
