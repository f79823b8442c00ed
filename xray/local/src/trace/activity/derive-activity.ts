import { serviceKey } from "../../model/trace-topology.ts";
import type {
  CallFigures,
  CallKind,
  ExceptionFigures,
  ExceptionKind,
  RequestFigures,
  RequestKind,
  TraceActivity,
} from "../../model/trace-activity.ts";
import { assign } from "../../protocol/raw-json.ts";
import type { AssembledTrace } from "../assemble-trace.ts";
import { serviceOfSegment } from "../infer-service.ts";
import { byStart, elapsedSec, isSegment, responseTimeSecOf, toMicros } from "../trace-step.ts";
import type { SegmentStep, TraceStep } from "../trace-step.ts";
import { causeWords } from "./cause-words.ts";
import type { CauseFacts } from "./cause-words.ts";
import { collectCalls } from "./collect-calls.ts";
import { collectExceptions } from "./collect-exceptions.ts";
import { templateUrl } from "./text-templates.ts";

/** For each kind of thing; of a loop of a thousand different calls only the first are kept. */
const MAX_KINDS = 200;

/**
 * What the segments of a trace did. Leaves out parts whose segment has not arrived. `facts` belong to the same trace.
 */
export function deriveActivity(
  trace: AssembledTrace,
  facts: CauseFacts & { startSec: number },
): TraceActivity {
  const toOffset = (sec: number): number => Math.round((sec - facts.startSec) * 1e6) + 0;
  const segments = trace.segments.filter(({ entity }) => entity.inferred !== true).slice(0, MAX_KINDS);
  const indexOf = new Map<TraceStep, number>(segments.map((segment, index) => [segment, index]));
  const calls: { kind: CallKind; figures: CallFigures }[] = [];
  for (const [request, segment] of segments.entries()) {
    for (const call of collectCalls(stepsOf(segment), request, toOffset)) {
      if (calls.length < MAX_KINDS) calls.push(call);
    }
  }
  const exceptions = collectExceptions(trace, indexOf, toOffset).slice(0, MAX_KINDS);
  return {
    kinds: {
      ...causeWords(facts),
      requests: segments.map((segment) => toRequestKind(segment, indexOf)),
      calls: calls.map(({ kind }) => kind),
      exceptions: exceptions.map(({ kind }): ExceptionKind => kind),
    },
    requests: segments.map((segment) => toRequestFigures(segment, toOffset)),
    calls: calls.map(({ figures }) => figures),
    exceptions: exceptions.map(({ figures }): ExceptionFigures => figures),
  };
}

/** The subsegments of a segment, in order of start. */
function stepsOf(segment: TraceStep): TraceStep[] {
  const found: TraceStep[] = [];
  const open = [...segment.children];
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    found.push(step);
    for (const child of step.children) open.push(child);
  }
  return found.sort((a, b) => byStart(a.entity, b.entity));
}

function toRequestKind(segment: SegmentStep, indexOf: ReadonlyMap<TraceStep, number>): RequestKind {
  const { entity, parent } = segment;
  const { request, response } = entity.http ?? {};
  const version = entity.service?.["version"];
  const calling = parent && (isSegment(parent) ? parent : parent.segment);
  const caller = calling && indexOf.get(calling);
  const kind: RequestKind = { service: serviceKey(serviceOfSegment(entity)) };
  assign(kind, "method", request?.method);
  if (request?.url !== undefined) kind.url = templateUrl(request.url);
  assign(kind, "status", response?.status);
  if (typeof version === "string" && version !== "") kind.version = version.slice(0, 100);
  assign(kind, "caller", caller);
  return kind;
}

function toRequestFigures(segment: SegmentStep, toOffset: (sec: number) => number): RequestFigures {
  const { entity } = segment;
  const inProgress = entity.end_time === undefined;
  return {
    startUs: toOffset(entity.start_time),
    durationUs: toMicros(
      inProgress ? elapsedSec(entity.start_time, segment.lastEndSec) : responseTimeSecOf(segment),
    ),
    fault: entity.fault === true,
    error: entity.error === true,
    throttle: entity.throttle === true,
    inProgress,
  };
}
