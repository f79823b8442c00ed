import { refuseToken, retrievalToken } from "../control-shapes.ts";
import { graphOfTraces } from "../graph/graph-of-traces.ts";
import { defineOperation } from "../operation.ts";
import { existingRetrieval, retrievedTraces } from "../retrieved-traces.ts";
import { required, string, structure } from "../shape.ts";

/** Services and calls of the traces of a retrieval, in one page. `Links` are left out: their types are not documented. */
export const getRetrievedTracesGraph = defineOperation({
  name: "GetRetrievedTracesGraph",
  path: "/GetRetrievedTracesGraph",
  input: structure({ RetrievalToken: required(retrievalToken), NextToken: string() }),
  async handle({ RetrievalToken, NextToken }, context) {
    const retrieval = existingRetrieval(RetrievalToken, context.settings);
    refuseToken(NextToken);
    const services = await graphOfTraces(retrievedTraces(retrieval, context.store), context);
    return {
      RetrievalStatus: retrieval.status,
      Services: services.map((Service) => ({ Service })),
    };
  },
});
