import type { FigureOutcome, FigureSubject } from "../console-wire/figures.ts";
import type { ActivityKinds, CallFigures, TraceActivity } from "../model/trace-activity.ts";
import type { TraceFacts } from "../model/trace-facts.ts";
import { elapsedSec } from "../trace/trace-step.ts";

/** One thing that is counted: a trace, a request, a call or an exception. */
export interface FigureItem {
  /** Of a trace its start, of the rest their own. Epoch seconds. */
  atSec: number;
  durationUs: number;
  outcome: FigureOutcome;
  partial: boolean;
  /** Of which trace, with what its parts are called; `place` is the number among the requests, calls or exceptions. */
  facts: TraceFacts;
  kinds: () => ActivityKinds;
  place: number;
  /** Of the first call of a kind of a request: how it came within that request. */
  repeats?: CallFigures;
}

/** `activity` is read when the subject needs it. */
export function itemsOf(
  subject: FigureSubject,
  facts: TraceFacts,
  activity: () => TraceActivity,
): FigureItem[] {
  if (subject === "traces") return [toTraceItem(facts, activity)];
  const found = activity();
  if (subject === "requests") return toRequestItems(facts, found);
  return subject === "calls" ? toCallItems(facts, found) : toExceptionItems(facts, found);
}

function toRequestItems(facts: TraceFacts, { kinds, requests }: TraceActivity): FigureItem[] {
  return requests.map((request, place) => ({
    atSec: request.startSec,
    durationUs: toMicros(request.durationSec),
    outcome: outcomeOf(request),
    partial: request.inProgress,
    facts,
    kinds: () => kinds,
    place,
  }));
}

function toCallItems(facts: TraceFacts, { kinds, calls }: TraceActivity): FigureItem[] {
  const items: FigureItem[] = [];
  for (const [place, figures] of calls.entries()) {
    for (const call of figures.calls) {
      const item: FigureItem = {
        atSec: call.startSec,
        durationUs: toMicros(call.durationSec),
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

function toExceptionItems(facts: TraceFacts, { kinds, exceptions }: TraceActivity): FigureItem[] {
  return exceptions.map((exception, place) => ({
    atSec: exception.atSec,
    durationUs: 0,
    outcome: outcomeOf(exception),
    partial: false,
    facts,
    kinds: () => kinds,
    place,
  }));
}

/** As a list of GetTraceSummaries shows it: a trace without a response is as long as what it has. */
function toTraceItem(facts: TraceFacts, activity: () => TraceActivity): FigureItem {
  return {
    atSec: facts.startSec,
    durationUs: toMicros(facts.responseTimeSec ?? elapsedSec(facts.startSec, facts.endSec)),
    // Any segment's throttle is told of the trace; only that of a failed root is its outcome.
    outcome: outcomeOf({
      fault: facts.fault,
      error: facts.error,
      throttle: facts.throttle && facts.error,
    }),
    partial: facts.partial,
    facts,
    kinds: () => activity().kinds,
    place: 0,
  };
}

function outcomeOf(flags: { fault: boolean; error: boolean; throttle: boolean }): FigureOutcome {
  if (flags.fault) return "fault";
  if (flags.throttle) return "throttle";
  return flags.error ? "error" : "ok";
}

function toMicros(sec: number): number {
  return Math.round(sec * 1e6);
}
