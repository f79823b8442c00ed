import { isPending, toSegment } from "./activity.ts";
import type { Activity } from "./activity.ts";
import type { ActivityKind, BrowserSegment, Vitals } from "./browser-segment.ts";
import { makeSegmentId, makeTraceId } from "./trace-id.ts";

export interface ActivityOptions {
  /** Epoch seconds, from a clock that never goes back. */
  nowSec: () => number;
  /** Returns this many random bytes. */
  random: (length: number) => Uint8Array;
  userAgent: string;
  /** The URL and pattern of the current page. */
  place: () => { url: string; page: string };
  /** The vitals of an activity, as far as they are known. */
  vitalsOf: (activity: Activity) => Vitals;
  /** Sends segments; `isLeaving` while the page is being closed. */
  send: (segments: readonly BrowserSegment[], isLeaving: boolean) => void;
}

/** An activity is over when it had no calls for this long: a page may request more as soon as it is drawn. */
export const QUIET_MS = 1_000;

export interface OpenActivity {
  activity: Activity;
  /** Keeps it open, however quiet it is. */
  isHeld: boolean;
  quietTimer?: ReturnType<typeof setTimeout>;
  /** Pending while a call that asked for the decision is running. */
  asking?: Promise<void>;
}

/** The activities that are not over. A sampled one is sent twice: when that is known, and when it is over. */
export interface OpenActivities {
  open(kind: ActivityKind, startSec: number, user: string | undefined): OpenActivity;
  /** Something happened in it: the quiet time starts again. */
  touch(entry: OpenActivity): void;
  close(entry: OpenActivity, isLeaving: boolean): void;
  isOpen(entry: OpenActivity | undefined): entry is OpenActivity;
  /** Records the rules' answer about it. */
  decide(entry: OpenActivity, isSampled: boolean): void;
  all(): Iterable<OpenActivity>;
}

export function createOpenActivities(options: ActivityOptions): OpenActivities {
  const { random, userAgent, place, vitalsOf, send } = options;
  const opened = new Set<OpenActivity>();

  function touch(entry: OpenActivity): void {
    clearTimeout(entry.quietTimer);
    if (entry.isHeld || isPending(entry.activity)) return;
    entry.quietTimer = setTimeout(() => close(entry, false), QUIET_MS);
  }

  function close(entry: OpenActivity, isLeaving: boolean): void {
    clearTimeout(entry.quietTimer);
    opened.delete(entry);
    const { activity } = entry;
    if (activity.isSampled !== true) return;
    activity.vitals = vitalsOf(activity);
    send([toSegment(activity, userAgent, true)], isLeaving);
  }

  return {
    open(kind, startSec, user) {
      const activity: Activity = {
        kind,
        traceId: makeTraceId(startSec, random(12)),
        id: makeSegmentId(random(8)),
        startSec,
        ...place(),
        user,
        isSampled: undefined,
        calls: [],
        timings: [],
        vitals: {},
        uncaught: undefined,
      };
      const entry: OpenActivity = { activity, isHeld: kind === "page_load" };
      opened.add(entry);
      touch(entry);
      return entry;
    },
    touch,
    close,
    isOpen: (entry): entry is OpenActivity => entry !== undefined && opened.has(entry),
    decide({ activity }, isSampled) {
      // Two calls that asked at once may get different answers: if one was told to record, the trace exists.
      if (activity.isSampled === true || activity.isSampled === isSampled) return;
      activity.isSampled = isSampled;
      if (isSampled) send([toSegment(activity, userAgent, false)], false);
    },
    all: () => opened,
  };
}
