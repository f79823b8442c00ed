import { toTraceId } from "../../protocol/trace-id.ts";
import { graphOfTraces } from "../rollups/graph-of-traces.ts";
import { defineOperation } from "../model/operation.ts";
import { list, required, string, structure } from "../model/shape.ts";

/**
 * Answers the service graph of the given traces, with the links between them. Unknown ids add nothing.
 */
export const getTraceGraph = defineOperation({
  name: "GetTraceGraph",
  path: "/TraceGraph",
  input: structure({ TraceIds: required(list(string({ min: 1, max: 35 }))), NextToken: string() }),
  async handle({ TraceIds }, context) {
    const ids = new Set(TraceIds.map((text) => toTraceId(text) ?? text));
    const traces = [...ids].flatMap((id) => context.store.facts(id) ?? []);
    return { Services: await graphOfTraces(traces, context) };
  },
});
