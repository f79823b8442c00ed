import type {
  CompatibilityExample,
  CompatibilityKind,
  CompatibilityProblem,
} from "../console-wire/server-status.ts";
import type { Problem } from "./find-problems.ts";

const EXAMPLES = 5;

/** In the order in which they are reported: first what would be missing on AWS, then what would be shown wrongly. */
const REMEDIES: Readonly<Record<CompatibilityKind, string>> = {
  TraceTooLarge:
    "AWS keeps 100 to 500 kB of a trace and drops what is beyond. Record less in one trace, above all less metadata.",
  MemberLeftOut:
    "AWS leaves out a member of another type, length or number than its schema says. Send `status` and `content_length` as integers, flags as `true` or `false`, and what names something as a text.",
  AnnotationLeftOut:
    "AWS does not index it, so no filter finds it. Keys have letters, digits and `_`, values are strings, numbers or booleans, and a trace has at most 50.",
  NeverClosed: "Close it in `finally`. AWS never gets its end and shows it as in progress.",
  ParentMissing:
    "The parent was not sampled or not sent. AWS shows a segment without it as a separate trace map, and a subsegment without its segment on none: send the segment too, under the id that its subsegments name.",
  NotFlagged:
    "AWS counts flags, neither statuses nor exceptions: it shows this as OK. Set `error` for 4xx, with `throttle` for 429, and `fault` for 5xx and for what was thrown.",
  NoNamespace: "It looks like a call. Set `namespace` to `remote` or `aws`, or AWS draws no node for it.",
  SqlMissing:
    "Other calls of it have `sql`. Add it here too, also where the call failed, or AWS draws another node for this one.",
  ClockOff: "Set the clocks by NTP, and send times as epoch seconds. AWS draws what it is told.",
};

/** What was found in some traces. */
export interface ProblemCounts {
  /** How many traces were examined. */
  scanned: number;
  kinds: ReadonlyMap<CompatibilityKind, KindCounts>;
}

interface KindCounts {
  count: number;
  traces: number;
  examples: readonly CompatibilityExample[];
}

export interface ProblemRegistry {
  /** Adds the problems of one trace. */
  add(traceId: string, problems: readonly Problem[]): void;
  /** Adds the counts of other traces. */
  addAll(counts: ProblemCounts): void;
  counts(): ProblemCounts;
  list(): readonly CompatibilityProblem[];
}

/** Counts problems by kind, from trace to trace, newest first. */
export function createProblemRegistry(): ProblemRegistry {
  const kinds = new Map<CompatibilityKind, KindCounts>();
  let scanned = 0;

  function addKind(kind: CompatibilityKind, { count, traces, examples }: KindCounts): void {
    const known = kinds.get(kind);
    kinds.set(kind, {
      count: (known?.count ?? 0) + count,
      traces: (known?.traces ?? 0) + traces,
      examples: [...(known?.examples ?? []), ...examples].slice(0, EXAMPLES),
    });
  }

  return {
    add(traceId, problems) {
      scanned += 1;
      const seen = new Set<CompatibilityKind>();
      for (const { kind, entityId, where } of problems) {
        const example = { traceId, where, ...(entityId === undefined ? {} : { entityId }) };
        addKind(kind, { count: 1, traces: seen.has(kind) ? 0 : 1, examples: [example] });
        seen.add(kind);
      }
    },
    addAll(counts) {
      scanned += counts.scanned;
      for (const [kind, counted] of counts.kinds) addKind(kind, counted);
    },
    counts: () => ({ scanned, kinds }),
    list() {
      return (Object.keys(REMEDIES) as CompatibilityKind[]).flatMap((kind) => {
        const known = kinds.get(kind);
        if (known === undefined) return [];
        const { count, traces, examples } = known;
        return [{ kind, count, traces, remedy: REMEDIES[kind], examples }];
      });
    },
  };
}
