import type { Flags, TraceActivity } from "../model/trace-activity.ts";
import { IS_FIRST, IS_PARTIAL } from "../model/trace-rows.ts";
import type { ActivityItems, ActivitySubject } from "../model/trace-rows.ts";
import { responsePartsOf } from "../trace/activity/response-parts.ts";

const FIRST_ROOM = 256;

/** Names of the columns, in the order in which they are written. */
export const ITEM_COLUMNS = [
  "place",
  "startUs",
  "durationUs",
  "flags",
  "calls",
  "inARow",
  "retries",
] as const satisfies readonly (keyof ActivityItems)[];

/** What many traces did, of one subject, trace after trace; grows as they come. */
export class ActivityColumns implements ActivityItems {
  place = new Float64Array(FIRST_ROOM);
  startUs = new Float64Array(FIRST_ROOM);
  durationUs = new Float64Array(FIRST_ROOM);
  flags = new Float64Array(FIRST_ROOM);
  calls = new Float64Array(FIRST_ROOM);
  inARow = new Float64Array(FIRST_ROOM);
  retries = new Float64Array(FIRST_ROOM);
  /** How many items there are. */
  length = 0;
  traces = 0;
  /** Of each trace, where its items end. */
  ends = new Float64Array(FIRST_ROOM);

  /** Starts over; the memory is kept. */
  clear(): void {
    this.length = 0;
    this.traces = 0;
  }

  /** The next trace; undefined for one of which nothing is known. */
  addTrace(subject: ActivitySubject, activity: TraceActivity | undefined): void {
    if (activity !== undefined) {
      if (subject === "requests") this.addRequests(activity);
      else if (subject === "calls") this.addCalls(activity);
      else if (subject === "parts") this.addParts(activity);
      else this.addExceptions(activity);
    }
    this.reserveTraces(this.traces + 1);
    this.ends[this.traces] = this.length;
    this.traces += 1;
  }

  /** Makes room without writing. */
  reserve(items: number): void {
    if (items <= this.place.length) return;
    const room = Math.max(items, this.place.length * 2);
    for (const name of ITEM_COLUMNS) this[name] = grown(this[name], room);
  }

  reserveTraces(traces: number): void {
    if (traces > this.ends.length) this.ends = grown(this.ends, Math.max(traces, this.ends.length * 2));
  }

  private addRequests({ requests }: TraceActivity): void {
    for (const [place, { startUs, durationUs, inProgress, ...flags }] of requests.entries()) {
      this.addItem(place, startUs, durationUs, toOutcome(flags) | (inProgress ? IS_PARTIAL : 0));
    }
  }

  private addCalls({ calls: kinds }: TraceActivity): void {
    for (const [place, { calls, inARow, retries }] of kinds.entries()) {
      for (const [at, call] of calls.entries()) {
        this.addItem(place, call.startUs, call.durationUs, toOutcome(call) | (at === 0 ? IS_FIRST : 0));
        if (at > 0) continue;
        this.calls[this.length - 1] = calls.length;
        this.inARow[this.length - 1] = inARow;
        this.retries[this.length - 1] = retries;
      }
    }
  }

  /** Each is told of when its request began, so that those of one request are in one column. */
  private addParts(activity: TraceActivity): void {
    const kinds = activity.kinds.calls.length;
    for (const [number, { startUs, inProgress, ...flags }] of activity.requests.entries()) {
      for (const { call, partUs } of responsePartsOf(activity, number)) {
        const place = call ?? kinds + number;
        this.addItem(place, startUs, partUs, toOutcome(flags) | (inProgress ? IS_PARTIAL : 0));
      }
    }
  }

  private addExceptions({ exceptions }: TraceActivity): void {
    for (const [place, exception] of exceptions.entries()) {
      this.addItem(place, exception.atUs, 0, toOutcome(exception));
    }
  }

  private addItem(place: number, startUs: number, durationUs: number, flags: number): void {
    const at = this.length;
    this.reserve(at + 1);
    this.place[at] = place;
    this.startUs[at] = startUs;
    this.durationUs[at] = durationUs;
    this.flags[at] = flags;
    this.calls[at] = 0;
    this.inARow[at] = 0;
    this.retries[at] = 0;
    this.length += 1;
  }
}

/** As in `TraceRows.outcome`. */
function toOutcome({ fault, error, throttle }: Flags): number {
  if (fault) return 3;
  if (throttle) return 2;
  return error ? 1 : 0;
}

function grown(old: Float64Array<ArrayBuffer>, length: number): Float64Array<ArrayBuffer> {
  const column = new Float64Array(length);
  column.set(old);
  return column;
}
