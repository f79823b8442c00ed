import type { ServiceId } from "../protocol/api-types.ts";
import type { SegmentLink } from "../protocol/segment-document.ts";
import type { EdgeFacts, ServiceFacts, TraceFacts } from "../model/trace-facts.ts";
import type { AssembledTrace } from "./assemble-trace.ts";
import { inferredServiceOf, serviceOfSegment } from "./infer-service.ts";
import { toDelivery } from "./facts/requests.ts";
import { isSegment } from "./trace-step.ts";
import type { TraceStep } from "./trace-step.ts";

/**
 * The edges of the links from one trace to another: from the queue or service that the sending step called, else from its
 * own service, to the service that works on what it left there. They carry the age of what was received, as edges behind
 * a queue do. Source: Developer Guide, "Trace linking": traces of consumers link to those of producers, drawn as an edge
 * from the queue to the consumer. A link whose attribute `aws.xray.reserved.reference_type` is `child` is the producer's
 * and leads to the consumer (AWS sends such of Lambda functions); where the consumer links back, its own link is drawn.
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
  for (const step of trace.steps) {
    for (const link of step.entity.links ?? []) {
      const other = link.trace_id === linkedId ? linked.stepsById.get(link.id) : undefined;
      if (other === undefined || (isToChild(link) && linksBack(other, step))) continue;
      const [sender, receiver] = isToChild(link) ? [step, other] : [other, step];
      const from = calledServiceOf(sender);
      const to = ownServiceOf(receiver.segment);
      if (from === undefined || to === undefined) continue;
      const index = services.push(toNode(from), toNode(to)) - 2;
      const requests = [toDelivery(sender, receiver)];
      edges.push({ from: index, to: index + 1, asynchronous: true, requests });
    }
  }
  return { services, edges };
}

/** Its link names the queue that lies between the two, the producer's does not. */
function linksBack(receiver: TraceStep, sender: TraceStep): boolean {
  const traceId = sender.segment?.entity.trace_id;
  return receiver.entity.links?.some((link) => link.trace_id === traceId && !isToChild(link)) === true;
}

function isToChild({ attributes }: SegmentLink): boolean {
  return attributes?.["aws.xray.reserved.reference_type"] === "child";
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
