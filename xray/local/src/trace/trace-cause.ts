import type { ExceptionRecord, SegmentDocument, Subsegment } from "../protocol/segment-document.ts";

/** A step of the server, or of the console's tree. */
interface Recorded {
  entity: SegmentDocument | Subsegment;
}

/** The steps among which a reference is looked up. */
export interface CauseScope<Step> {
  steps: readonly Step[];
  stepsById: ReadonlyMap<string, Step>;
}

/**
 * The exceptions of a step and where they were recorded: at the step itself, or at another when it only passed them on.
 */
export interface ResolvedCause<Step> {
  /** Never empty. */
  exceptions: readonly ExceptionRecord[];
  recordedAt: Step;
}

/** The exceptions that the step itself records, without references to others. */
export function ownExceptions({ cause }: Recorded["entity"]): readonly ExceptionRecord[] {
  return typeof cause === "object" ? (cause.exceptions ?? []) : [];
}

/**
 * A cause has one of three forms: the exceptions themselves; the id of an exception recorded elsewhere in the trace
 * (schema, Python, Java); an object with the id of the subsegment that has them (Node's SDK, for an Error that closed
 * several). Undefined where nothing was recorded, and for a reference to nothing.
 */
export function resolveCause<Step extends Recorded>(
  step: Step,
  scope: CauseScope<Step>,
): ResolvedCause<Step> | undefined {
  const own = ownExceptions(step.entity);
  if (own.length > 0) return { exceptions: own, recordedAt: step };
  const { cause } = step.entity;
  const reference = typeof cause === "string" ? cause : cause?.id;
  if (reference === undefined) return undefined;
  const holder = scope.stepsById.get(reference);
  const held = holder === undefined ? [] : ownExceptions(holder.entity);
  if (holder !== undefined && held.length > 0) return { exceptions: held, recordedAt: holder };
  for (const recordedAt of scope.steps) {
    const exception = ownExceptions(recordedAt.entity).find(({ id }) => id === reference);
    if (exception !== undefined) return { exceptions: [exception], recordedAt };
  }
  return undefined;
}
