import { serviceKey } from "../../model/trace-topology.ts";
import type { CallFigures, CallKind } from "../../model/trace-activity.ts";
import { inferredServiceOf, serviceOfSegment } from "../infer-service.ts";
import { isSegment, responseTimeSecOf, toMicros } from "../trace-step.ts";
import type { TraceStep } from "../trace-step.ts";
import { callText } from "./call-text.ts";

/** Chosen: two calls that overlap by less than this do so only because of a coarse clock. */
const CLOCK_SEC = 0.001;

/** Of more calls of one kind in a request, only the first are kept, and their number. */
const MAX_CALLS = 1000;

/** The calls among the steps of one request, by kind. The steps are in order of start. */
export function collectCalls(
  steps: readonly TraceStep[],
  request: number,
  toOffset: (sec: number) => number,
): { kind: CallKind; figures: CallFigures }[] {
  const found: FoundCall[] = [];
  /** Keyed by text, which the templates make one string for all calls of a kind. */
  const byText = new Map<string, FoundCall[]>();
  let last: { call: FoundCall; endSec: number; count: number } | undefined;
  for (const step of steps) {
    const kind = toCallKind(step, request);
    if (kind === undefined) continue;
    const sameText = byText.get(kind.text) ?? [];
    let call = sameText.find((other) => isSameKind(other.kind, kind));
    if (call === undefined) {
      call = { kind, figures: { calls: [], inARow: 0, retries: 0 } };
      found.push(call);
      sameText.push(call);
      byText.set(kind.text, sameText);
    }
    const { start_time: startSec, end_time: endSec = startSec } = step.entity;
    const follows = last?.call === call && startSec >= last.endSec - CLOCK_SEC;
    last = { call, endSec, count: follows && last ? last.count + 1 : 1 };
    addCall(call.figures, step, last.count, toOffset(startSec));
  }
  return found;
}

interface FoundCall {
  kind: CallKind;
  figures: MutableFigures;
}

function isSameKind(left: CallKind, right: CallKind): boolean {
  return left.kind === right.kind && left.target === right.target && left.resource === right.resource;
}

interface MutableFigures extends CallFigures {
  calls: CallFigures["calls"][number][];
}

function addCall(figures: MutableFigures, step: TraceStep, inARow: number, startUs: number): void {
  const { entity } = step;
  figures.inARow = Math.max(figures.inARow, inARow);
  const retries = entity.aws?.["retries"];
  if (typeof retries === "number" && retries > 0) figures.retries += Math.trunc(retries);
  if (figures.calls.length >= MAX_CALLS) return;
  figures.calls.push({
    startUs,
    durationUs: toMicros(responseTimeSecOf(step)),
    fault: entity.fault === true,
    error: entity.error === true,
    throttle: entity.throttle === true,
  });
}

/** Which call a step is; undefined for local work that is no wait. */
export function toCallKind(step: TraceStep, request: number): CallKind | undefined {
  const { entity } = step;
  if (isWait(step)) return { request, kind: "wait", target: entity.name, text: entity.name };
  const service = inferredServiceOf(step) ?? calleeOf(step);
  if (entity.namespace === undefined || service === undefined) return undefined;
  const target = serviceKey(service);
  const text = callText(entity);
  if (entity.sql !== undefined) return { request, kind: "sql", target, text };
  if (entity.namespace !== "aws") return { request, kind: "remote", target, text };
  const resource = service.Name === entity.name ? undefined : service.Name;
  return { request, kind: "aws", target, text, ...(resource !== undefined && { resource }) };
}

function isWait({ entity }: TraceStep): boolean {
  return entity.namespace === undefined && /^wait(?:ing)? for /.test(entity.name);
}

function calleeOf(step: TraceStep): ReturnType<typeof serviceOfSegment> | undefined {
  const callee = step.callees.find(isSegment);
  return callee && serviceOfSegment(callee.entity);
}
