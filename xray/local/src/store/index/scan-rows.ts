import { readF64, readI32, readU16, readU8 } from "../../bytes/elements.ts";
import type { TopologyPart, TraceRows } from "../../model/trace-rows.ts";
import { elapsedSec, toMicros } from "../../trace/trace-step.ts";
import { ERROR, FAULT, PARTIAL, THROTTLE } from "../chunk/chunk-columns.ts";
import { copyPackedId, PACKED_ID_BYTES } from "../chunk/packed-id.ts";
import type { TraceReader } from "../chunk/trace-reader.ts";
import type { TimeRange } from "../trace-store.ts";
import { NO_ACTIVITY, NO_TOPOLOGY } from "./index-columns.ts";
import { StoredFacts } from "./stored-facts.ts";
import type { TraceIndex } from "./trace-index.ts";

/** Rows in one step: counting them takes a fraction of a scheduler's slice. */
const ROWS = 512;

/** The outcome for each combination of the flags fault, error and throttle. */
const OUTCOMES = Uint8Array.from({ length: 8 }, (_, flags) => {
  if ((flags & FAULT) !== 0) return 3;
  if ((flags & ERROR) === 0) return 0;
  return (flags & THROTTLE) !== 0 ? 2 : 1;
});

/**
 * Reads the traces that start in the range as rows, newest first. As in `scanTraces`, traces may come and go between
 * two steps.
 */
export function* scanRows(
  index: TraceIndex,
  reader: TraceReader,
  { startSec, endSec }: TimeRange,
): Generator<TraceRows> {
  const rows = allocateRows(index);
  const places = new Int32Array(ROWS);
  rows.facts = (at) => new StoredFacts(index, reader, readI32(places, at));
  const last = new Uint8Array(PACKED_ID_BYTES);
  let position = index.order.search((row) => readF64(index.columns.startSec, row) < endSec) - 1;
  while (position >= 0) {
    const first = index.order.search((row) => readF64(index.columns.startSec, row) < startSec);
    rows.count = Math.min(ROWS, position - first + 1);
    if (rows.count <= 0) return;
    for (let at = 0; at < rows.count; at += 1) places[at] = index.order.at(position - at);
    fill(rows, index, places);
    const lastRow = readI32(places, rows.count - 1);
    const lastStartSec = readF64(index.columns.startSec, lastRow);
    copyPackedId(index.columns.ids, lastRow * PACKED_ID_BYTES, last, 0);
    const { version } = index.order;
    yield rows;
    position -= rows.count;
    if (version !== index.order.version) position = index.positionOf(lastStartSec, last) - 1;
  }
}

function fill(rows: TraceRows, index: TraceIndex, places: Int32Array): void {
  const { columns } = index;
  const { startSec, durationUs, outcome, partial, mark, numbers } = rows;
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
    const flags = readU8(columns.flags, row);
    outcome[at] = OUTCOMES[flags & 7] ?? 0;
    partial[at] = (flags & PARTIAL) === 0 ? 0 : 1;
    mark[at] = words[row * (PACKED_ID_BYTES / 4) + 3] ?? 0;
    numbers.http[at] = readI32(columns.http, row);
    numbers.labels[at] = readI32(columns.labels, row);
    const topology = readU16(columns.topology, row);
    numbers.topology[at] = topology === NO_TOPOLOGY ? -1 : topology;
    const activity = readU16(columns.activity, row);
    numbers.activity[at] = activity === NO_ACTIVITY ? -1 : activity;
  }
}

function allocateRows(index: TraceIndex): TraceRows {
  return {
    count: 0,
    version: 0,
    startSec: new Float64Array(ROWS),
    durationUs: new Float64Array(ROWS),
    outcome: new Uint8Array(ROWS),
    partial: new Uint8Array(ROWS),
    mark: new Uint32Array(ROWS),
    numbers: {
      http: new Int32Array(ROWS),
      topology: new Int32Array(ROWS),
      labels: new Int32Array(ROWS),
      activity: new Int32Array(ROWS),
    },
    facts: () => {
      throw new Error("no rows yet");
    },
    http: (number) => index.http.value(number),
    topology: (number) => index.topology.value(number) as TopologyPart | undefined,
    labels: (number) => index.labels.value(number),
    activity: (number) => index.activity.value(number),
  };
}
