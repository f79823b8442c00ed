import type { RootCauseException } from "../../protocol/api-types.ts";
import type { Cause, ExceptionRecord, SegmentDocument, Subsegment } from "../../protocol/segment-document.ts";
import type { AssembledTrace } from "../assemble-trace.ts";

/**
 * Exceptions of a step. A reference is followed: to an exception recorded elsewhere in the trace (the guide's form) or
 * to the subsegment that holds it (what Node's SDK sends).
 */
export function exceptionsOf(
  entity: SegmentDocument | Subsegment,
  trace: AssembledTrace,
): RootCauseException[] {
  return recordsOf(entity.cause, trace).map(toRootCauseException);
}

function recordsOf(cause: Cause | string | undefined, trace: AssembledTrace): readonly ExceptionRecord[] {
  if (cause === undefined) return [];
  if (typeof cause !== "string" && cause.exceptions !== undefined && cause.exceptions.length > 0) {
    return cause.exceptions;
  }
  const reference = typeof cause === "string" ? cause : cause.id;
  if (reference === undefined) return [];
  const holder = trace.stepsById.get(reference);
  if (holder !== undefined) return ownRecordsOf(holder.entity);
  for (const step of trace.steps) {
    const record = ownRecordsOf(step.entity).find(({ id }) => id === reference);
    if (record !== undefined) return [record];
  }
  return [];
}

function ownRecordsOf({ cause }: SegmentDocument | Subsegment): readonly ExceptionRecord[] {
  return typeof cause === "object" ? (cause.exceptions ?? []) : [];
}

function toRootCauseException({ type, message }: ExceptionRecord): RootCauseException {
  const exception: RootCauseException = {};
  if (type !== undefined) exception.Name = type;
  if (message !== undefined) exception.Message = message;
  return exception;
}
