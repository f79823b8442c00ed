import { carriedSignal, readCarriedSpans } from "../../otlp/carried-spans.ts";
import type { ApiContext } from "../context.ts";
import { ApiError } from "../model/errors.ts";
import { defineOperation } from "../model/operation.ts";
import { list, required, string, structure } from "../model/shape.ts";
import { createScheduler } from "../scheduler.ts";

/** Far more than any client sends at once; each may be answered with a rejection of some hundred bytes. */
const MAX_DOCUMENTS = 10_000;
/** For the spans in all documents: 50 datagrams of a daemon, full of spans, become less than half as many. */
const MAX_SPAN_DOCUMENTS = 20_000;

/**
 * Ingests segment documents, and answers when the well-formed ones are durable. Each is the text of a JSON document, or
 * an OTLP request as AWS's distributions of OpenTelemetry send it through a daemon. Documents are rejected one by one:
 * the call answers 200 and names them.
 */
export const putTraceSegments = defineOperation({
  name: "PutTraceSegments",
  path: "/TraceSegments",
  input: structure({ TraceSegmentDocuments: required(list(string(), { max: MAX_DOCUMENTS })) }),
  handle: async ({ TraceSegmentDocuments }, context) => ({
    UnprocessedTraceSegments: await context.store.put(
      await unpack(TraceSegmentDocuments, context),
      context.isImport,
    ),
  }),
});

async function unpack(
  documents: readonly string[],
  { signal, hold }: Pick<ApiContext, "signal" | "hold">,
): Promise<readonly string[]> {
  if (!documents.some((document) => carriedSignal(document) !== undefined)) return documents;
  const scheduler = createScheduler(signal);
  const unpacked: string[] = [];
  let made = 0;
  for (const document of documents) {
    const signalOfDocument = carriedSignal(document);
    const spans = signalOfDocument === "spans" ? readCarriedSpans(document) : undefined;
    if (spans !== undefined) {
      made += spans.length;
      if (made > MAX_SPAN_DOCUMENTS) throw tooManySpans();
      hold(spans.reduce((sum, { length }) => sum + length, 0));
      unpacked.push(...spans);
    } else if (signalOfDocument !== "left out") unpacked.push(document);
    if (scheduler.isDue()) await scheduler.yield();
  }
  return unpacked;
}

function tooManySpans(): ApiError {
  return new ApiError(
    "RequestEntityTooLargeException",
    `The documents carry more than ${MAX_SPAN_DOCUMENTS} spans; send fewer at once.`,
  );
}
