import type {
  ErrorRootCause,
  FaultRootCause,
  ResponseTimeRootCause,
  ResponseTimeRootCauseEntity,
  RootCauseException,
  ServiceId,
} from "../../protocol/api-types.ts";
import type { ExceptionRecord } from "../../protocol/segment-document.ts";
import type { AssembledTrace } from "../assemble-trace.ts";
import { findDeepestFailures } from "../failures.ts";
import { inferredServiceOf, serviceOfSegment } from "../infer-service.ts";
import { isSegment, responseTimeSecOf } from "../trace-step.ts";
import { resolveCause } from "../trace-cause.ts";
import type { TraceStep } from "../trace-step.ts";

/** Chosen: a loop of failing calls gives as many; the different ones among the first are enough. */
const MAX_CULPRITS = 100;
const MAX_CAUSES = 10;
/** A step that takes a smaller share of the response is not a cause of its duration. */
const MIN_COVERAGE = 0.2;

/**
 * Each step that failed although nothing below it did, with its path from the entry point. AWS does not publish how it
 * selects them; the form is that of the Developer Guide, "Getting data".
 */
export function findFaultRootCauses(trace: AssembledTrace): FaultRootCause[] {
  return findFlaggedCauses(trace, "fault");
}

export function findErrorRootCauses(trace: AssembledTrace): ErrorRootCause[] {
  return findFlaggedCauses(trace, "error");
}

function findFlaggedCauses(trace: AssembledTrace, flag: "fault" | "error"): FaultRootCause[] {
  const culprits = findDeepestFailures(trace.steps, (step) => step.entity[flag] === true);
  const causes = new Map<string, FaultRootCause>();
  for (const culprit of culprits.slice(0, MAX_CULPRITS)) {
    const cause = toFlaggedCause(pathTo(culprit), flag, trace);
    // A step whose segment never arrived belongs to no service.
    if (cause.Services.length > 0) causes.set(JSON.stringify(cause), cause);
  }
  return [...causes.values()].slice(0, MAX_CAUSES);
}

function toFlaggedCause(
  path: readonly TraceStep[],
  flag: "fault" | "error",
  trace: AssembledTrace,
): FaultRootCause {
  return {
    Services: toServices(path, (step, Name, Remote) => ({
      Name,
      Exceptions: step === undefined ? NO_EXCEPTIONS : exceptionsOf(step, trace),
      Remote,
    })),
    ClientImpacting: path[0]?.entity[flag] === true,
  };
}

const NO_EXCEPTIONS: readonly RootCauseException[] = [];

function exceptionsOf(step: TraceStep, trace: AssembledTrace): readonly RootCauseException[] {
  return resolveCause(step, trace)?.exceptions.map(toRootCauseException) ?? NO_EXCEPTIONS;
}

function toRootCauseException({ type, message }: ExceptionRecord): RootCauseException {
  const exception: RootCauseException = {};
  if (type !== undefined) exception.Name = type;
  if (message !== undefined) exception.Message = message;
  return exception;
}

/** Follows the longest step that covers at least a fifth of the response, from the entry point down. */
export function findResponseTimeRootCauses(trace: AssembledTrace): ResponseTimeRootCause[] {
  const [root] = trace.roots;
  const totalSec = root === undefined ? 0 : responseTimeSecOf(root);
  if (root === undefined || totalSec === 0) return [];
  const path: TraceStep[] = [root];
  for (let longest = longestBelow(root); longest !== undefined; longest = longestBelow(longest)) {
    if (responseTimeSecOf(longest) / totalSec < MIN_COVERAGE) break;
    path.push(longest);
  }
  const last = path[path.length - 1] ?? root;
  if (last === root) return [];
  const toEntity = (
    step: TraceStep | undefined,
    Name: string,
    Remote: boolean,
  ): ResponseTimeRootCauseEntity => ({
    Name,
    Coverage: Math.min(1, Math.round((responseTimeSecOf(step ?? last) / totalSec) * 1000) / 1000),
    Remote,
  });
  return [{ Services: toServices(path, toEntity), ClientImpacting: true }];
}

function longestBelow(step: TraceStep): TraceStep | undefined {
  let longest: TraceStep | undefined;
  for (const below of [...step.children, ...step.callees]) {
    if (longest === undefined || responseTimeSecOf(below) > responseTimeSecOf(longest)) longest = below;
  }
  return longest;
}

function pathTo(step: TraceStep): TraceStep[] {
  const path: TraceStep[] = [];
  for (let at: TraceStep | undefined = step; at !== undefined; at = at.parent) path.push(at);
  return path.toReversed();
}

type CauseService<E> = ServiceId & { Inferred: boolean; EntityPath: E[] };

/**
 * Divides a path by its segments, and ends it with the inferred service, if the last step called one. For that service
 * `toEntity` gets no step.
 */
function toServices<E>(
  path: readonly TraceStep[],
  toEntity: (step: TraceStep | undefined, name: string, remote: boolean) => E,
): CauseService<E>[] {
  const services: CauseService<E>[] = [];
  for (const step of path) {
    if (isSegment(step)) {
      services.push({ ...serviceOfSegment(step.entity), Inferred: false, EntityPath: [] });
    }
    const remote = step.kind === "subsegment" && step.entity.namespace !== undefined;
    services.at(-1)?.EntityPath.push(toEntity(step, step.entity.name, remote));
  }
  const last = path.at(-1);
  const inferred = last && inferredServiceOf(last);
  if (inferred !== undefined) {
    services.push({ ...inferred, Inferred: true, EntityPath: [toEntity(undefined, inferred.Name, true)] });
  }
  return services;
}
