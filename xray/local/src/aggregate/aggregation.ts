import type {
  Difference,
  FigureField,
  FigureQuery,
  FigureSubject,
  SetFigures,
} from "../console-wire/figures.ts";
import type { TraceActivity } from "../model/trace-activity.ts";
import type { TraceFacts } from "../model/trace-facts.ts";
import { DifferenceCounter } from "./difference-counter.ts";
import { readerOf } from "./field-values.ts";
import { FirstSeen } from "./first-seen.ts";
import { itemsOf } from "./figure-item.ts";
import { SetCounter } from "./set-counter.ts";
import { compileMembership } from "./set-membership.ts";

/** Sums up the traces that it is shown; those of one set after the other. */
export interface Aggregation {
  /** Shows a trace that starts in the range of the set with this number. */
  add(set: number, facts: TraceFacts): void;
  /** Shows a trace that is older than all sets, for `FigureQuery.ever`. */
  addEarlier(facts: TraceFacts): void;
  sets(): SetFigures[];
  /** Undefined when nobody asked. */
  differences(): Difference[] | undefined;
}

interface AggregationOptions {
  /** Filters of the sets, in their order; undefined where every trace matches. */
  matches: readonly (((facts: TraceFacts) => boolean) | undefined)[];
  readActivity(facts: TraceFacts): TraceActivity;
}

export function createAggregation(query: FigureQuery, options: AggregationOptions): Aggregation {
  const { of: subject = "traces", sets } = query;
  const counters = sets.map((set) => new SetCounter(query, set));
  const memberships = sets.map((set) => compileMembership(subject, set));
  const differences = query.compare === true ? new DifferenceCounter(comparedFields(subject)) : undefined;
  const earlier = new FirstSeen(readerOf("exceptions", "exception"));

  const isMatched = (set: number, facts: TraceFacts): boolean => options.matches[set]?.(facts) ?? true;

  /** Whether the other set has the trace, so that its parts may be in it. */
  function isOfOther(set: number, facts: TraceFacts): boolean {
    const other = sets[1 - set];
    if (sets[set]?.rest !== true || other === undefined) return false;
    return facts.startSec >= other.startSec && facts.startSec < other.endSec && isMatched(1 - set, facts);
  }

  return {
    add(set, facts) {
      const counter = counters[set];
      const isMember = memberships[set];
      if (counter === undefined || isMember === undefined) return;
      counter.scanned += 1;
      if (!isMatched(set, facts)) return;
      const isLeftOut = isOfOther(set, facts) ? memberships[1 - set] : undefined;
      let activity: TraceActivity | undefined;
      for (const item of itemsOf(subject, facts, () => (activity ??= options.readActivity(facts)))) {
        if (!isMember(item) || isLeftOut?.(item) === true) continue;
        counter.add(item);
        if (set === 0 || set === 1) differences?.add(item, set);
      }
    },
    addEarlier(facts) {
      for (const item of itemsOf("exceptions", facts, () => options.readActivity(facts))) earlier.add(item);
    },
    sets: () => counters.map((counter) => counter.figures(query.ever === true ? earlier : undefined)),
    differences: () => differences?.differences(),
  };
}

const TRACE_FIELDS: readonly FigureField[] = [
  "service",
  "endpoint",
  "method",
  "status",
  "user",
  "version",
  "rootCause",
  "mostOfIt",
  "statement",
  "awsCall",
  "remoteCall",
  "exception",
  "userAgent",
  "clientIp",
  "instance",
  "zone",
];
const PART_FIELDS: readonly FigureField[] = [
  "service",
  "endpoint",
  "version",
  "status",
  "caller",
  "callerEndpoint",
];

/** All but annotations, whose keys are not known beforehand. */
function comparedFields(subject: FigureSubject): ReadonlyMap<FigureField, ReturnType<typeof readerOf>> {
  const fields = subject === "traces" ? TRACE_FIELDS : PART_FIELDS;
  return new Map(fields.map((field) => [field, readerOf(subject, field)]));
}
