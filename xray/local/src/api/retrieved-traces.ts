import { toTraceId } from "../protocol/trace-id.ts";
import type { TraceFacts } from "../protocol/trace-facts.ts";
import type { TraceRetrieval } from "../settings/retrieval-settings.ts";
import type { Settings } from "../settings/settings.ts";
import type { TraceStore } from "../store/trace-store.ts";
import { resourceNotFound } from "./errors.ts";

/** The job that a token stands for. Throws ResourceNotFoundException. */
export function existingRetrieval(token: string, settings: Settings): TraceRetrieval {
  const retrieval = settings.retrievals.find(token);
  if (!retrieval) throw resourceNotFound("There is no trace retrieval with this token", token);
  return retrieval;
}

/** What a job found: those of its traces that are here and began in its range, in the order asked for. */
export function retrievedTraces(
  { status, traceIds, startSec, endSec }: TraceRetrieval,
  store: TraceStore,
): readonly TraceFacts[] {
  if (status !== "COMPLETE") return [];
  return traceIds.flatMap((traceId) => {
    const facts = store.facts(toTraceId(traceId) ?? traceId);
    return facts && facts.startSec >= startSec && facts.startSec <= endSec ? [facts] : [];
  });
}
