import type { TraceFacts } from "../../model/trace-facts.ts";
import type { TraceRows } from "../../model/trace-rows.ts";
import { ActivityColumns } from "../../rollup/activity-columns.ts";
import type { RowReader, TimeRange } from "../../store/trace-store.ts";
import { elapsedSec, toMicros } from "../../trace/trace-step.ts";

/** Each trace by itself and without numbers, as of parts that have none in common. */
export function readRows(scan: (range: TimeRange) => readonly TraceFacts[]): RowReader {
  const all: TraceFacts[] = [];
  const toRow = (facts: TraceFacts): TraceRows => toRows(facts, all.push(facts) - 1);
  return {
    scan: (range) => scan(range).map(toRow),
    *again(blocks) {
      for (const places of blocks) {
        for (const place of places) {
          const facts = all[place];
          if (facts !== undefined) yield toRows(facts, place);
        }
      }
    },
    *scanActivity(subject, range, order) {
      const traces = scan(range);
      for (const facts of order === "oldest first" ? traces.toReversed() : traces) {
        const items = new ActivityColumns();
        items.addTrace(subject, facts.activity);
        yield { ...toRow(facts), load: () => ({ items, first: 0, end: items.length }) };
      }
    },
    close: () => {},
  };
}

function toRows(facts: TraceFacts, place: number): TraceRows {
  const { id, startSec, endSec, responseTimeSec, partial } = facts;
  const failed = facts.error ? (facts.throttle ? 2 : 1) : 0;
  const none = Int32Array.of(-1);
  return {
    count: 1,
    version: 0,
    startSec: Float64Array.of(startSec),
    durationUs: Float64Array.of(toMicros(responseTimeSec ?? elapsedSec(startSec, endSec))),
    outcome: Uint8Array.of(facts.fault ? 3 : failed),
    partial: Uint8Array.of(partial ? 1 : 0),
    flags: Uint8Array.of(
      (facts.fault ? 1 : 0) | (facts.error ? 2 : 0) | (facts.throttle ? 4 : 0) | (partial ? 8 : 0),
    ),
    mark: Uint32Array.of(Number.parseInt(id.slice(-8), 16)),
    numbers: { http: none, topology: none, labels: none, activity: none },
    places: Int32Array.of(place),
    facts: () => facts,
    look: () => facts,
    http: () => undefined,
    topology: () => undefined,
    labels: () => undefined,
    activity: () => undefined,
  };
}
