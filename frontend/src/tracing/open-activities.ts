import { isPending, toSegment } from "./activity.ts";
import type { Activity } from "./activity.ts";
import type { ActivityKind, BrowserSegment, Vitals } from "./browser-segment.ts";
import { makeSegmentId, makeTraceId } from "./trace-id.ts";

export interface ActivityOptions {
  /** Epoch seconds, from a clock that never goes back. */
  nowSec: () => number;
  /** So many random bytes. */
  random: (length: number) => Uint8Array;
  userAgent: string;
  /** Address and pattern of the page that is shown. */
  place: () => { url: string; page: string };
  /** What is known of how an activity felt. */
  vitalsOf: (activity: Activity) => Vitals;
  /** Hands segments over; `isLeaving` while the page goes away. */
  send: (segments: readonly BrowserSegment[], isLeaving: boolean) => void;
}

/** What an activity has to be without for it to be over: calls, for so long. A page asks for more as soon as it is drawn. */
export const QUIET_MS = 1_000;

export interface OpenActivity {
  activity: Activity;
  /** Not over, however quiet. */
  isHeld: boolean;
  quietTimer?: ReturnType<typeof setTimeout>;
  /** A call that has asked for the decision is under way; resolved when it is answered. */
  asking?: Promise<void>;
}

/** The activities that are not over. Each is told twice if it is sampled: as soon as that is known, and when it is over. */
export interface OpenActivities {
  open(kind: ActivityKind, startSec: number, user: string | undefined): OpenActivity;
  /** Something happened in it: quiet begins anew. */
  touch(entry: OpenActivity): void;
  close(entry: OpenActivity, isLeaving: boolean): void;
  isOpen(entry: OpenActivity | undefined): entry is OpenActivity;
  /** What the rules answered about it. */
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
      // Two that asked at once may be answered differently: what one was told to record has its trace.
      if (activity.isSampled === true || activity.isSampled === isSampled) return;
      activity.isSampled = isSampled;
      if (isSampled) send([toSegment(activity, userAgent, false)], false);
    },
    all: () => opened,
  };
}
