interface Entity {
  id: string;
  trace_id?: string;
  subsegments?: Entity[];
  metadata?: unknown;
  annotations?: Record<string, unknown>;
}

/**
 * Splits a segment document that is too large for one datagram: steps become documents of their own, which X-Ray joins
 * by trace and parent (Developer Guide, "Segment documents", independent subsegments). A step that is too large by
 * itself goes without its metadata, and says so in the annotation `metadata_dropped`.
 *
 *     {id: a, subsegments: [{id: b}, {id: c}]}  ->  {id: b, type: subsegment, parent_id: a}, {id: c, …}, {id: a}
 */
export function splitDocument(text: string, maxBytes: number): string[] {
  if (Buffer.byteLength(text) <= maxBytes) return [text];
  const { subsegments = [], ...entity } = JSON.parse(text) as Entity;
  const parts = subsegments.flatMap((step) => {
    const independent = { ...step, type: "subsegment", parent_id: entity.id, trace_id: entity.trace_id };
    return splitDocument(JSON.stringify(independent), maxBytes);
  });
  return [...parts, withoutExcess(entity, maxBytes)];
}

function withoutExcess(entity: Entity, maxBytes: number): string {
  const text = JSON.stringify(entity);
  if (Buffer.byteLength(text) <= maxBytes || entity.metadata === undefined) return text;
  const { metadata: _, ...rest } = entity;
  return JSON.stringify({ ...rest, annotations: { ...rest.annotations, metadata_dropped: true } });
}
