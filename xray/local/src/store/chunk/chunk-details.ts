import { itemAt } from "../../bytes/elements.ts";
import type { HttpFacts, RequestFacts, TraceFacts, TraceRequests } from "../../model/trace-facts.ts";
import type { ActivityKinds } from "../../model/trace-activity.ts";
import { ByteReader, ByteWriter } from "../../bytes/byte-writer.ts";
import { readActivity, skipActivity, writeActivity } from "./activity-details.ts";
import type { ActivityNumbers } from "./activity-details.ts";
import { isSameHttp } from "./same-facts.ts";
import { StringTable } from "./string-table.ts";
import { isFullHistory, readHistory, skipFullHistory, writeHistory } from "./trace-history.ts";
import type { TraceHistory } from "./trace-history.ts";

/**
 * The facts that differ from trace to trace, of the traces that one chunk updated, in the order of the chunk's columns.
 *
 *     count (u32) · where the lines begin (u32) · where each trace begins (u32 each) · traces · lines
 *
 * A trace is its history (trace-history.ts). Where the history is full, these follow: its causes (line + 1, or 0), its
 * activity (activity-details.ts), its services and edges, each with its requests. Lines are JSON. The http of a request
 * is 0 for none, 1 for the trace's own, else line + 2.
 */

export type TraceCauses = Pick<
  TraceFacts,
  "faultRootCauses" | "errorRootCauses" | "responseTimeRootCauses" | "linkedTraceIds"
>;

export const NO_CAUSES: TraceCauses = {
  faultRootCauses: [],
  errorRootCauses: [],
  responseTimeRootCauses: [],
  linkedTraceIds: [],
};

const NO_HTTP = 0;
const TRACE_HTTP = 1;
const FIRST_LINE = 2;

const FAULT = 1;
const ERROR = 2;
const THROTTLE = 4;
const IN_PROGRESS = 8;

/** How a line of causes with links holds them; an empty list has no quote. */
const SOME_LINKS = '"linkedTraceIds":["';

const writer = new ByteWriter();

/** `chunk` is the id of the chunk that will hold the result. */
export function encodeDetails(
  chunk: number,
  traces: readonly { facts: TraceFacts; history: TraceHistory }[],
): Buffer {
  writer.clear();
  const table = new StringTable();
  writer.u32(traces.length);
  writer.u32(0);
  for (let trace = 0; trace < traces.length; trace += 1) writer.u32(0);
  for (const [index, { facts, history }] of traces.entries()) {
    writer.setU32(8 + 4 * index, writer.length);
    writeHistory(writer, chunk, history);
    if (history.link !== undefined) continue;
    writer.varint(hasCauses(facts) ? table.number(causesToLine(facts)) + 1 : 0);
    writeActivity(writer, facts.activity);
    const toHttpNumber = (http: HttpFacts | undefined): number => {
      if (http === undefined) return NO_HTTP;
      return isSameHttp(http, facts.http) ? TRACE_HTTP : table.number(JSON.stringify(http)) + FIRST_LINE;
    };
    writeRequestLists(facts.services, toHttpNumber);
    writeRequestLists(facts.edges, toHttpNumber);
  }
  writer.setU32(4, writer.length);
  writer.text(table.toLines());
  return writer.written();
}

/** Reads single traces of encoded details. */
export class DetailsReader {
  private readonly chunk: number;
  readonly bytes: Buffer;
  private readonly reader: ByteReader;
  private lines: readonly string[] | undefined;

  constructor(chunk: number, bytes: Buffer) {
    this.chunk = chunk;
    this.bytes = bytes;
    this.reader = new ByteReader(bytes);
  }

  history(row: number): TraceHistory {
    return readHistory(this.readerAt(row), this.chunk);
  }

  isFull(row: number): boolean {
    return isFullHistory(this.readerAt(row));
  }

  /** False when no row is linked to another trace. True also where a row's facts are not here but in other chunks. */
  mayHaveLinks(): boolean {
    if (this.bytes.includes(SOME_LINKS)) return true;
    const count = this.bytes.readUInt32LE(0);
    for (let row = 0; row < count; row += 1) if (!this.isFull(row)) return true;
    return false;
  }

  /** Only for a row whose history is full. */
  causes(row: number): TraceCauses {
    const reader = this.readerAt(row);
    skipFullHistory(reader);
    const line = reader.varint();
    return line === 0 ? NO_CAUSES : (JSON.parse(this.line(line - 1)) as TraceCauses);
  }

  /** Only for a row whose history is full; `http` is the trace's own. */
  requests(row: number, http: HttpFacts): TraceRequests {
    const reader = this.readerAt(row);
    skipFullHistory(reader);
    reader.varint();
    skipActivity(reader);
    const services = this.readRequestLists(reader, http);
    return { services, edges: this.readRequestLists(reader, http) };
  }

  /** Only for a row whose history is full; `kinds` are the trace's own. */
  activity(row: number, kinds: ActivityKinds): ActivityNumbers {
    const reader = this.readerAt(row);
    skipFullHistory(reader);
    reader.varint();
    return readActivity(reader, kinds);
  }

  private readerAt(row: number): ByteReader {
    this.reader.position = this.bytes.readUInt32LE(8 + 4 * row);
    return this.reader;
  }

  private readRequestLists(reader: ByteReader, http: HttpFacts): RequestFacts[][] {
    return list(reader, () => list(reader, () => this.readRequest(reader, http)));
  }

  private readRequest(reader: ByteReader, http: HttpFacts): RequestFacts {
    const startSec = reader.f64();
    const responseTimeSec = reader.f64();
    const durationSec = reader.f64();
    const flags = reader.u8();
    const number = reader.varint();
    const request = {
      startSec,
      responseTimeSec,
      durationSec,
      fault: (flags & FAULT) !== 0,
      error: (flags & ERROR) !== 0,
      throttle: (flags & THROTTLE) !== 0,
      inProgress: (flags & IN_PROGRESS) !== 0,
    };
    if (number === NO_HTTP) return request;
    if (number === TRACE_HTTP) return { ...request, http };
    return { ...request, http: JSON.parse(this.line(number - FIRST_LINE)) as HttpFacts };
  }

  private line(number: number): string {
    this.lines ??= this.bytes.toString("utf8", this.bytes.readUInt32LE(4)).split("\n");
    return itemAt(this.lines, number);
  }
}

function list<Item>(reader: ByteReader, read: () => Item): Item[] {
  const items: Item[] = [];
  for (let count = reader.varint(); count > 0; count -= 1) items.push(read());
  return items;
}

function writeRequestLists(
  nodes: readonly { requests: readonly RequestFacts[] }[],
  toHttpNumber: (http: HttpFacts | undefined) => number,
): void {
  writer.varint(nodes.length);
  for (const { requests } of nodes) {
    writer.varint(requests.length);
    for (const request of requests) {
      writer.f64(request.startSec);
      writer.f64(request.responseTimeSec);
      writer.f64(request.durationSec);
      writer.u8(toFlags(request));
      writer.varint(toHttpNumber(request.http));
    }
  }
}

function toFlags(request: RequestFacts): number {
  return (
    (request.fault ? FAULT : 0) |
    (request.error ? ERROR : 0) |
    (request.throttle ? THROTTLE : 0) |
    (request.inProgress ? IN_PROGRESS : 0)
  );
}

function hasCauses(facts: TraceCauses): boolean {
  return (
    facts.faultRootCauses.length +
      facts.errorRootCauses.length +
      facts.responseTimeRootCauses.length +
      facts.linkedTraceIds.length >
    0
  );
}

function causesToLine(facts: TraceCauses): string {
  const { faultRootCauses, errorRootCauses, responseTimeRootCauses, linkedTraceIds } = facts;
  return JSON.stringify({ faultRootCauses, errorRootCauses, responseTimeRootCauses, linkedTraceIds });
}
