import { readF64, readI32, readU16, readU8 } from "../../bytes/elements.ts";
import type { TopologyPart, TraceRows } from "../../model/trace-rows.ts";
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

/** Rows without any trace yet. */
export function allocateRows(index: TraceIndex, reader: TraceReader): TraceRows {
  const places = new Int32Array(ROWS);
  let looked: StoredFacts | undefined;
  return {
    count: 0,
    version: 0,
    startSec: new Float64Array(ROWS),
    durationUs: new Float64Array(ROWS),
    outcome: new Uint8Array(ROWS),
    partial: new Uint8Array(ROWS),
    flags: new Uint8Array(ROWS),
    mark: new Uint32Array(ROWS),
    numbers: {
      http: new Int32Array(ROWS),
      topology: new Int32Array(ROWS),
      labels: new Int32Array(ROWS),
      activity: new Int32Array(ROWS),
    },
    places,
    facts: (at) => new StoredFacts(index, reader, readI32(places, at)),
    look(at) {
      const row = readI32(places, at);
      if (looked === undefined) looked = new StoredFacts(index, reader, row);
      else looked.moveTo(row);
      return looked;
    },
    http: (number) => index.http.value(number),
    topology: (number) => index.topology.value(number) as TopologyPart | undefined,
    labels: (number) => index.labels.value(number),
    activity: (number) => index.activity.value(number),
  };
}

/** Fills in the traces at the rows' places. */
export function fillRows(rows: TraceRows, index: TraceIndex): void {
  const { columns } = index;
  const { startSec, durationUs, outcome, partial, flags, mark, numbers, places } = rows;
  const words = new Uint32Array(columns.ids.buffer);
  rows.version = index.numbersVersion;
  for (let at = 0; at < rows.count; at += 1) {
    const row = readI32(places, at);
    const start = readF64(columns.startSec, row);
    startSec[at] = start;
    const responseSec = columns.responseTimeSec.get(row);
    durationUs[at] = toMicros(
      Number.isNaN(responseSec) ? elapsedSec(start, start + columns.durationSec.get(row)) : responseSec,
    );
    const flag = readU8(columns.flags, row);
    flags[at] = flag;
    outcome[at] = OUTCOMES[flag & 7] ?? 0;
    partial[at] = (flag & PARTIAL) === 0 ? 0 : 1;
    mark[at] = words[row * (PACKED_ID_BYTES / 4) + 3] ?? 0;
    numbers.http[at] = readI32(columns.http, row);
    numbers.labels[at] = readI32(columns.labels, row);
    const topology = readU16(columns.topology, row);
    numbers.topology[at] = topology === NO_TOPOLOGY ? -1 : topology;
    const activity = readU16(columns.activity, row);
    numbers.activity[at] = activity === NO_ACTIVITY ? -1 : activity;
  }
}
