import type { Service } from "../../protocol/api-types.ts";
import type { TraceFacts } from "../../model/trace-facts.ts";
import { assembleTrace } from "../../trace/assemble-trace.ts";
import type { AssembledTrace } from "../../trace/assemble-trace.ts";
import { findLinkedCalls } from "../../trace/linked-calls.ts";
import { createServiceGraph } from "../../trace/graph/service-graph.ts";
import { createScheduler } from "../scheduler.ts";
import { readSegments } from "../retrieval/read-trace.ts";
import type { TraceSource } from "../retrieval/read-trace.ts";

/**
 * The service graph of a few traces, with edges between linked ones. Reads documents of linked traces only. Yields to
 * other work, and rejects when the caller has hung up.
 */
export async function graphOfTraces(
  traces: readonly TraceFacts[],
  source: TraceSource,
): Promise<readonly Service[]> {
  const graph = createServiceGraph();
  const scheduler = createScheduler(source.signal);
  const read = async (id: string): Promise<AssembledTrace> =>
    assembleTrace(await readSegments(source, id, scheduler));
  for (const facts of traces) {
    graph.add(facts);
    if (scheduler.isDue()) await scheduler.yield();
  }
  const ids = new Set(traces.map(({ id }) => id));
  for (const { id, linkedTraceIds } of traces) {
    const linkedIds = linkedTraceIds.filter((linkedId) => ids.has(linkedId));
    const trace = linkedIds.length > 0 ? await read(id) : undefined;
    for (const linkedId of linkedIds) {
      if (trace) graph.add(findLinkedCalls(trace, linkedId, await read(linkedId)));
    }
  }
  return graph.services();
}
