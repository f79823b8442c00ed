import { itemAt } from "../bytes/elements.ts";
import type { EdgeStatistics } from "../protocol/api-types.ts";
import type { Lengths } from "../trace/graph/histogram.ts";
import { ROLLUP_SEC } from "../trace/graph/trace-rollup.ts";
import type {
  MinuteRollup,
  RequestRollup,
  TopologyRollup,
  TraceRollup,
} from "../trace/graph/trace-rollup.ts";
import { toTopology } from "../model/trace-topology.ts";
import type { TraceTopology } from "../model/trace-topology.ts";
import { ByteReader, ByteWriter } from "../bytes/byte-writer.ts";

const writer = new ByteWriter();

/**
 * A rollup as bytes, as it is kept on disk and in memory: as objects it takes twenty times the room.
 *
 *     traces · topologies, of each: nodes and edges as JSON · requests of each node, then of each edge
 *
 * Requests: whether any; first start, last end (f64 each); durations of a node; minutes. A minute: its start, counts,
 * response time in all (f64), response times. Lengths: 2 × how many + exact; each as distance from the one before, and
 * its count. All other numbers are varints.
 */
export function encodeRollup({ traces, topologies }: TraceRollup): Buffer {
  writer.clear();
  writer.varint(traces);
  writer.varint(topologies.length);
  for (const { services, edges } of topologies) {
    const line = JSON.stringify(toTopology({ services, edges }));
    writer.varint(Buffer.byteLength(line));
    writer.text(line);
    for (const { requests } of [...services, ...edges]) writeRequests(requests);
  }
  return writer.written();
}

export function decodeRollup(bytes: Uint8Array): TraceRollup {
  const reader = new ByteReader(bytes);
  const traces = reader.varint();
  const topologies = list(reader, () => readTopology(reader));
  return { traces, topologies };
}

/** How many traces are rolled up, without decoding the rest. */
export function countRollup(bytes: Uint8Array): number {
  return new ByteReader(bytes).varint();
}

function writeRequests({ startSec, endSec, durations, minutes }: RequestRollup): void {
  if (startSec === Infinity) {
    writer.u8(0);
    return;
  }
  writer.u8(durations === undefined ? 1 : 2);
  writer.f64(startSec);
  writer.f64(endSec);
  if (durations !== undefined) writeLengths(durations);
  writer.varint(minutes.length);
  for (const { startSec: minuteSec, statistics, responseTimes } of minutes) {
    writer.longVarint(minuteSec / ROLLUP_SEC);
    writer.varint(statistics.OkCount);
    writer.varint(statistics.ErrorStatistics.ThrottleCount);
    writer.varint(statistics.ErrorStatistics.OtherCount);
    writer.varint(statistics.FaultStatistics.TotalCount);
    writer.f64(statistics.TotalResponseTime);
    writeLengths(responseTimes);
  }
}

function writeLengths({ exact, ms, counts }: Lengths): void {
  writer.varint(ms.length * 2 + (exact ? 1 : 0));
  let before = 0;
  for (const [index, length] of ms.entries()) {
    writer.longVarint(length - before);
    writer.varint(itemAt(counts, index));
    before = length;
  }
}

function readTopology(reader: ByteReader): TopologyRollup {
  const { services, edges } = JSON.parse(reader.text(reader.varint())) as TraceTopology;
  return {
    services: services.map((service) => Object.assign(service, { requests: readRequests(reader) })),
    edges: edges.map((edge) => Object.assign(edge, { requests: readRequests(reader) })),
  };
}

function readRequests(reader: ByteReader): RequestRollup {
  const kind = reader.u8();
  if (kind === 0) return { startSec: Infinity, endSec: -Infinity, minutes: [] };
  const startSec = reader.f64();
  const endSec = reader.f64();
  const durations = kind === 2 ? { durations: readLengths(reader) } : {};
  return { startSec, endSec, ...durations, minutes: list(reader, () => readMinute(reader)) };
}

function readMinute(reader: ByteReader): MinuteRollup {
  const startSec = reader.longVarint() * ROLLUP_SEC;
  return { startSec, statistics: readStatistics(reader), responseTimes: readLengths(reader) };
}

function readStatistics(reader: ByteReader): EdgeStatistics {
  const ok = reader.varint();
  const throttles = reader.varint();
  const errors = reader.varint();
  const faults = reader.varint();
  return {
    OkCount: ok,
    ErrorStatistics: { ThrottleCount: throttles, OtherCount: errors, TotalCount: throttles + errors },
    FaultStatistics: { OtherCount: faults, TotalCount: faults },
    TotalCount: ok + throttles + errors + faults,
    TotalResponseTime: reader.f64(),
  };
}

function readLengths(reader: ByteReader): Lengths {
  const head = reader.varint();
  const ms: number[] = [];
  const counts: number[] = [];
  let length = 0;
  for (let left = head >>> 1; left > 0; left -= 1) {
    length += reader.longVarint();
    ms.push(length);
    counts.push(reader.varint());
  }
  return { exact: (head & 1) === 1, ms, counts };
}

function list<Item>(reader: ByteReader, read: () => Item): Item[] {
  const items: Item[] = [];
  for (let count = reader.varint(); count > 0; count -= 1) items.push(read());
  return items;
}
