import { parseSegmentDocument } from "../protocol/parse-segment-document.ts";
import type { SegmentDocument } from "../protocol/segment-document.ts";
import { toStoredSpan } from "../otlp/to-spans/to-stored-span.ts";
import type { StoredAttributes, StoredKind } from "../otlp/to-spans/stored-span.ts";
import { assembleTrace } from "../trace/assemble-trace.ts";
import { inferredServiceOf } from "../trace/infer-service.ts";
import type { TraceStep } from "../trace/trace-step.ts";
import type { ForwardedTrace } from "./forwarded-trace.ts";

/** OTLP's numbers of span kinds (opentelemetry-proto, trace.proto). */
const KIND: Readonly<Record<StoredKind, number>> = { INTERNAL: 1, SERVER: 2, CLIENT: 3 };
const ERROR_CODE = 2;

/**
 * Documents of traces as an ExportTraceServiceRequest in OTLP's JSON. Leaves out steps in progress, which OTLP does
 * not have.
 */
export function toOtlpRequest(traces: readonly ForwardedTrace[]): object {
  return { resourceSpans: traces.flatMap(toResourceSpans) };
}

function toResourceSpans({ documents, all }: ForwardedTrace): readonly object[] {
  const wanted = new Set(documents.flatMap((text) => idsOf(read(text))));
  const { steps } = assembleTrace(all.flatMap(read));
  const [first] = all.flatMap(read);
  return steps
    .filter(({ entity }) => wanted.has(entity.id) && entity.end_time !== undefined)
    .map((step) => toSpan(step, first?.trace_id ?? ""));
}

function read(text: string): SegmentDocument[] {
  const parsed = parseSegmentDocument(text);
  return parsed.ok ? [parsed.document] : [];
}

/** The ids of a document and of everything in it. */
function idsOf([document]: readonly SegmentDocument[]): string[] {
  const ids: string[] = [];
  const open: Pick<SegmentDocument, "id" | "subsegments">[] = document ? [document] : [];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    ids.push(next.id);
    open.push(...(next.subsegments ?? []));
  }
  return ids;
}

/** Each with its own resource: spans of a request seldom share one, and receivers join them by trace. */
function toSpan(step: TraceStep, traceId: string): object {
  const [callee] = step.callees;
  const span = toStoredSpan(step.entity, {
    traceId,
    parentId: step.parent?.entity.id ?? ("parent_id" in step.entity ? step.entity.parent_id : undefined),
    segment: step.segment?.entity as SegmentDocument | undefined,
    callee: callee ? callee.entity.name : inferredServiceOf(step)?.Name,
  });
  return {
    resource: { attributes: toKeyValues(span.resource.attributes) },
    scopeSpans: [
      {
        scope: span.scope ?? { name: "xray-local" },
        spans: [
          {
            traceId: span.traceId,
            spanId: span.spanId,
            parentSpanId: span.parentSpanId ?? "",
            name: span.name === "" ? step.entity.name : span.name,
            kind: KIND[span.kind],
            startTimeUnixNano: String(BigInt(span.startTimeUnixNano)),
            endTimeUnixNano: String(BigInt(span.endTimeUnixNano ?? span.startTimeUnixNano)),
            attributes: toKeyValues(span.attributes),
            events: (span.events ?? []).map(({ name, timeUnixNano, attributes = {} }) => ({
              name,
              timeUnixNano: String(BigInt(timeUnixNano)),
              attributes: toKeyValues(attributes),
            })),
            links: (span.links ?? []).map(({ traceId: linked, spanId, attributes = {} }) => ({
              traceId: linked,
              spanId,
              attributes: toKeyValues(attributes),
            })),
            status:
              span.status.code === "ERROR" ? { code: ERROR_CODE, message: span.status.message ?? "" } : {},
          },
        ],
      },
    ],
  };
}

function toKeyValues(attributes: StoredAttributes): readonly object[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: toAnyValue(value) }));
}

function toAnyValue(value: unknown): object {
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  if (typeof value === "number") {
    return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  }
  if (Array.isArray(value)) return { arrayValue: { values: value.map(toAnyValue) } };
  if (typeof value === "object" && value !== null)
    return { kvlistValue: { values: toKeyValues(value as StoredAttributes) } };
  return {};
}
