import type { ServiceId } from "../protocol/api-types.ts";
import type { SegmentLink } from "../protocol/segment-document.ts";
import type { EdgeFacts, ServiceFacts, TraceFacts } from "../model/trace-facts.ts";
import type { AssembledTrace } from "./assemble-trace.ts";
import { inferredServiceOf, serviceOfSegment } from "./infer-service.ts";
import { toDelivery } from "./facts/requests.ts";
import { isSegment } from "./trace-step.ts";
import type { TraceStep } from "./trace-step.ts";

/**
 * The edges for links from one trace to another. An edge starts at the queue or service that the sending step called,
 * or else at its own service, and ends at the service that works on what was left there. It has the age of the message,
 * like other edges behind a queue. Source: Developer Guide, "Trace linking": traces of consumers link to those of
 * producers, drawn as an edge from the queue to the consumer. A link whose attribute `aws.xray.reserved.reference_type`
 * is `child` is the producer's, and leads to the consumer (AWS sends such for Lambda functions); where the consumer
 * links back, only its own link is drawn.
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

/** The consumer's link names the queue between the two; the producer's does not. */
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

/** Without requests, because its own trace has them, and without anything else about the node. */
function toNode(id: ServiceId): ServiceFacts {
  return { id, root: false, inferred: true, client: false, requests: [] };
}

/** One link between two traces, seen from the own one. */
export interface TraceLink {
  /** `before`: the other trace led to the own one. */
  way: "before" | "after";
  ownStepId: string;
  otherStepId: string;
  /** Undefined where a link names a step that never arrived. */
  own: TraceStep | undefined;
  other: TraceStep | undefined;
  attributes: Readonly<Record<string, unknown>>;
}

interface IdentifiedTrace {
  id: string;
  trace: AssembledTrace;
}

/** The links between two traces, those of the own one first, whichever of them names the other. */
export function linksBetween(own: IdentifiedTrace, other: IdentifiedTrace): readonly TraceLink[] {
  const named = linksTo(own, other).map(({ step, link }): TraceLink => ({
    way: isToChild(link) ? "after" : "before",
    ownStepId: step.entity.id,
    otherStepId: link.id,
    own: step,
    other: other.trace.stepsById.get(link.id),
    attributes: link.attributes ?? {},
  }));
  const naming = linksTo(other, own).map(({ step, link }): TraceLink => ({
    way: isToChild(link) ? "before" : "after",
    ownStepId: link.id,
    otherStepId: step.entity.id,
    own: own.trace.stepsById.get(link.id),
    other: step,
    attributes: link.attributes ?? {},
  }));
  return [...named, ...naming];
}

function linksTo(from: IdentifiedTrace, to: IdentifiedTrace): { step: TraceStep; link: SegmentLink }[] {
  return from.trace.steps.flatMap((step) =>
    (step.entity.links ?? []).flatMap((link) => (link.trace_id === to.id ? [{ step, link }] : [])),
  );
}
