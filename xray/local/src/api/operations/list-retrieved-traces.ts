import type { ApiTrace } from "../../protocol/api-types.ts";
import { retrievalToken } from "../control-shapes.ts";
import { invalidRequest } from "../errors.ts";
import { defineOperation } from "../operation.ts";
import { parsePageToken, toPageToken } from "../page-token.ts";
import { readTrace } from "../read-trace.ts";
import { existingRetrieval, retrievedTraces } from "../retrieved-traces.ts";
import { oneOf, required, string, structure } from "../shape.ts";

/** Both from the model. */
const PAGE_SIZE = 5;
const MAX_SPANS = 100;

/** The traces of a retrieval, as segment documents; `OTEL` is refused, since spans are not kept here. */
export const listRetrievedTraces = defineOperation({
  name: "ListRetrievedTraces",
  path: "/ListRetrievedTraces",
  input: structure({
    RetrievalToken: required(retrievalToken),
    TraceFormat: oneOf("XRAY", "OTEL"),
    NextToken: string(),
  }),
  async handle({ RetrievalToken, TraceFormat = "XRAY", NextToken }, context) {
    const { settings, store } = context;
    const retrieval = existingRetrieval(RetrievalToken, settings);
    if (TraceFormat === "OTEL") throw invalidRequest("TraceFormat OTEL is not available; ask for XRAY");
    const found = retrievedTraces(retrieval, store);
    const start = NextToken === undefined ? 0 : behind(parsePageToken(NextToken).id, found);
    const page = found.slice(start, start + PAGE_SIZE);
    const last = page.at(-1);
    const traces: object[] = [];
    for (const { id } of page) traces.push(...toRetrievedTrace(await readTrace(context, id)));
    return {
      RetrievalStatus: retrieval.status,
      TraceFormat,
      Traces: traces,
      ...(last && start + PAGE_SIZE < found.length && { NextToken: toPageToken(last) }),
    };
  },
});

/** Index of the trace after the one named; the end of the list when that trace has gone meanwhile. */
function behind(id: string, found: readonly { id: string }[]): number {
  const index = found.findIndex((facts) => facts.id === id);
  return index === -1 ? found.length : index + 1;
}

/** None for a trace that the store dropped meanwhile. */
function toRetrievedTrace(trace: ApiTrace | undefined): readonly object[] {
  if (!trace) return [];
  const { Id, Duration, Segments } = trace;
  return [{ Id, Duration, Spans: Segments.slice(0, MAX_SPANS) }];
}
