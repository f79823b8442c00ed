import { createServiceGraph } from "../../trace/service-graph.ts";
import { refuseToken, retrievalToken } from "../control-shapes.ts";
import { defineOperation } from "../operation.ts";
import { existingRetrieval, retrievedTraces } from "../retrieved-traces.ts";
import { required, string, structure } from "../shape.ts";

/** Services and calls of the traces of a retrieval, in one page. `Links` are left out: their types are not documented. */
export const getRetrievedTracesGraph = defineOperation({
  name: "GetRetrievedTracesGraph",
  path: "/GetRetrievedTracesGraph",
  input: structure({ RetrievalToken: required(retrievalToken), NextToken: string() }),
  handle({ RetrievalToken, NextToken }, { settings, store }) {
    const retrieval = existingRetrieval(RetrievalToken, settings);
    refuseToken(NextToken);
    const graph = createServiceGraph();
    for (const facts of retrievedTraces(retrieval, store)) graph.add(facts);
    return {
      RetrievalStatus: retrieval.status,
      Services: graph.services().map((Service) => ({ Service })),
    };
  },
});
