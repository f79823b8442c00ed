import type { StoreStatus } from "../../console-wire/server-status.ts";
import type { TraceFacts } from "../../model/trace-facts.ts";
import { parseSegmentDocument } from "../../protocol/parse-segment-document.ts";
import type { SegmentDocument } from "../../protocol/segment-document.ts";
import type { UnprocessedTraceSegment } from "../../protocol/api-types.ts";
import { ArrivalLog } from "../../store/arrival-log.ts";
import { RejectionRegistry } from "../../store/rejection-registry.ts";
import type { ArrivalListener, TraceScan, TraceStore } from "../../store/trace-store.ts";
import { ArrivalCounter } from "../../store/write/arrival-counter.ts";
import { deriveTraceFacts } from "../../trace/facts/derive-facts.ts";
import { readRows } from "./read-rows.ts";

export interface TestStore extends TraceStore {
  /** What retention does: takes the traces that start before this moment. */
  forgetBefore(startSec: number): void;
}

/** A TraceStore in memory that keeps the contract of the real one, for tests of what reads it. */
export function makeStore(nowMs: () => number = Date.now): TestStore {
  const documents = new Map<string, { texts: string[]; parsed: SegmentDocument[] }>();
  const facts = new Map<string, TraceFacts>();
  const listeners = new Set<ArrivalListener>();
  const counter = new ArrivalCounter();
  const log = new ArrivalLog();
  const rejections = new RejectionRegistry();

  function take(
    text: string,
  ): {} | { rejected: UnprocessedTraceSegment } | { changed: TraceFacts; former: TraceFacts | undefined } {
    const result = parseSegmentDocument(text);
    if (!result.ok) {
      const { id, code, message } = result;
      counter.reject(code, { atMs: nowMs(), message, document: text });
      return { rejected: { ...(id === undefined ? {} : { Id: id }), ErrorCode: code, Message: message } };
    }
    const id = result.document.trace_id;
    const known = documents.get(id) ?? { texts: [], parsed: [] };
    if (known.texts.includes(text)) {
      counter.repeat();
      return {};
    }
    counter.accept(result.document.fault === true);
    known.texts.push(text);
    known.parsed.push(result.document);
    documents.set(id, known);
    const former = facts.get(id);
    const derived = deriveTraceFacts(known.parsed, (former?.revision ?? 0) + 1);
    facts.set(id, derived);
    return { changed: derived, former };
  }

  const starts = (): number[] => Array.from(facts.values(), ({ startSec }) => startSec).sort((a, b) => a - b);

  const countTexts = (): number => [...documents.values()].reduce((sum, { texts }) => sum + texts.length, 0);

  function tell(...arrival: Parameters<ArrivalListener>): void {
    for (const listener of listeners) listener(...arrival);
  }

  return {
    put: async (texts, isImport = false) => {
      const results = texts.map(take);
      const unprocessed = results.flatMap((result) => ("rejected" in result ? [result.rejected] : []));
      const changed = results.flatMap((result) => ("changed" in result ? [result.changed] : []));
      const former = results.flatMap((result) => ("former" in result ? (result.former ?? []) : []));
      const counts = counter.take();
      if (!isImport) {
        log.add(counts, nowMs());
        rejections.add(counts.rejections, nowMs());
      }
      const formerStartsSec = former.map(({ startSec }) => startSec);
      if (changed.length > 0) tell(changed, formerStartsSec);
      return unprocessed;
    },
    documents: (traceId) => documents.get(traceId)?.texts ?? [],
    facts: (traceId) => facts.get(traceId),
    scan: (query) => scan([...facts.values()], query),
    openRows: () => readRows((range) => scan([...facts.values()], range)),
    count: (range) => scan([...facts.values()], range).length,
    firstStartSec: (fromSec) => starts().find((startSec) => startSec >= fromSec),
    lastStartSec: (beforeSec) => starts().findLast((startSec) => startSec < beforeSec),
    async clear() {
      const { traces, segments } = this.status();
      this.forgetBefore(Infinity);
      return { traces, segments };
    },
    forgetBefore(startSec) {
      const old = [...facts.values()].filter((trace) => trace.startSec < startSec);
      for (const { id } of old) {
        facts.delete(id);
        documents.delete(id);
      }
      tell(
        [],
        old.map((trace) => trace.startSec),
      );
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    status: () => toStatus([...facts.values()], countTexts()),
    arrivals: () => log.read(nowMs()),
    rejections: () => rejections.list(),
    drops: () => [],
    close: async () => undefined,
  };
}

function toStatus(traces: readonly TraceFacts[], segments: number): StoreStatus {
  const starts = traces.map(({ startSec }) => startSec).sort((a, b) => a - b);
  const [oldestStartSec, newestStartSec] = [starts[0], starts.at(-1)];
  return {
    path: "memory",
    traces: traces.length,
    segments,
    bytes: 0,
    capBytes: 1_000_000_000,
    retentionSec: 2_592_000,
    ...(oldestStartSec === undefined ? {} : { oldestStartSec }),
    ...(newestStartSec === undefined ? {} : { newestStartSec }),
  };
}

function scan(all: readonly TraceFacts[], { startSec, endSec, by, after }: TraceScan): TraceFacts[] {
  const timeOf = (trace: TraceFacts): number =>
    by === undefined || by === "TraceId" ? trace.startSec : trace.endSec;
  const newestFirst = (a: { startSec: number; id: string }, b: { startSec: number; id: string }): number =>
    b.startSec - a.startSec || (a.id < b.id ? -1 : 1);
  return all
    .filter((trace) => timeOf(trace) >= startSec && timeOf(trace) < endSec)
    .sort(newestFirst)
    .filter((trace) => after === undefined || newestFirst(after, trace) < 0);
}
