import { readF64, readI32, readU8 } from "../bytes/elements.ts";
import type { FigureExample, FigureOutcome, FigureSubject } from "../console-wire/figures.ts";
import type { ActivityKinds } from "../model/trace-activity.ts";
import type { TraceFacts } from "../model/trace-facts.ts";
import { IS_FIRST, IS_PARTIAL, OUTCOME_BITS } from "../model/trace-rows.ts";
import type { ActivityItems, TraceRows } from "../model/trace-rows.ts";
import { toBucket } from "./lengths/length-counter.ts";

/** The columns of a block (item-block.ts) that an item reads. */
interface BlockColumns {
  rows: TraceRows;
  row: Int32Array;
  place: Int32Array;
  trace: Float64Array;
  atSec: Float64Array;
  durationUs: Float64Array;
  bucket: Int32Array;
  outcome: Uint8Array;
  partial: Uint8Array;
  calls: Int32Array;
  inARow: Int32Array;
  retries: Int32Array;
}

/** Indexed by their numbers. */
export const OUTCOMES = ["ok", "error", "throttle", "fault"] as const satisfies readonly FigureOutcome[];

const NO_KINDS: ActivityKinds = { requests: [], calls: [], exceptions: [] };

/**
 * One item that is counted: a trace, a request, a call or an exception. One object moves from item to item, because
 * making millions of objects would take longer than counting them.
 */
export class FigureItem {
  /** The start of the trace, or of the request, call or exception. Epoch seconds. */
  atSec = 0;
  durationUs = 0;
  /** The bucket of `durationUs`; see length-counter.ts. */
  bucket = 0;
  /** An index of `OUTCOMES`. */
  outcomeNumber = 0;
  partial = false;
  /** Counts the traces that were examined, to tell items of one trace from others. */
  trace = 0;
  /** The index among the trace's requests, calls or exceptions; for parts see `ActivityItems`. */
  place = 0;
  row = 0;
  rows: TraceRows;
  /** Whether it is a request's first call of its kind; this one has the number of calls, and how they came. */
  isFirst = false;
  calls = 0;
  inARow = 0;
  retries = 0;
  private known: TraceFacts | undefined;

  constructor(rows: TraceRows) {
    this.rows = rows;
  }

  /** Moves it to a trace. */
  moveTo(rows: TraceRows, row: number): void {
    this.rows = rows;
    this.row = row;
    this.trace += 1;
    this.known = undefined;
    this.atSec = readF64(rows.startSec, row);
    this.durationUs = readF64(rows.durationUs, row);
    this.bucket = toBucket(this.durationUs);
    this.outcomeNumber = readU8(rows.outcome, row);
    this.partial = rows.partial[row] === 1;
  }

  /** Moves it to one of the items that the trace of the row has. */
  moveInto(items: ActivityItems, at: number): void {
    this.atSec = readF64(this.rows.startSec, this.row) + readF64(items.startUs, at) / 1e6;
    this.durationUs = readF64(items.durationUs, at);
    this.bucket = toBucket(this.durationUs);
    this.place = readF64(items.place, at);
    const flags = readF64(items.flags, at);
    this.outcomeNumber = flags & OUTCOME_BITS;
    this.partial = (flags & IS_PARTIAL) !== 0;
    this.isFirst = (flags & IS_FIRST) !== 0;
    if (!this.isFirst) return;
    this.calls = readF64(items.calls, at);
    this.inARow = readF64(items.inARow, at);
    this.retries = readF64(items.retries, at);
  }

  /** Moves it to an item of a block. */
  moveToBlock(block: BlockColumns, at: number): void {
    this.rows = block.rows;
    this.row = readI32(block.row, at);
    this.known = undefined;
    this.trace = readF64(block.trace, at);
    this.place = readI32(block.place, at);
    this.atSec = readF64(block.atSec, at);
    this.durationUs = readF64(block.durationUs, at);
    this.bucket = readI32(block.bucket, at);
    this.outcomeNumber = readU8(block.outcome, at);
    this.partial = readU8(block.partial, at) === 1;
    this.calls = readI32(block.calls, at);
    this.inARow = readI32(block.inARow, at);
    this.retries = readI32(block.retries, at);
    this.isFirst = this.calls > 0;
  }

  get outcome(): FigureOutcome {
    return OUTCOMES[this.outcomeNumber] ?? "ok";
  }

  /** The facts of its trace. */
  get facts(): TraceFacts {
    this.known ??= this.rows.facts(this.row);
    return this.known;
  }

  /** The names of the trace's parts. */
  readonly kinds = (): ActivityKinds => {
    const number = this.rows.numbers.activity[this.row] ?? -1;
    return this.rows.activity(number) ?? this.facts.activity?.kinds ?? NO_KINDS;
  };
}

/** How many of the subject's kinds the item's trace has; a trace itself counts as one. */
export function countPlaces(subject: FigureSubject, item: FigureItem): number {
  if (subject === "traces") return 1;
  const kinds = item.kinds();
  return subject === "parts" ? kinds.calls.length + kinds.requests.length : kinds[subject].length;
}

export function toExample({ facts, atSec, durationUs }: FigureItem): FigureExample {
  return { traceId: facts.id, startSec: atSec, durationSec: durationUs / 1e6 };
}
