import type { ApiTrace } from "../../protocol/api-types.ts";
import { parseSegmentDocument } from "../../protocol/parse-segment-document.ts";
import type { SegmentDocument } from "../../protocol/segment-document.ts";
import type { TraceStore } from "../../store/trace-store.ts";
import { buildApiTrace } from "../../trace/to-api-trace.ts";
import { createScheduler, finish } from "../scheduler.ts";
import type { Scheduler } from "../scheduler.ts";

/** What is needed to read a trace. */
export interface TraceSource {
  store: Pick<TraceStore, "documents">;
  /** Aborts when the caller has hung up. */
  signal: AbortSignal;
}

/**
 * A trace in the form of the API; undefined when nothing of it is stored. Yields to other work, because a trace may
 * have ten thousand documents; rejects when the caller has hung up.
 */
export async function readTrace(source: TraceSource, id: string): Promise<ApiTrace | undefined> {
  const scheduler = createScheduler(source.signal);
  const documents = await readSegments(source, id, scheduler);
  if (documents.length === 0) return undefined;
  return finish(buildApiTrace(id, documents), scheduler);
}

/** The documents of a trace, oldest first. */
export async function readSegments(
  { store }: TraceSource,
  id: string,
  scheduler: Scheduler,
): Promise<SegmentDocument[]> {
  const documents: SegmentDocument[] = [];
  for (const text of store.documents(id)) {
    const parsed = parseSegmentDocument(text);
    if (parsed.ok) documents.push(parsed.document);
    if (scheduler.isDue()) await scheduler.yield();
  }
  return documents;
}
