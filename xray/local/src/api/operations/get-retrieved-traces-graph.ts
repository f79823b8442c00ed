import { rejectToken, retrievalToken } from "../model/control-shapes.ts";
import { graphOfTraces } from "../rollups/graph-of-traces.ts";
import { defineOperation } from "../model/operation.ts";
import { existingRetrieval, retrievedTraces } from "../retrieval/retrieved-traces.ts";
import { required, string, structure } from "../model/shape.ts";

/** Answers services and calls of a retrieval's traces in one page, without `Links`, whose types are not documented. */
export const getRetrievedTracesGraph = defineOperation({
  name: "GetRetrievedTracesGraph",
  path: "/GetRetrievedTracesGraph",
  input: structure({ RetrievalToken: required(retrievalToken), NextToken: string() }),
  async handle({ RetrievalToken, NextToken }, context) {
    const retrieval = existingRetrieval(RetrievalToken, context.settings);
    rejectToken(NextToken);
    const services = await graphOfTraces(retrievedTraces(retrieval, context.store), context);
    return {
      RetrievalStatus: retrieval.status,
      Services: services.map((Service) => ({ Service })),
    };
  },
});
