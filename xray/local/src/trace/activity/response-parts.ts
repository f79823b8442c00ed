import type { RequestFigures, TraceActivity } from "../../model/trace-activity.ts";

/** What a response waited for one kind of call, or did itself. Microseconds. */
export interface ResponsePart {
  /** Number of the kind of call; undefined: the request itself. */
  call: number | undefined;
  partUs: number;
}

/**
 * Cuts the response of a request into what it waited for: going back from its end, each moment belongs to the call that
 * ends last, and what lies under no call to the request itself. So the parts sum to the response, also where calls
 * overlap or outlast it.
 *
 *     request ────────────────        itself ─ ───    ──
 *     a         ─────            →    a       ─
 *     b           ──────              b          ─────
 */
export function responsePartsOf(activity: TraceActivity, request: number): readonly ResponsePart[] {
  const figures = activity.requests[request];
  if (figures === undefined) return [];
  const partsUs = new Map<number, number>();
  let frontierUs = figures.startUs + figures.durationUs;
  let itselfUs = figures.durationUs;
  for (const { call, startUs, endUs } of callsOf(activity, request)) {
    const fromUs = Math.max(startUs, figures.startUs);
    const partUs = Math.max(0, Math.min(endUs, frontierUs) - fromUs);
    frontierUs = Math.min(frontierUs, fromUs);
    itselfUs -= partUs;
    partsUs.set(call, (partsUs.get(call) ?? 0) + partUs);
  }
  return [{ call: undefined, partUs: itselfUs }, ...[...partsUs].map(([call, partUs]) => ({ call, partUs }))];
}

interface Span extends Pick<RequestFigures, "startUs"> {
  call: number;
  endUs: number;
}

/** Those that end last first; of those that end together the longest. */
function callsOf({ kinds, calls }: TraceActivity, request: number): Span[] {
  const spans = calls.flatMap((figures, call): Span[] =>
    kinds.calls[call]?.request === request
      ? figures.calls.map(({ startUs, durationUs }) => ({ call, startUs, endUs: startUs + durationUs }))
      : [],
  );
  return spans.sort((one, other) => other.endUs - one.endUs || one.startUs - other.startUs);
}
