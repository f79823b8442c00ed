import type {
  Difference,
  FigureField,
  FigureQuery,
  FigureSubject,
  SetFigures,
} from "../console-wire/figures.ts";
import type { TraceFacts } from "../model/trace-facts.ts";
import type { TraceRows } from "../model/trace-rows.ts";
import { DifferenceCounter } from "./difference-counter.ts";
import { readerOf } from "./field-values.ts";
import { FirstSeen } from "./first-seen.ts";
import { itemsOf } from "./figure-item.ts";
import { RowItem } from "./row-item.ts";
import { SetCounter } from "./set-counter.ts";
import { compileMembership } from "./set-membership.ts";

/** Sums up the traces that it is shown; those of one set after the other. */
export interface Aggregation {
  /** Shows a trace that starts in the range of the set with this number. */
  add(set: number, facts: TraceFacts): void;
  /** The same of many, where traces themselves are counted. */
  addRows(set: number, rows: TraceRows): void;
  /** Shows a trace that is older than all sets, for `FigureQuery.ever`. */
  addEarlier(facts: TraceFacts): void;
  sets(): SetFigures[];
  /** Undefined when nobody asked. */
  differences(): Difference[] | undefined;
}

/** `matches` are the filters of the sets, in their order; undefined where every trace matches. */
export function createAggregation(
  query: FigureQuery,
  matches: readonly (((facts: TraceFacts) => boolean) | undefined)[],
): Aggregation {
  const { of: subject = "traces", sets } = query;
  const counters = sets.map((set) => new SetCounter(query, set));
  const memberships = sets.map((set) => compileMembership(subject, set));
  const differences = query.compare === true ? new DifferenceCounter(comparedFields(subject)) : undefined;
  const item = new RowItem();
  const earlier = new FirstSeen(readerOf("exceptions", "exception"));

  const isMatched = (set: number, facts: TraceFacts): boolean => matches[set]?.(facts) ?? true;

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
      for (const each of itemsOf(subject, facts, counter.scanned)) {
        if (!isMember(each) || isLeftOut?.(each) === true) continue;
        counter.add(each);
        if (set === 0 || set === 1) differences?.add(each, set);
      }
    },
    addRows(set, rows) {
      const counter = counters[set];
      const isMember = memberships[set];
      if (counter === undefined || isMember === undefined) return;
      for (let row = 0; row < rows.count; row += 1) {
        counter.scanned += 1;
        item.moveTo(rows, row);
        if (matches[set] !== undefined && !isMatched(set, item.facts)) continue;
        if (!isMember(item)) continue;
        if (sets[set]?.rest === true && isOfOther(set, item.facts) && memberships[1 - set]?.(item) === true) {
          continue;
        }
        counter.addRow(item);
        if (set === 0 || set === 1) differences?.addRow(item, set);
      }
    },
    addEarlier(facts) {
      for (const each of itemsOf("exceptions", facts, 0)) earlier.add(each);
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
