/**
 * OpenTelemetry's spans as both encodings of OTLP give them. Source: opentelemetry-proto 1.x, trace/v1/trace.proto.
 * What a span leaves out is an empty text or NaN here, so that the store rejects its document for that reason and
 * counts it.
 */

/** `null` is an attribute without a value. */
export type AttributeValue =
  | string
  | number
  | boolean
  | null
  | readonly AttributeValue[]
  | { readonly [key: string]: AttributeValue };

export type Attributes = ReadonlyMap<string, AttributeValue>;

export const NO_ATTRIBUTES: Attributes = new Map();

/** The spans of one resource, mostly of one process. */
export interface ResourceSpans {
  resource: Attributes;
  spans: readonly Span[];
}

/** In the order of their numbers in the protocol. */
export const SPAN_KINDS = ["unspecified", "internal", "server", "client", "producer", "consumer"] as const;

export type SpanKind = (typeof SPAN_KINDS)[number];

export interface Span {
  /** 32 hexadecimal digits; empty when absent, or all zero, which means absent. */
  traceId: string;
  /** 16 hexadecimal digits; empty in the same cases. */
  spanId: string;
  /** Empty for the first span of a trace. */
  parentSpanId: string;
  /** Whether the parent is in another process; undefined where the SDK does not tell. */
  isParentRemote: boolean | undefined;
  name: string;
  kind: SpanKind;
  /** Epoch seconds to the microsecond; NaN when absent. */
  startSec: number;
  endSec: number;
  attributes: Attributes;
  events: readonly SpanEvent[];
  links: readonly SpanLink[];
  status: { isError: boolean; message: string };
  /** The name and version of the instrumentation that made the span. */
  scope: string;
}

export interface SpanEvent {
  name: string;
  timeSec: number;
  attributes: Attributes;
}

export interface SpanLink {
  traceId: string;
  spanId: string;
  attributes: Attributes;
}

/** The request is not OTLP; the message says where it goes wrong. */
export class OtlpError extends Error {
  override readonly name = "OtlpError";
}

/**
 * Values nested deeper are left out. Chosen: far beyond what instrumentations send, far below what exhausts a stack.
 */
export const MAX_VALUE_DEPTH = 32;

/** Epoch nanoseconds to seconds. Zero stands for an absent time. */
export function toSec(nanos: number): number {
  return nanos > 0 ? Math.round(nanos / 1e3) / 1e6 : Number.NaN;
}

/** Empty for an absent id, which may be written as all zeros. */
export function toId(hex: string): string {
  return /[^0]/.test(hex) ? hex.toLowerCase() : "";
}

/** Bit 8 says whether the SDK tells, bit 9 what. Earlier SDKs set neither. */
export function toIsParentRemote(flags: number): boolean | undefined {
  return (flags & 0x100) === 0 ? undefined : (flags & 0x200) !== 0;
}

export function toScope(name: string, version: string): string {
  return version === "" ? name : `${name} ${version}`;
}
