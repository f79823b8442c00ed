import { EXCEPTION, HTTP, RESOURCE } from "../attribute-names.ts";
import { assign } from "../../protocol/raw-json.ts";
import type { Cause, ExceptionRecord, StackFrame } from "../../protocol/segment-document.ts";
import { textOf } from "./attribute-taker.ts";
import { deriveId } from "./derived-id.ts";
import { httpStatusOf } from "./http-block.ts";
import { parseStackTrace } from "./stack-trace.ts";
import type { Attributes, Span, SpanEvent } from "../span.ts";

/** Chosen: deeper frames are those of frameworks, and a document may have 64 KB. */
const MAX_FRAMES = 50;
const MAX_EXCEPTIONS = 20;

export interface Flags {
  error?: true;
  throttle?: true;
  fault?: true;
}

/** The HTTP status decides where there is one, else the span's status. Source: AWS's exporter, translator/cause.go. */
export function flagsOf(span: Span): Flags {
  const status = httpStatusOf(span.attributes) ?? 0;
  if (status === 429) return { error: true, throttle: true };
  if (status >= 400 && status < 500) return { error: true };
  const isFault = status >= 500 && status < 600;
  return isFault || span.status.isError ? { fault: true } : {};
}

/**
 * The exceptions that the span recorded, handled ones too; without any, what its status says. Undefined when there is
 * neither.
 */
export function causeOf(span: Span, resource: Attributes): Cause | undefined {
  const language = textOf(resource, ...RESOURCE.sdkLanguage) ?? "";
  const exceptions: ExceptionRecord[] = [];
  for (const event of span.events) {
    if (isException(event)) addException(exceptions, span, event, language);
  }
  if (exceptions.length === 0 && span.status.isError) addStatus(exceptions, span);
  return exceptions.length === 0 ? undefined : { exceptions };
}

export function isException({ name }: SpanEvent): boolean {
  return name === "exception";
}

/** One event may tell of several exceptions: each is the cause of the one before it. */
function addException(
  exceptions: ExceptionRecord[],
  span: Span,
  { attributes }: SpanEvent,
  language: string,
): void {
  const type = textOf(attributes, ...EXCEPTION.type);
  const message = textOf(attributes, ...EXCEPTION.message);
  const remote = span.kind === "client" || span.kind === "producer";
  let outer: ExceptionRecord | undefined;
  for (const traced of parseStackTrace(textOf(attributes, ...EXCEPTION.stackTrace) ?? "", language)) {
    if (exceptions.length >= MAX_EXCEPTIONS) return;
    const id = deriveId(span.spanId, exceptions.length + 1);
    const exception: ExceptionRecord = { id, remote };
    assign(exception, "type", outer === undefined ? type : traced.type);
    assign(exception, "message", outer === undefined ? message : traced.message);
    addFrames(exception, traced.frames);
    if (outer !== undefined) outer.cause = id;
    exceptions.push(exception);
    outer = exception;
  }
}

function addFrames(exception: ExceptionRecord, frames: readonly StackFrame[]): void {
  if (frames.length > 0) exception.stack = frames.slice(0, MAX_FRAMES);
  if (frames.length > MAX_FRAMES) exception.truncated = frames.length - MAX_FRAMES;
}

function addStatus(exceptions: ExceptionRecord[], { spanId, attributes, status }: Span): void {
  const type = textOf(attributes, ...EXCEPTION.errorType);
  const message = status.message || textOf(attributes, ...HTTP.statusText);
  if (message === undefined) return;
  exceptions.push({ id: deriveId(spanId, 1), message, ...(type !== undefined && { type }) });
}
