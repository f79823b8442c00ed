import { serviceKey } from "../../model/trace-topology.ts";
import type { ExceptionFigures, ExceptionKind } from "../../model/trace-activity.ts";
import type { AssembledTrace } from "../assemble-trace.ts";
import { findFailures } from "../failures.ts";
import { serviceOfSegment } from "../infer-service.ts";
import { ownExceptions } from "../trace-cause.ts";
import { isSegment } from "../trace-step.ts";
import type { TraceStep } from "../trace-step.ts";
import { ownFrame } from "./own-frame.ts";
import { templateMessage } from "./text-templates.ts";

/** Each exception once, where it was thrown; `indexOf` knows the segments of the requests. */
export function collectExceptions(
  trace: AssembledTrace,
  indexOf: ReadonlyMap<TraceStep, number>,
  toOffset: (sec: number) => number,
): { kind: ExceptionKind; figures: ExceptionFigures }[] {
  const thrown = findFailures(trace.steps, ({ entity }) => ownExceptions(entity).length > 0);
  return thrown.flatMap((step) => {
    const request = step.segment && indexOf.get(step.segment);
    const [exception] = ownExceptions(step.entity);
    if (request === undefined || exception === undefined) return [];
    const { entity } = step;
    const frame = exception.stack && ownFrame(exception.stack);
    return {
      kind: {
        request,
        type: (exception.type ?? "Error").slice(0, 100),
        message: templateMessage(exception.message ?? ""),
        ...(frame !== undefined && { frame }),
        ...wayOf(step, trace),
      },
      figures: {
        atUs: toOffset(entity.end_time ?? entity.start_time),
        fault: entity.fault === true,
        error: entity.error === true,
        throttle: entity.throttle === true,
      },
    };
  });
}

/** Follows it up through the steps that failed with it. */
function wayOf(step: TraceStep, { roots }: AssembledTrace): Pick<ExceptionKind, "way" | "reachedClient"> {
  const way: string[] = [];
  let last = step;
  for (let at: TraceStep | undefined = step; at !== undefined; at = at.parent) {
    if (at !== step && !hasFailed(at)) break;
    last = at;
    const { segment } = at;
    const service = segment && isSegment(segment) ? serviceKey(serviceOfSegment(segment.entity)) : undefined;
    if (service !== undefined && way.at(-1) !== service) way.push(service);
  }
  return { way, reachedClient: roots.some((root) => root === last) && hasFailed(last) };
}

function hasFailed({ entity }: TraceStep): boolean {
  return entity.fault === true || entity.error === true || entity.throttle === true;
}
