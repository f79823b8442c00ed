import { readF64, readI32, readU16, readU32, readU8 } from "../../bytes/elements.ts";
import { SHARED_PARTS } from "../../model/trace-rows.ts";
import type { RowNeeds, SharedPart, TopologyPart, TraceRows } from "../../model/trace-rows.ts";
import { elapsedSec, toMicros } from "../../trace/trace-step.ts";
import { ERROR, FAULT, PARTIAL, THROTTLE } from "../chunk/chunk-columns.ts";
import { PACKED_ID_BYTES } from "../chunk/packed-id.ts";
import type { TraceReader } from "../chunk/trace-reader.ts";
import { NO_ACTIVITY, NO_TOPOLOGY } from "./index-columns.ts";
import { StoredFacts } from "./stored-facts.ts";
import type { TraceIndex } from "./trace-index.ts";

/** As many rows as a block has: counted in a fraction of a slice of work. */
export const ROWS = 512;

/** By the flags of fault, error and throttle. */
const OUTCOMES = Uint8Array.from({ length: 8 }, (_, flags) => {
  if ((flags & FAULT) !== 0) return 3;
  if ((flags & ERROR) === 0) return 0;
  return (flags & THROTTLE) !== 0 ? 2 : 1;
});

const WORDS_AN_ID = PACKED_ID_BYTES / 4;

/** Some traces of the index as rows: those at the places are filled in. */
export class RowBlock implements TraceRows {
  count = 0;
  version = 0;
  readonly startSec = new Float64Array(ROWS);
  readonly durationUs = new Float64Array(ROWS);
  readonly outcome = new Uint8Array(ROWS);
  readonly partial = new Uint8Array(ROWS);
  readonly flags = new Uint8Array(ROWS);
  readonly mark = new Uint32Array(ROWS);
  readonly places = new Int32Array(ROWS);
  readonly numbers: Record<SharedPart, Int32Array>;
  private readonly index: TraceIndex;
  private readonly reader: TraceReader;
  private readonly needs: RowNeeds;
  private looked: StoredFacts | undefined;

  constructor(index: TraceIndex, reader: TraceReader, needs: RowNeeds) {
    this.index = index;
    this.reader = reader;
    this.needs = needs;
    const [http, topology, labels, activity] = SHARED_PARTS.map(() => new Int32Array(ROWS).fill(-1));
    if (!http || !topology || !labels || !activity) throw new Error("a part is missing");
    this.numbers = { http, topology, labels, activity };
  }

  readonly facts = (at: number): StoredFacts =>
    new StoredFacts(this.index, this.reader, readI32(this.places, at));

  readonly look = (at: number): StoredFacts => {
    const row = readI32(this.places, at);
    if (this.looked === undefined) this.looked = new StoredFacts(this.index, this.reader, row);
    else this.looked.moveTo(row);
    return this.looked;
  };

  readonly http = (number: number) => this.index.http.value(number);
  readonly topology = (number: number) => this.index.topology.value(number) as TopologyPart | undefined;
  readonly labels = (number: number) => this.index.labels.value(number);
  readonly activity = (number: number) => this.index.activity.value(number);

  /** Column by column, which takes half as long as row by row. */
  fill(): void {
    const { columns } = this.index;
    const { needs, numbers } = this;
    this.version = this.index.numbersVersion;
    this.fillStarts();
    if (needs.lengths) this.fillLengths();
    this.fillFlags(columns.flags);
    if (needs.parts.has("http")) this.copy(columns.http, numbers.http);
    if (needs.parts.has("labels")) this.copy(columns.labels, numbers.labels);
    if (needs.parts.has("topology")) this.copyShort(columns.topology, NO_TOPOLOGY, numbers.topology);
    if (needs.parts.has("activity")) this.copyShort(columns.activity, NO_ACTIVITY, numbers.activity);
    if (needs.marks) this.fillMarks(new Uint32Array(columns.ids.buffer));
  }

  private fillStarts(): void {
    const { places, startSec, count } = this;
    const { columns } = this.index;
    for (let at = 0; at < count; at += 1) startSec[at] = readF64(columns.startSec, readI32(places, at));
  }

  private fillLengths(): void {
    const { places, startSec, durationUs, count } = this;
    const { columns } = this.index;
    for (let at = 0; at < count; at += 1) {
      const row = readI32(places, at);
      const responseSec = columns.responseTimeSec.get(row);
      const isOpen = Number.isNaN(responseSec);
      durationUs[at] = toMicros(
        isOpen ? elapsedSec(readF64(startSec, at), this.index.endSec(row)) : responseSec,
      );
    }
  }

  private fillFlags(column: Uint8Array): void {
    const { places, flags, outcome, partial, count } = this;
    for (let at = 0; at < count; at += 1) {
      const flag = readU8(column, readI32(places, at));
      flags[at] = flag;
      outcome[at] = readU8(OUTCOMES, flag & 7);
      partial[at] = (flag & PARTIAL) === 0 ? 0 : 1;
    }
  }

  private copy(column: Int32Array, target: Int32Array): void {
    const { places, count } = this;
    for (let at = 0; at < count; at += 1) target[at] = readI32(column, readI32(places, at));
  }

  private copyShort(column: Uint16Array, none: number, target: Int32Array): void {
    const { places, count } = this;
    for (let at = 0; at < count; at += 1) {
      const number = readU16(column, readI32(places, at));
      target[at] = number === none ? -1 : number;
    }
  }

  private fillMarks(words: Uint32Array): void {
    const { places, mark, count } = this;
    for (let at = 0; at < count; at += 1) {
      mark[at] = readU32(words, readI32(places, at) * WORDS_AN_ID + 3);
    }
  }
}
