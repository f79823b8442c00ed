import { itemAt, requireLength } from "../../bytes/elements.ts";
import type { HttpFacts, RequestFacts, TraceFacts, UserFacts } from "../../model/trace-facts.ts";
import type { ActivityKinds } from "../../model/trace-activity.ts";
import type { AnnotationFacts } from "../../model/trace-facts.ts";
import { PACKED_ID_BYTES, packTraceId } from "./packed-id.ts";
import { roundUpToFloat32 } from "../../bytes/round-up.ts";
import { toTopologyLine } from "./topology-line.ts";
import type { StoredTopology, TopologyLine } from "./topology-line.ts";
import { isSameHttp, isSameKinds, toKindsKey } from "./same-facts.ts";
import { KnownLines } from "./known-lines.ts";
import { StringTable } from "./string-table.ts";

/**
 * The facts that searches read most, of the traces that one chunk updated. Numbers are columns; what repeats from trace
 * to trace is JSON lines. The index in memory is built from these alone. What differs from trace to trace is in the
 * chunk's details (chunk-details.ts).
 *
 *     count (u32) · lines in bytes (u32) · start, end, response (f64 each) · revision, http, topology, labels, activity (u32 each) ·
 *     longest request (f32) · ids (16 bytes each) · flags (u8) · lines
 */
export interface ChunkColumns {
  /** The columns as they are encoded. */
  readonly bytes: Uint8Array;
  readonly count: number;
  readonly startSec: Float64Array;
  readonly endSec: Float64Array;
  /** NaN while the trace has no response. */
  readonly responseTimeSec: Float64Array;
  readonly revision: Uint32Array;
  /**
   * Numbers of lines that hold an `HttpFacts`, a `StoredTopology`, a `TraceLabels` and `ActivityKinds`; `ABSENT_LINE`
   * for none.
   */
  readonly http: Uint32Array;
  readonly topology: Uint32Array;
  readonly labels: Uint32Array;
  readonly activity: Uint32Array;
  /** The longest request of any node or edge, in seconds, rounded up. */
  readonly longestRequestSec: Float32Array;
  readonly ids: Uint8Array;
  readonly flags: Uint8Array;
  readonly lines: readonly string[];
}

export const FAULT = 1;
export const ERROR = 2;
export const THROTTLE = 4;
export const PARTIAL = 8;
/** Some request of a node or an edge has this outcome, though the trace itself need not. */
export const ANY_FAULT = 16;
export const ANY_ERROR = 32;
export const ANY_THROTTLE = 64;
export const ANY_IN_PROGRESS = 128;

export interface TraceLabels {
  annotations: readonly AnnotationFacts[];
  users: readonly UserFacts[];
}

/** Stands for a line that is not in the chunk. */
export const ABSENT_LINE = 0xffffffff;
const ABSENT_LINES = {
  http: ABSENT_LINE,
  topology: ABSENT_LINE,
  labels: ABSENT_LINE,
  activity: ABSENT_LINE,
};

const httpLines = new KnownLines({ keyOf: ({ url = "" }: HttpFacts) => url, isSame: isSameHttp });
const kindsLines = new KnownLines({ keyOf: toKindsKey, isSame: isSameKinds });
const NO_LABELS = JSON.stringify({ annotations: [], users: [] } satisfies TraceLabels);

function toLabelsLine({ annotations, users }: TraceFacts): string {
  return annotations.length + users.length === 0 ? NO_LABELS : JSON.stringify({ annotations, users });
}

const BYTES_A_TRACE = 3 * 8 + 6 * 4 + PACKED_ID_BYTES + 1;
const HEADER_BYTES = 8;

/**
 * `topologies` has one for each trace; undefined where only the numbers are written, because the facts are in another
 * row (trace-history.ts).
 */
export function encodeColumns(
  traces: readonly TraceFacts[],
  topologies: readonly (TopologyLine | undefined)[] = traces.map(toTopologyLine),
): Uint8Array<ArrayBuffer> {
  const table = new StringTable();
  const numbers = traces.map((facts, row) => {
    const topology = topologies[row];
    if (topology === undefined) return ABSENT_LINES;
    return {
      http: table.number(httpLines.line(facts.http)),
      topology: table.number(topology.line),
      labels: table.number(toLabelsLine(facts)),
      activity: facts.activity ? table.number(kindsLines.line(facts.activity.kinds)) : ABSENT_LINE,
    };
  });
  const lines = Buffer.from(table.toLines(), "utf8");
  const bytes = new Uint8Array(HEADER_BYTES + traces.length * BYTES_A_TRACE + lines.length);
  new Uint32Array(bytes.buffer, 0, 2).set([traces.length, lines.length]);
  const columns = viewColumns(bytes, traces.length);
  for (const [row, facts] of traces.entries()) {
    columns.startSec[row] = facts.startSec;
    columns.endSec[row] = facts.endSec;
    columns.responseTimeSec[row] = facts.responseTimeSec ?? Number.NaN;
    columns.revision[row] = facts.revision;
    const { http, topology, labels, activity } = itemAt(numbers, row);
    columns.http[row] = http;
    columns.topology[row] = topology;
    columns.labels[row] = labels;
    columns.activity[row] = activity;
    packTraceId(facts.id, columns.ids, row * PACKED_ID_BYTES);
    const requests = combineRequests(facts);
    columns.flags[row] = toFlags(facts) | requests.flags;
    columns.longestRequestSec[row] = roundUpToFloat32(requests.longestSec);
  }
  bytes.set(lines, bytes.length - lines.length);
  return bytes;
}

export function decodeColumns(encoded: Uint8Array): ChunkColumns {
  // Views need a start that is a multiple of eight; a Buffer from a pool may not have one.
  const bytes = encoded.byteOffset % 8 === 0 ? encoded : new Uint8Array(encoded);
  const [count = 0, lineBytes = 0] = new Uint32Array(bytes.buffer, bytes.byteOffset, 2);
  const encodedLines = Buffer.from(bytes.buffer, bytes.byteOffset + bytes.length - lineBytes, lineBytes);
  let lines: readonly string[] | undefined;
  return {
    bytes,
    count,
    ...viewColumns(bytes, count),
    // Parsed on demand: a search for ids needs no lines.
    get lines() {
      lines ??= encodedLines.toString("utf8").split("\n");
      return lines;
    },
  };
}

/** The row of a trace (its packed id), or -1. */
export function findRow(columns: ChunkColumns, packedId: Uint8Array): number {
  requireLength(columns.ids, columns.count * PACKED_ID_BYTES);
  for (let row = 0; row < columns.count; row += 1) {
    let byte = 0;
    while (byte < PACKED_ID_BYTES && columns.ids[row * PACKED_ID_BYTES + byte] === packedId[byte]) byte += 1;
    if (byte === PACKED_ID_BYTES) return row;
  }
  return -1;
}

export function parseHttp(line: string): HttpFacts {
  return JSON.parse(line) as HttpFacts;
}

export function parseTopology(line: string): StoredTopology {
  return JSON.parse(line) as StoredTopology;
}

export function parseLabels(line: string): TraceLabels {
  return JSON.parse(line) as TraceLabels;
}

export function parseActivityKinds(line: string): ActivityKinds {
  return JSON.parse(line) as ActivityKinds;
}

function viewColumns(bytes: Uint8Array, count: number): Omit<ChunkColumns, "bytes" | "count" | "lines"> {
  let at = bytes.byteOffset + HEADER_BYTES;
  const place = (length: number): number => {
    at += length;
    return at - length;
  };
  const floats = () => new Float64Array(bytes.buffer, place(count * 8), count);
  const words = () => new Uint32Array(bytes.buffer, place(count * 4), count);
  return {
    startSec: floats(),
    endSec: floats(),
    responseTimeSec: floats(),
    revision: words(),
    http: words(),
    topology: words(),
    labels: words(),
    activity: words(),
    longestRequestSec: new Float32Array(bytes.buffer, place(count * 4), count),
    ids: new Uint8Array(bytes.buffer, place(count * PACKED_ID_BYTES), count * PACKED_ID_BYTES),
    flags: new Uint8Array(bytes.buffer, place(count), count),
  };
}

function toFlags(facts: TraceFacts): number {
  return (
    (facts.fault ? FAULT : 0) |
    (facts.error ? ERROR : 0) |
    (facts.throttle ? THROTTLE : 0) |
    (facts.partial ? PARTIAL : 0)
  );
}

function combineRequests({ services, edges }: TraceFacts): { flags: number; longestSec: number } {
  const combined = { flags: 0, longestSec: 0 };
  const add = ({ requests }: { requests: readonly RequestFacts[] }): void => {
    for (const { fault, error, throttle, inProgress, responseTimeSec, durationSec } of requests) {
      if (fault) combined.flags |= ANY_FAULT;
      if (error) combined.flags |= ANY_ERROR;
      if (throttle) combined.flags |= ANY_THROTTLE;
      if (inProgress) combined.flags |= ANY_IN_PROGRESS;
      combined.longestSec = Math.max(combined.longestSec, responseTimeSec, durationSec);
    }
  };
  for (const service of services) add(service);
  for (const edge of edges) add(edge);
  return combined;
}
