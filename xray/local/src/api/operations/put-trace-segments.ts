import { defineOperation } from "../model/operation.ts";
import { list, required, string, structure } from "../model/shape.ts";

/** Far above what any client sends at once; each may be answered with some hundred bytes of refusal. */
const MAX_DOCUMENTS = 10_000;

/**
 * Takes segment documents, each the text of a JSON document, and answers when those that are well-formed are durable.
 * A document that is rejected fails alone: the call answers 200 and names it.
 */
export const putTraceSegments = defineOperation({
  name: "PutTraceSegments",
  path: "/TraceSegments",
  input: structure({ TraceSegmentDocuments: required(list(string(), { max: MAX_DOCUMENTS })) }),
  handle: async ({ TraceSegmentDocuments }, { store }) => ({
    UnprocessedTraceSegments: await store.put(TraceSegmentDocuments),
  }),
});
