import { parseSegmentDocument } from "../../protocol/parse-segment-document.ts";
import type { SegmentDocument } from "../../protocol/segment-document.ts";
import type { AttributeValue, Attributes, Span } from "../span.ts";
import { toSegmentDocuments } from "../to-segments/to-segment-documents.ts";

type Members = Partial<Omit<Span, "attributes">> & {
  attributes?: Readonly<Record<string, AttributeValue>>;
};

/** A server span of a tenth of a second; `members` replace its own. */
export function makeSpan({ attributes = {}, ...members }: Members = {}): Span {
  return {
    traceId: "6b00de3926be0b22a1d1c3e4f5061728",
    spanId: "00f067aa0ba902b7",
    parentSpanId: "",
    isParentRemote: undefined,
    name: "GET /api/activities/home",
    kind: "server",
    startSec: 1_795_500_000,
    endSec: 1_795_500_000.1,
    attributes: makeAttributes(attributes),
    events: [],
    links: [],
    status: { isError: false, message: "" },
    scope: "",
    ...members,
  };
}

/** A call that the span of `makeSpan` could have made. */
export function makeCall(attributes: Members["attributes"] = {}, members: Members = {}): Span {
  const own = { spanId: "b7ad6b7169203331", parentSpanId: "00f067aa0ba902b7", name: "GET" } as const;
  return makeSpan({ ...own, kind: "client", isParentRemote: false, ...members, attributes });
}

export function makeAttributes(attributes: Readonly<Record<string, AttributeValue>>): Attributes {
  return new Map(Object.entries(attributes));
}

/**
 * The documents of a span as the store reads them, with its parent at hand; throws where the store would reject one.
 */
export function documentsOf(
  span: Span,
  resource: Readonly<Record<string, AttributeValue>> = { "service.name": "backend-flask" },
): SegmentDocument[] {
  return toSegmentDocuments(span, makeAttributes(resource), "same process").map((document) => {
    const parsed = parseSegmentDocument(JSON.stringify(document));
    if (!parsed.ok) throw new Error(parsed.message);
    return parsed.document;
  });
}

/** The document of a span that becomes exactly one. */
export function documentOf(...parameters: Parameters<typeof documentsOf>): SegmentDocument {
  const [document, ...others] = documentsOf(...parameters);
  if (document === undefined || others.length > 0) throw new Error(`${others.length + 1} documents`);
  return document;
}
