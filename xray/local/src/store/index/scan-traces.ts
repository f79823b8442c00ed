import { readF64 } from "../../bytes/elements.ts";
import type { TraceFacts } from "../../model/trace-facts.ts";
import { toTraceId } from "../../protocol/trace-id.ts";
import type { TraceReader } from "../chunk/trace-reader.ts";
import { copyPackedId, PACKED_ID_BYTES, packTraceId } from "../chunk/packed-id.ts";
import { StoredFacts } from "./stored-facts.ts";
import type { TraceIndex } from "./trace-index.ts";
import type { TraceScan } from "../trace-store.ts";

/**
 * Walks the index from the newest start to the oldest. Traces may come and go between two steps. The walk then finds
 * its place again by the start and id where it was, so it repeats and omits no trace unless the start of that trace
 * moved.
 */
export function* scanTraces(index: TraceIndex, reader: TraceReader, query: TraceScan): Generator<TraceFacts> {
  const { order } = index;
  const isWanted = toCriterion(index, reader, query);
  const startsInRange = (query.by ?? "TraceId") === "TraceId";
  const last = { startSec: 0, id: new Uint8Array(PACKED_ID_BYTES) };
  let position = firstPosition(index, query, startsInRange);
  for (; position >= 0; position -= 1) {
    const row = order.at(position);
    const startSec = readF64(index.columns.startSec, row);
    if (startsInRange && startSec < query.startSec) return;
    if (!isWanted(row)) continue;
    const { version } = order;
    last.startSec = startSec;
    copyPackedId(index.columns.ids, row * PACKED_ID_BYTES, last.id, 0);
    yield new StoredFacts(index, reader, row);
    if (version !== order.version) position = index.positionOf(last.startSec, last.id);
  }
}

/** The newest position that the range and `after` allow. */
function firstPosition(index: TraceIndex, query: TraceScan, startsInRange: boolean): number {
  const { order } = index;
  let position = order.length - 1;
  if (startsInRange) {
    position = order.search((row) => readF64(index.columns.startSec, row) < query.endSec) - 1;
  }
  if (query.after === undefined) return position;
  const id = new Uint8Array(PACKED_ID_BYTES);
  packTraceId(toTraceId(query.after.id) ?? "", id, 0);
  return Math.min(position, index.positionOf(query.after.startSec, id) - 1);
}

function toCriterion(index: TraceIndex, reader: TraceReader, query: TraceScan): (row: number) => boolean {
  const isInRange = (sec: number) => sec >= query.startSec && sec < query.endSec;
  if (query.by === "Event") return (row) => isInRange(index.updatedSec(row));
  if (query.by !== "Service") return () => true;
  return (row) => {
    // The end of the whole trace is in the index; the ends of single segments are read only where they can matter.
    const endSec = index.endSec(row);
    if (endSec < query.startSec || readF64(index.columns.startSec, row) >= query.endSec) return false;
    return isInRange(endSec) || endsWithin(new StoredFacts(index, reader, row), isInRange);
  };
}

/** Whether one of the trace's segments ends within the range. */
function endsWithin(facts: TraceFacts, isInRange: (sec: number) => boolean): boolean {
  return facts.services.some(
    ({ client, inferred, requests }) =>
      !client &&
      !inferred &&
      requests.some(
        ({ inProgress, startSec, durationSec }) => !inProgress && isInRange(startSec + durationSec),
      ),
  );
}
