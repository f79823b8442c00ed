import type {
  CompatibilityExample,
  CompatibilityKind,
  CompatibilityProblem,
} from "../console-wire/server-status.ts";
import type { Problem } from "./find-problems.ts";

const EXAMPLES = 5;

/** In the order in which they are told: what is lost first, then what is shown wrongly. */
const REMEDIES: Readonly<Record<CompatibilityKind, string>> = {
  TraceTooLarge:
    "AWS keeps 100 to 500 kB of a trace and drops what is beyond. Record less in one trace, above all less metadata.",
  MemberLeftOut:
    "AWS leaves out a member of another type, length or number than its schema says. Send `status` and `content_length` as integers, flags as `true` or `false`, and what names something as a text.",
  AnnotationLeftOut:
    "AWS does not index it, so no filter finds it. Keys have letters, digits and `_`, values are strings, numbers or booleans, and a trace has at most 50.",
  NeverClosed: "Close it in `finally`. AWS never gets its end and shows it as in progress.",
  ParentMissing: "The parent was not sampled or not sent. AWS shows what lies below as a separate trace map.",
  NotFlagged:
    "AWS counts flags, neither statuses nor exceptions: it shows this as OK. Set `error` for 4xx, with `throttle` for 429, and `fault` for 5xx and for what was thrown.",
  NoNamespace: "It looks like a call. Set `namespace` to `remote` or `aws`, or AWS draws no node for it.",
  SqlMissing:
    "Other calls of it have `sql`. Add it here too, also where the call failed, or AWS draws another node for this one.",
  ClockOff: "Set the clocks by NTP, and send times as epoch seconds. AWS draws what it is told.",
};

export interface ProblemRegistry {
  add(traceId: string, problems: readonly Problem[]): void;
  list(): readonly CompatibilityProblem[];
}

/** Counts problems by their kind, given trace by trace, the newest first. */
export function createProblemRegistry(): ProblemRegistry {
  const kinds = new Map<
    CompatibilityKind,
    { count: number; traces: Set<string>; examples: CompatibilityExample[] }
  >();
  return {
    add(traceId, problems) {
      for (const { kind, entityId, where } of problems) {
        const known = kinds.get(kind) ?? { count: 0, traces: new Set<string>(), examples: [] };
        known.count += 1;
        known.traces.add(traceId);
        if (known.examples.length < EXAMPLES)
          known.examples.push({ traceId, where, ...(entityId === undefined ? {} : { entityId }) });
        kinds.set(kind, known);
      }
    },
    list() {
      return (Object.keys(REMEDIES) as CompatibilityKind[]).flatMap((kind) => {
        const known = kinds.get(kind);
        if (known === undefined) return [];
        const { count, traces, examples } = known;
        return [{ kind, count, traces: traces.size, remedy: REMEDIES[kind], examples }];
      });
    },
  };
}
