import { EXCEPTION, XRAY } from "../attribute-names.ts";
import type {
  ExceptionRecord,
  SegmentDocument,
  StackFrame,
  Subsegment,
} from "../../protocol/segment-document.ts";
import { AttributeBag, toNano } from "./stored-span.ts";
import type { StoredEvent } from "./stored-span.ts";

/**
 * The exceptions of a cause as span events at the end of the span, because segments do not say when they happened. A
 * cause that only points to another segment gives none; `_aws.xray.cause` points there.
 */
export function toExceptionEvents({
  cause,
  start_time,
  end_time,
}: SegmentDocument | Subsegment): StoredEvent[] {
  if (typeof cause !== "object") return [];
  const timeUnixNano = toNano(end_time ?? start_time);
  return (cause.exceptions ?? []).map((exception) => toEvent(exception, timeUnixNano));
}

function toEvent(exception: ExceptionRecord, timeUnixNano: number): StoredEvent {
  const bag = new AttributeBag();
  bag.add(exception.type, ...EXCEPTION.type);
  bag.add(exception.message, ...EXCEPTION.message);
  bag.add(toStackTrace(exception), ...EXCEPTION.stackTrace);
  bag.add(exception.id, ...XRAY.exceptionId);
  bag.add(exception.remote, ...XRAY.exceptionRemote);
  bag.add(exception.truncated, ...XRAY.exceptionTruncated);
  bag.add(exception.skipped, ...XRAY.exceptionSkipped);
  bag.add(exception.cause, ...XRAY.exceptionCause);
  return { name: "exception", timeUnixNano, attributes: bag.toObject() };
}

/** The form of Node and Java, which tools for OpenTelemetry read: `TypeError: no`, then `    at label (path:line)`. */
function toStackTrace({ type, message, stack = [] }: ExceptionRecord): string | undefined {
  if (stack.length === 0) return undefined;
  const title = [type, message].filter((part) => part !== undefined && part !== "").join(": ");
  return [title, ...stack.map(toLine)].join("\n");
}

function toLine({ label, path, line }: StackFrame): string {
  const place = [path, line].filter((part) => part !== undefined && part !== null && part !== "").join(":");
  if (label === undefined || label === "") return `    at ${place}`;
  return place === "" ? `    at ${label}` : `    at ${label} (${place})`;
}
