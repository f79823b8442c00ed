import type { TraceRetrieval } from "../../settings/retrieval-settings.ts";
import type { ApiContext } from "../context.ts";
import { retrievalToken } from "../model/control-shapes.ts";
import { invalidRequest } from "../model/errors.ts";
import { defineOperation } from "../model/operation.ts";
import { readSpans } from "../retrieval/read-spans.ts";
import { readTrace } from "../retrieval/read-trace.ts";
import type { TraceSource } from "../retrieval/read-trace.ts";
import { existingRetrieval, retrievedTrace } from "../retrieval/retrieved-traces.ts";
import type { RetrievedTrace } from "../retrieval/retrieved-traces.ts";
import { oneOf, required, string, structure } from "../model/shape.ts";

/** Both from the model. */
const PAGE_SIZE = 5;
const MAX_SPANS = 100;

/**
 * Answers the traces of a retrieval: in the form of BatchGetTraces (`XRAY`), or with each segment and subsegment as a
 * span of Transaction Search (`OTEL`, see `toStoredSpan`). A trace of more than 100 spans continues in the next item
 * under the same id, if need be on the next page. AWS does not say what it does with such a trace; here no span is left
 * out.
 */
export const listRetrievedTraces = defineOperation({
  name: "ListRetrievedTraces",
  path: "/ListRetrievedTraces",
  input: structure({
    RetrievalToken: required(retrievalToken),
    TraceFormat: oneOf("XRAY", "OTEL"),
    NextToken: string(),
  }),
  async handle({ RetrievalToken, TraceFormat = "XRAY", NextToken }, context) {
    const retrieval = existingRetrieval(RetrievalToken, context.settings);
    const read = TraceFormat === "OTEL" ? readSpans : readDocuments;
    const { items, next } = await readPage(retrieval, parsePosition(NextToken), read, context);
    return {
      RetrievalStatus: retrieval.status,
      TraceFormat,
      Traces: items,
      ...(next && { NextToken: `from-${next.trace}-${next.span}` }),
    };
  },
});

/** Where a page begins: the index of the trace in the request, and of the span in the trace. */
interface Position {
  trace: number;
  span: number;
}

async function readPage(
  retrieval: TraceRetrieval,
  start: Position,
  read: typeof readSpans,
  context: ApiContext,
): Promise<{ items: readonly RetrievedTrace[]; next?: Position }> {
  const items: RetrievedTrace[] = [];
  for (let index = start.trace; index < retrieval.traceIds.length; index += 1) {
    const facts = retrievedTrace(retrieval, index, context.store);
    if (facts === undefined) continue;
    let span = index === start.trace ? start.span : 0;
    if (items.length === PAGE_SIZE) return { items, next: { trace: index, span } };
    const trace = await read(context, facts.id);
    // Retention has deleted it meanwhile.
    if (trace === undefined) continue;
    for (; span < trace.Spans.length; span += MAX_SPANS) {
      if (items.length === PAGE_SIZE) return { items, next: { trace: index, span } };
      items.push({ ...trace, Spans: trace.Spans.slice(span, span + MAX_SPANS) });
    }
  }
  return { items };
}

async function readDocuments(source: TraceSource, id: string): Promise<RetrievedTrace | undefined> {
  const trace = await readTrace(source, id);
  return trace && { Id: trace.Id, Duration: trace.Duration, Spans: trace.Segments };
}

function parsePosition(token: string | undefined): Position {
  if (token === undefined) return { trace: 0, span: 0 };
  const [, trace, span] = /^from-(\d{1,9})-(\d{1,9})$/.exec(token) ?? [];
  if (trace === undefined || span === undefined) throw invalidRequest("Invalid NextToken");
  return { trace: Number(trace), span: Number(span) };
}
