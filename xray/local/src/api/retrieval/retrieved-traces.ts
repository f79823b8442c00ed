import type { ApiSegment } from "../../protocol/api-types.ts";
import { toTraceId } from "../../protocol/trace-id.ts";
import type { TraceFacts } from "../../model/trace-facts.ts";
import type { TraceRetrieval } from "../../settings/retrieval-settings.ts";
import type { Settings } from "../../settings/settings.ts";
import type { TraceStore } from "../../store/trace-store.ts";
import { resourceNotFound } from "../model/errors.ts";

/** Finds the retrieval of a token. Throws ResourceNotFoundException. */
export function existingRetrieval(token: string, settings: Settings): TraceRetrieval {
  const retrieval = settings.retrievals.find(token);
  if (!retrieval) throw resourceNotFound("There is no trace retrieval with this token", token);
  return retrieval;
}

/** A retrieved trace, in either format. */
export interface RetrievedTrace {
  Id: string;
  /** Seconds. */
  Duration: number;
  Spans: readonly ApiSegment[];
}

/** The traces of a retrieval that are stored and began in its range, in the order of the request. */
export function retrievedTraces(retrieval: TraceRetrieval, store: TraceStore): readonly TraceFacts[] {
  return retrieval.traceIds.flatMap((_, index) => retrievedTrace(retrieval, index, store) ?? []);
}

/** One trace of a retrieval; undefined when it was not found. */
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
