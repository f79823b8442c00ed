import type { SegmentDocument } from "../../protocol/segment-document.ts";
import type { TraceFacts } from "../../model/trace-facts.ts";
import { deriveActivity } from "../activity/derive-activity.ts";
import { assembleTrace } from "../assemble-trace.ts";
import type { AssembledTrace } from "../assemble-trace.ts";
import { collectServices } from "./collect-services.ts";
import { collectAnnotations, collectResources, collectUsers } from "./collect-values.ts";
import { findHttpFacts } from "./requests.ts";
import { findErrorRootCauses, findFaultRootCauses, findResponseTimeRootCauses } from "./root-causes.ts";
import { elapsedSec } from "../trace-step.ts";
import { findTimes } from "../trace-times.ts";

/**
 * Derives what is known of a trace from all its documents, in order of arrival. There is at least one, and all belong
 * to the same trace.
 * @param revision how many times the trace was updated, from 1
 */
export function deriveTraceFacts(documents: readonly SegmentDocument[], revision: number): TraceFacts {
  const id = documents[0]?.trace_id ?? "";
  const trace = assembleTrace(documents);
  const { services, edges, indexOfSegment } = collectServices(trace);
  const [rootStep] = trace.roots;
  const root = rootStep?.entity;
  const entryPoint = rootStep && indexOfSegment.get(rootStep);
  const facts: TraceFacts = {
    id,
    revision,
    ...findTimes(trace),
    fault: root?.fault === true,
    error: root?.error === true,
    throttle: trace.steps.some((step) => step.entity.throttle === true),
    partial: isPartial(trace),
    http: rootStep === undefined ? {} : findHttpFacts(rootStep),
    users: collectUsers(trace, indexOfSegment),
    annotations: collectAnnotations(trace, indexOfSegment),
    ...collectResources(trace, id),
    services,
    edges,
    faultRootCauses: findFaultRootCauses(trace),
    errorRootCauses: findErrorRootCauses(trace),
    responseTimeRootCauses: findResponseTimeRootCauses(trace),
  };
  if (root?.end_time !== undefined) facts.responseTimeSec = elapsedSec(root.start_time, root.end_time);
  if (entryPoint !== undefined) facts.entryPoint = entryPoint;
  facts.activity = deriveActivity(trace, facts);
  return facts;
}

/**
 * Whether a document is in progress, or a subsegment waits for its segment. A subsegment that was left open inside a
 * finished segment does not count.
 */
function isPartial(trace: AssembledTrace): boolean {
  if (trace.orphans.length > 0) return true;
  return trace.steps.some(({ entity }) => entity.end_time === undefined && "trace_id" in entity);
}
