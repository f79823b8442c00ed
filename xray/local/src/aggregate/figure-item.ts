import type { FigureExample, FigureOutcome, FigureSubject } from "../console-wire/figures.ts";
import type { ActivityKinds, CallFigures, TraceActivity } from "../model/trace-activity.ts";
import type { TraceFacts } from "../model/trace-facts.ts";
import { toBucket } from "./length-counter.ts";
import { responsePartsOf } from "./response-parts.ts";
import { elapsedSec, toMicros } from "../trace/trace-step.ts";

/** One thing that is counted: a trace, a request, a call or an exception. */
export interface FigureItem {
  /** Of a trace its start, of the rest their own. Epoch seconds. */
  atSec: number;
  durationUs: number;
  /** Of `durationUs`; see length-counter.ts. */
  bucket: number;
  outcome: FigureOutcome;
  partial: boolean;
  /** Counts the traces that were looked at, so that things of one trace are known. */
  trace: number;
  /** Of which trace, with what its parts are called; `place` is the number among the requests, calls or exceptions. */
  facts: TraceFacts;
  kinds: () => ActivityKinds;
  place: number;
  /** A part of a response that the request did itself: `place` is the number of the request. */
  isItself?: boolean;
  /** Of the first call of a kind of a request: how it came within that request. */
  repeats?: CallFigures;
}

export const NO_ACTIVITY: TraceActivity = {
  kinds: { requests: [], calls: [], exceptions: [] },
  requests: [],
  calls: [],
  exceptions: [],
};

/** What a trace has of the subject; `trace` is its number among those that are looked at. */
export function itemsOf(subject: FigureSubject, facts: TraceFacts, trace: number): FigureItem[] {
  if (subject === "traces") return [toTraceItem(facts, trace)];
  const found = facts.activity ?? NO_ACTIVITY;
  if (subject === "requests") return toRequestItems(facts, found, trace);
  if (subject === "parts") return toPartItems(facts, found, trace);
  return subject === "calls" ? toCallItems(facts, found, trace) : toExceptionItems(facts, found, trace);
}

function toRequestItems(facts: TraceFacts, { kinds, requests }: TraceActivity, trace: number): FigureItem[] {
  return requests.map((request, place) => ({
    atSec: facts.startSec + request.startUs / 1e6,
    durationUs: request.durationUs,
    bucket: toBucket(request.durationUs),
    trace,
    outcome: outcomeOf(request),
    partial: request.inProgress,
    facts,
    kinds: () => kinds,
    place,
  }));
}

/** Each is told of when its request began, so that those of one request are in one column. */
function toPartItems(facts: TraceFacts, found: TraceActivity, trace: number): FigureItem[] {
  const items: FigureItem[] = [];
  for (const [number, request] of found.requests.entries()) {
    for (const { call, partUs } of responsePartsOf(found, number)) {
      items.push({
        atSec: facts.startSec + request.startUs / 1e6,
        durationUs: partUs,
        bucket: toBucket(partUs),
        trace,
        outcome: outcomeOf(request),
        partial: request.inProgress,
        facts,
        kinds: () => found.kinds,
        place: call ?? number,
        isItself: call === undefined,
      });
    }
  }
  return items;
}

function toCallItems(facts: TraceFacts, { kinds, calls }: TraceActivity, trace: number): FigureItem[] {
  const items: FigureItem[] = [];
  for (const [place, figures] of calls.entries()) {
    for (const call of figures.calls) {
      const item: FigureItem = {
        atSec: facts.startSec + call.startUs / 1e6,
        durationUs: call.durationUs,
        bucket: toBucket(call.durationUs),
        trace,
        outcome: outcomeOf(call),
        partial: false,
        facts,
        kinds: () => kinds,
        place,
      };
      if (call === figures.calls[0]) item.repeats = figures;
      items.push(item);
    }
  }
  return items;
}

function toExceptionItems(
  facts: TraceFacts,
  { kinds, exceptions }: TraceActivity,
  trace: number,
): FigureItem[] {
  return exceptions.map((exception, place) => ({
    atSec: facts.startSec + exception.atUs / 1e6,
    durationUs: 0,
    bucket: 0,
    trace,
    outcome: outcomeOf(exception),
    partial: false,
    facts,
    kinds: () => kinds,
    place,
  }));
}

/** As a list of GetTraceSummaries shows it: a trace without a response is as long as what it has. */
function toTraceItem(facts: TraceFacts, trace: number): FigureItem {
  const durationUs = toMicros(facts.responseTimeSec ?? elapsedSec(facts.startSec, facts.endSec));
  return {
    atSec: facts.startSec,
    durationUs,
    bucket: toBucket(durationUs),
    trace,
    // Any segment's throttle is told of the trace; only that of a failed root is its outcome.
    outcome: outcomeOf({
      fault: facts.fault,
      error: facts.error,
      throttle: facts.throttle && facts.error,
    }),
    partial: facts.partial,
    facts,
    kinds: () => (facts.activity ?? NO_ACTIVITY).kinds,
    place: 0,
  };
}

export function toExample({ facts, atSec, durationUs }: FigureItem): FigureExample {
  return { traceId: facts.id, startSec: atSec, durationSec: durationUs / 1e6 };
}

function outcomeOf(flags: { fault: boolean; error: boolean; throttle: boolean }): FigureOutcome {
  if (flags.fault) return "fault";
  if (flags.throttle) return "throttle";
  return flags.error ? "error" : "ok";
}
