/**
 * A span as Transaction Search stores it in the log group `aws/spans`, where X-Ray's segments become spans too. Source:
 * spans of that group which others published; AWS documents the group (CloudWatch User Guide, "Spans") but not its
 * fields.
 */
export interface StoredSpan {
  resource: { attributes: StoredAttributes };
  scope?: { name: string; version?: string };
  /** 32 hexadecimal digits, the form of W3C. */
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  /** Empty for most subsegments, whose name is in `_aws.xray`. */
  name: string;
  kind: StoredKind;
  /** Epoch nanoseconds, exact to the microsecond. */
  startTimeUnixNano: number;
  /** Absent, like the duration, while the span is in progress. */
  endTimeUnixNano?: number;
  durationNano?: number;
  attributes: StoredAttributes;
  events?: readonly StoredEvent[];
  links?: readonly StoredLink[];
  status: { code: "UNSET" | "ERROR"; message?: string };
  /** What a segment has that a span has no place for. */
  _aws: { xray: Readonly<Record<string, unknown>> };
}

export type StoredKind = "SERVER" | "CLIENT" | "INTERNAL";

/** Attributes are an object here, unlike OTLP's list of keys and typed values. */
export type StoredAttributes = Readonly<Record<string, unknown>>;

export interface StoredEvent {
  name: string;
  timeUnixNano: number;
  attributes?: StoredAttributes;
}

export interface StoredLink {
  traceId: string;
  spanId: string;
  attributes?: StoredAttributes;
}

/** Gathers attributes; leaves out those without a value. */
export class AttributeBag {
  private readonly values = new Map<string, unknown>();

  /** Adds the value under each of the names of the same thing. */
  add(value: unknown, ...keys: readonly string[]): void {
    if (value === undefined || value === null) return;
    for (const key of keys) this.values.set(key, value);
  }

  toObject(): StoredAttributes {
    return Object.fromEntries(this.values);
  }
}

/** Exact to the microsecond, which is as fine as epoch seconds in floating point go. */
export function toNano(sec: number): number {
  return Math.round(sec * 1e6) * 1e3;
}

/** `1-4efaaf4d-1e87…` → `4efaaf4d1e87…`. */
export function toW3cTraceId(traceId: string): string {
  return traceId.replace(/^1-|-/g, "");
}
