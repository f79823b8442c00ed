import type { EdgeFacts, RequestFacts, ServiceFacts } from "../../model/trace-facts.ts";
import type { AssembledTrace } from "../assemble-trace.ts";
import { createFactsTable } from "./facts-table.ts";
import type { FactsTable } from "./facts-table.ts";
import { inferredServiceOf, serviceOfSegment } from "../infer-service.ts";
import { isBrowser, toDelivery, toRequest } from "./requests.ts";
import type { TraceStep } from "../trace-step.ts";

export interface TraceServices {
  services: readonly ServiceFacts[];
  edges: readonly EdgeFacts[];
  /** The index of the service that a segment belongs to. */
  indexOfSegment: ReadonlyMap<TraceStep, number>;
}

/**
 * The nodes and edges of a trace. A node has the figures of its own segments or, where it sent none, those of its
 * callers' subsegments. An edge has those of the caller's subsegments, network included (Developer Guide, "Concepts"
 * and "Histograms").
 */
export function collectServices(trace: AssembledTrace): TraceServices {
  const table = createFactsTable();
  const indexOfSegment = new Map<TraceStep, number>();
  for (const segment of trace.segments) {
    const { entity } = segment;
    const index = table.addRequest(serviceOfSegment(entity), entity.inferred === true, toRequest(segment));
    indexOfSegment.set(segment, index);
  }
  for (const step of trace.steps) {
    addCalls(step, table, indexOfSegment);
  }
  for (const root of trace.roots) {
    const index = indexOfSegment.get(root);
    if (index !== undefined) addClient(root, index, table);
  }
  return { services: table.services, edges: table.edges, indexOfSegment };
}

function addCalls(step: TraceStep, table: FactsTable, indexOfSegment: ReadonlyMap<TraceStep, number>): void {
  const caller = step.segment && indexOfSegment.get(step.segment);
  const inferred = inferredServiceOf(step);
  if (inferred === undefined && step.callees.length === 0) return;
  const request = toRequest(step);
  const between = inferred && table.addRequest(inferred, true, request);
  if (caller !== undefined && between !== undefined) table.addCall(caller, between, false, request);
  for (const callee of step.callees) {
    const to = indexOfSegment.get(callee);
    if (to === undefined) continue;
    if (between !== undefined) table.addCall(between, to, true, toDelivery(step, callee));
    else if (caller !== undefined) table.addCall(caller, to, false, toCall(step, callee));
  }
}

/**
 * Where the parent is a segment or local work, as for Lambda's two segments, there is no call: the callee's own figures
 * are used.
 */
function toCall(step: TraceStep, callee: TraceStep): RequestFacts {
  return toRequest(step.entity.namespace === undefined ? callee : step);
}

function addClient(root: TraceStep, index: number, table: FactsTable): void {
  const id = table.markRoot(index);
  // A browser is the client itself: nobody calls it.
  if (id === undefined || isBrowser(root)) return;
  table.addCall(table.addClient(id), index, false, toRequest(root));
}
