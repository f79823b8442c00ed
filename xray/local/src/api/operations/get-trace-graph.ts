import { toTraceId } from "../../protocol/trace-id.ts";
import { createServiceGraph } from "../../trace/service-graph.ts";
import { defineOperation } from "../operation.ts";
import { list, required, string, structure } from "../shape.ts";

/** The service graph of the given traces. Unknown ids add nothing to it, as they would not in a graph over a range. */
export const getTraceGraph = defineOperation({
  name: "GetTraceGraph",
  path: "/TraceGraph",
  input: structure({ TraceIds: required(list(string({ min: 1, max: 35 }))), NextToken: string() }),
  handle({ TraceIds }, { store }) {
    const graph = createServiceGraph();
    for (const id of new Set(TraceIds.map((text) => toTraceId(text) ?? text))) {
      const facts = store.facts(id);
      if (facts) graph.add(facts);
    }
    return { Services: graph.services() };
  },
});
