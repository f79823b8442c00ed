import { assign, isRawObject, toFlag, toInteger, toText, toTexts } from "./raw-json.ts";
import type { Cause, ExceptionRecord, StackFrame } from "./segment-document.ts";

/**
 * Why a segment failed: the id of an exception that was recorded elsewhere, or the exceptions themselves. Node's SDK
 * also sends `{"id": "<subsegment>", "exceptions": []}` where the same error passed through
 * (core/lib/segments/segment.js).
 */
export function parseCause(raw: unknown): Cause | string | undefined {
  if (typeof raw === "string") return raw === "" ? undefined : raw.toLowerCase();
  if (!isRawObject(raw)) return undefined;
  const cause: Cause = {};
  assign(cause, "id", toText(raw.id)?.toLowerCase());
  assign(cause, "working_directory", toText(raw.working_directory));
  assign(cause, "paths", toTexts(raw.paths));
  if (Array.isArray(raw.exceptions)) {
    cause.exceptions = raw.exceptions.map(parseException).filter((exception) => exception !== undefined);
  }
  return cause;
}

function parseException(raw: unknown): ExceptionRecord | undefined {
  if (!isRawObject(raw)) return undefined;
  const exception: ExceptionRecord = {};
  assign(exception, "id", toText(raw.id)?.toLowerCase());
  assign(exception, "message", toText(raw.message));
  assign(exception, "type", toText(raw.type));
  assign(exception, "remote", toFlag(raw.remote));
  assign(exception, "truncated", toInteger(raw.truncated));
  assign(exception, "skipped", toInteger(raw.skipped));
  assign(exception, "cause", toText(raw.cause)?.toLowerCase());
  if (Array.isArray(raw.stack)) {
    exception.stack = raw.stack.map(parseFrame).filter((frame) => frame !== undefined);
  }
  return exception;
}

function parseFrame(raw: unknown): StackFrame | undefined {
  if (!isRawObject(raw)) return undefined;
  const frame: StackFrame = {};
  assign(frame, "path", toText(raw.path));
  // Node sends null for frames of the runtime itself.
  assign(frame, "line", raw.line === null ? null : toInteger(raw.line));
  assign(frame, "label", toText(raw.label));
  return frame;
}
