import { retrievalToken } from "../model/control-shapes.ts";
import { defineOperation } from "../model/operation.ts";
import { existingRetrieval } from "../retrieval/retrieved-traces.ts";
import { required, structure } from "../model/shape.ts";

/** Cancels a retrieval, which then lists nothing more. */
export const cancelTraceRetrieval = defineOperation({
  name: "CancelTraceRetrieval",
  path: "/CancelTraceRetrieval",
  input: structure({ RetrievalToken: required(retrievalToken) }),
  handle({ RetrievalToken }, { settings }) {
    settings.retrievals.cancel(existingRetrieval(RetrievalToken, settings).token);
    return {};
  },
});
