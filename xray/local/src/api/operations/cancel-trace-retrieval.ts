import { retrievalToken } from "../control-shapes.ts";
import { defineOperation } from "../operation.ts";
import { existingRetrieval } from "../retrieved-traces.ts";
import { required, structure } from "../shape.ts";

/** A cancelled retrieval lists nothing more. */
export const cancelTraceRetrieval = defineOperation({
  name: "CancelTraceRetrieval",
  path: "/CancelTraceRetrieval",
  input: structure({ RetrievalToken: required(retrievalToken) }),
  handle({ RetrievalToken }, { settings }) {
    settings.retrievals.cancel(existingRetrieval(RetrievalToken, settings).token);
    return {};
  },
});
