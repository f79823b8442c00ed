import type { ServiceId } from "../protocol/api-types.ts";
import type { EdgeFacts, ServiceFacts, TraceFacts } from "../model/trace-facts.ts";
import type { AssembledTrace } from "./assemble-trace.ts";
import { inferredServiceOf, serviceOfSegment } from "./infer-service.ts";
import { toDelivery } from "./facts/requests.ts";
import { isSegment } from "./trace-step.ts";
import type { TraceStep } from "./trace-step.ts";

/**
 * The edges that join one trace to another, earlier one which it links to: from the queue or service that the linked step
 * called, else from its own service, to the service that works on what it left there. They carry the age of what was
 * received, as edges behind a queue do. Source: Developer Guide, "Trace linking": traces of consumers link to those of
 * producers, drawn as an edge from the queue to the consumer.
 *
 *     trace 1  api > "orders" (a queue)        links of trace 2: [{ trace 1, "orders" }]
 *     trace 2  worker                          orders ~> worker
 */
export function findLinkedCalls(
  trace: AssembledTrace,
  linkedId: string,
  linked: AssembledTrace,
): Pick<TraceFacts, "services" | "edges"> {
  const services: ServiceFacts[] = [];
  const edges: EdgeFacts[] = [];
  for (const receiver of trace.steps) {
    const to = receiver.segment && ownServiceOf(receiver.segment);
    for (const link of receiver.entity.links ?? []) {
      const sender = link.trace_id === linkedId ? linked.stepsById.get(link.id) : undefined;
      const from = sender && calledServiceOf(sender);
      if (sender === undefined || from === undefined || to === undefined) continue;
      const index = services.push(toNode(from), toNode(to)) - 2;
      const requests = [toDelivery(sender, receiver)];
      edges.push({ from: index, to: index + 1, asynchronous: true, requests });
    }
  }
  return { services, edges };
}

function calledServiceOf(step: TraceStep): ServiceId | undefined {
  const [callee] = step.callees;
  return inferredServiceOf(step) ?? ownServiceOf(callee ?? step.segment);
}

function ownServiceOf(segment: TraceStep | undefined): ServiceId | undefined {
  return segment !== undefined && isSegment(segment) ? serviceOfSegment(segment.entity) : undefined;
}

/** Without requests, since its own trace has them, and saying nothing else of the node either. */
function toNode(id: ServiceId): ServiceFacts {
  return { id, root: false, inferred: true, client: false, requests: [] };
}
