import type { ApiSegment } from "../../protocol/api-types.ts";
import { toTraceId } from "../../protocol/trace-id.ts";
import type { TraceFacts } from "../../model/trace-facts.ts";
import type { TraceRetrieval } from "../../settings/retrieval-settings.ts";
import type { Settings } from "../../settings/settings.ts";
import type { TraceStore } from "../../store/trace-store.ts";
import { resourceNotFound } from "../model/errors.ts";

/** The job that a token stands for. Throws ResourceNotFoundException. */
export function existingRetrieval(token: string, settings: Settings): TraceRetrieval {
  const retrieval = settings.retrievals.find(token);
  if (!retrieval) throw resourceNotFound("There is no trace retrieval with this token", token);
  return retrieval;
}

/** A trace as it was retrieved, in either format. */
export interface RetrievedTrace {
  Id: string;
  /** Seconds. */
  Duration: number;
  Spans: readonly ApiSegment[];
}

/** What a job found: those of its traces that are here and began in its range, in the order asked for. */
export function retrievedTraces(retrieval: TraceRetrieval, store: TraceStore): readonly TraceFacts[] {
  return retrieval.traceIds.flatMap((_, index) => retrievedTrace(retrieval, index, store) ?? []);
}

/** The same for one of the traces that were asked for; undefined when the job did not find it. */
export function retrievedTrace(
  { status, traceIds, startSec, endSec }: TraceRetrieval,
  index: number,
  store: TraceStore,
): TraceFacts | undefined {
  const traceId = traceIds[index];
  if (status !== "COMPLETE" || traceId === undefined) return undefined;
  const facts = store.facts(toTraceId(traceId) ?? traceId);
  return facts && facts.startSec >= startSec && facts.startSec <= endSec ? facts : undefined;
}
