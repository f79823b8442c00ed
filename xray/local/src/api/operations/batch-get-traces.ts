import type { ApiTrace } from "../../protocol/api-types.ts";
import { toTraceId } from "../../protocol/trace-id.ts";
import { invalidRequest } from "../model/errors.ts";
import { defineOperation } from "../model/operation.ts";
import { readTrace } from "../retrieval/read-trace.ts";
import { list, required, string, structure } from "../model/shape.ts";

const MAX_TRACES = 5;

/**
 * Answers whole traces by id. The limit and both texts are those of the service (boto/boto3#3924). AWS does not say
 * what becomes of unknown ids; here they are unprocessed. Finds traces whatever the destination of segments is, unlike
 * AWS (see `updateTraceSegmentDestination`).
 */
export const batchGetTraces = defineOperation({
  name: "BatchGetTraces",
  path: "/Traces",
  input: structure({ TraceIds: required(list(string({ min: 1, max: 35 }))), NextToken: string() }),
  async handle({ TraceIds, NextToken }, context) {
    if (NextToken !== undefined) throw invalidRequest("NextToken is currently not supported");
    if (TraceIds.length > MAX_TRACES) throw invalidRequest(`Exceeding maximum query size: ${MAX_TRACES}`);
    const traces: ApiTrace[] = [];
    const unprocessed: string[] = [];
    for (const id of new Set(TraceIds)) {
      const trace = await readTrace(context, toTraceId(id) ?? id);
      if (trace) traces.push(trace);
      else unprocessed.push(id);
    }
    return { Traces: traces, UnprocessedTraceIds: unprocessed };
  },
});
