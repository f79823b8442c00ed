import { boundsOf } from "../../lib/time-range.ts";
import type { SummaryQuestion } from "../summary-pages.ts";
import type { Told, TraceListModel } from "./trace-list-model.ts";
import type { TraceQuery } from "./trace-list-state.ts";

/** Starts are told to the microsecond. */
const TIE_SEC = 0.001;
/** A load includes traces that begin while it runs, and clocks differ a little. */
const LOAD_MARGIN_SEC = 1;
/** An earlier part of a trace may have come since it was told of, and moved its start. */
const MARGIN_SEC = 1;
/** With so many this would ask for the same traces again and again; another event tells of those that moved. */
const MANY = 40;
const MARGIN_OF_MANY_SEC = 0.05;
/** An event names 200 of the newest; in a flood the others have mostly started this shortly before. */
const FLOOD_MARGIN_SEC = 2;

/** For what is older than all that is loaded; those that start with the last one are asked for again. */
export function olderQuestion({ query, known }: TraceListModel, nowSec: number): SummaryQuestion {
  let oldestSec = Infinity;
  for (const { summary } of known.values()) oldestSec = Math.min(oldestSec, summary.StartTime);
  const { startSec, endSec } = boundsOf(query.range, nowSec);
  return {
    startSec,
    endSec: Math.max(startSec, Math.min(endSec, oldestSec + TIE_SEC)),
    filter: query.filter,
  };
}

/** Of a load that begins at a moment. */
export function loadQuestion({ query, loadedAtSec }: TraceListModel): SummaryQuestion {
  const { startSec, endSec } = boundsOf(query.range, loadedAtSec);
  return {
    startSec,
    endSec: query.range.kind === "last" ? endSec + LOAD_MARGIN_SEC : endSec,
    filter: query.filter,
  };
}

/** For what is waiting: the stretch that it lies in, with the same filter, so that the server decides what matches. */
export function waitingQuestion({ query, waiting, flooded }: TraceListModel): SummaryQuestion {
  const starts = [...waiting.values()];
  const marginSec = waiting.size > MANY ? MARGIN_OF_MANY_SEC : MARGIN_SEC;
  return {
    startSec: Math.min(...starts) - (flooded ? FLOOD_MARGIN_SEC : marginSec),
    endSec: Math.max(...starts) + marginSec,
    filter: query.filter,
  };
}

/** Of the traces that were told of, those that the range can hold. */
export function insideRange(query: TraceQuery, traces: readonly Told[], nowSec: number): readonly Told[] {
  const bounds = boundsOf(query.range, nowSec);
  const endSec = query.range.kind === "last" ? Infinity : bounds.endSec;
  return traces.filter(({ startSec }) => startSec >= bounds.startSec && startSec < endSec);
}
