import { parseSegmentDocument } from "../protocol/parse-segment-document.ts";
import type { SegmentDocument } from "../protocol/segment-document.ts";
import type { CompatibilityExample, CompatibilityKind } from "../console-wire/server-status.ts";
import { assembleTrace } from "../trace/assemble-trace.ts";
import type { AssembledTrace } from "../trace/assemble-trace.ts";
import type { TraceStep } from "../trace/trace-step.ts";
import {
  callsWithoutSql,
  isCallWithoutNamespace,
  localIdsOf,
  unflaggedFailure,
} from "./find-missing-marks.ts";
import { leftOutAnnotations } from "./left-out-annotations.ts";
import { leftOutMembers } from "./left-out-members.ts";

/** One problem in a trace. */
export type Problem = Omit<CompatibilityExample, "traceId"> & { kind: CompatibilityKind };

/** "Trace document size", upper bound (AWS General Reference, "AWS X-Ray endpoints and quotas"), in bytes. */
const MAX_TRACE_BYTES = 500 * 1024;
/** Indexed annotations per trace (same page). */
const MAX_ANNOTATIONS = 50;
/** Chosen: no request takes so long, and one that was never closed is reported soon. */
const OPEN_SEC = 300;
/** Documents of a trace may come one by one; before this, none is called missing. */
const SETTLED_SEC = 30;
/** Chosen: more than clocks set by NTP, and whole milliseconds, can differ. */
const CLOCK_SEC = 1;

/** All problems of one trace, from its documents as they were received. */
export function findProblems(texts: readonly string[], nowSec: number): readonly Problem[] {
  const documents = texts.flatMap((text): SegmentDocument[] => {
    const parsed = parseSegmentDocument(text);
    return parsed.ok ? [parsed.document] : [];
  });
  const trace = assembleTrace(documents);
  const newestSec = documents.reduce((latest, { start_time }) => Math.max(latest, start_time), -Infinity);
  return [
    ...tooLarge(texts, trace),
    ...annotations(texts, trace),
    ...members(texts),
    ...trace.steps.flatMap((step) => [...neverClosed(step, nowSec), ...notFlagged(step), ...clockOff(step)]),
    ...noNamespace(texts, trace),
    ...callsWithoutSql(trace.steps).map((step) => toProblem("SqlMissing", step)),
    ...(nowSec - newestSec < SETTLED_SEC ? [] : trace.steps.flatMap(parentMissing)),
    ...fromTheFuture(trace, nowSec),
  ];
}

function tooLarge(texts: readonly string[], trace: AssembledTrace): Problem[] {
  const encoder = new TextEncoder();
  // Few traces come near the limit, so most texts need not be encoded.
  const units = texts.reduce((sum, text) => sum + text.length, 0);
  if (units * 3 <= MAX_TRACE_BYTES) return [];
  const bytes = texts.reduce((sum, text) => sum + encoder.encode(text).length, 0);
  if (bytes <= MAX_TRACE_BYTES) return [];
  return [{ kind: "TraceTooLarge", where: `${Math.round(bytes / 1024)} kB in ${requestOf(trace)}` }];
}

function annotations(texts: readonly string[], trace: AssembledTrace): Problem[] {
  const found = texts.flatMap(leftOutAnnotations).map(({ entityId, name, key }): Problem => ({
    kind: "AnnotationLeftOut",
    entityId,
    where: `${key} of ${name}`,
  }));
  const keys = new Set(trace.steps.flatMap(({ entity }) => Object.keys(entity.annotations ?? {})));
  if (keys.size > MAX_ANNOTATIONS) {
    found.push({ kind: "AnnotationLeftOut", where: `${keys.size} keys in ${requestOf(trace)}` });
  }
  return found;
}

/** Reports the outermost open part: what is inside it cannot have been closed. */
function neverClosed(step: TraceStep, nowSec: number): Problem[] {
  const { entity, parent } = step;
  if (entity.end_time !== undefined || nowSec - entity.start_time < OPEN_SEC) return [];
  if (parent !== undefined && parent.entity.end_time === undefined) return [];
  return [toProblem("NeverClosed", step)];
}

function noNamespace(texts: readonly string[], trace: AssembledTrace): Problem[] {
  const localIds = localIdsOf(texts);
  return trace.steps
    .filter((step) => isCallWithoutNamespace(step, localIds))
    .map((step) => toProblem("NoNamespace", step));
}

function notFlagged(step: TraceStep): Problem[] {
  const failure = unflaggedFailure(step);
  if (failure === undefined) return [];
  const { entityId, where } = placeOf(step);
  return [{ kind: "NotFlagged", entityId, where: `${where} ${failure}` }];
}

function members(texts: readonly string[]): Problem[] {
  return texts.flatMap(leftOutMembers).map(({ entityId, name, member, why }) => ({
    kind: "MemberLeftOut",
    entityId,
    where: `${member} of ${name}: ${why}`,
  }));
}

/**
 * Three things prove a wrong clock: a callee that began before it was called, an end before the start, and a start in
 * the future. The time in a trace id proves nothing, because it may be random bits.
 */
function clockOff(step: TraceStep): Problem[] {
  const { entity, parent, kind } = step;
  const early = kind === "segment" && parent !== undefined ? parent.entity.start_time - entity.start_time : 0;
  if (early > CLOCK_SEC) {
    return [
      {
        kind: "ClockOff",
        entityId: entity.id,
        where: `${entity.name} began ${seconds(early)} before its call`,
      },
    ];
  }
  const backwards = entity.start_time - (entity.end_time ?? entity.start_time);
  if (backwards <= 0) return [];
  return [
    {
      kind: "ClockOff",
      entityId: entity.id,
      where: `${entity.name} ended ${seconds(backwards)} before its start`,
    },
  ];
}

function parentMissing(step: TraceStep): Problem[] {
  const { entity, parent } = step;
  if (parent !== undefined || !("parent_id" in entity) || entity.parent_id === undefined) return [];
  return [toProblem("ParentMissing", step)];
}

function fromTheFuture(trace: AssembledTrace, nowSec: number): Problem[] {
  const { entity } = trace.roots[0] ?? trace.steps[0] ?? {};
  const aheadSec = entity === undefined ? 0 : entity.start_time - nowSec;
  if (entity === undefined || aheadSec <= CLOCK_SEC) return [];
  return [
    { kind: "ClockOff", entityId: entity.id, where: `${entity.name} begins ${seconds(aheadSec)} from now` },
  ];
}

function toProblem(kind: CompatibilityKind, step: TraceStep): Problem {
  return { kind, ...placeOf(step) };
}

/** `crud(expired) in backend-flask`; for a segment only its name. */
function placeOf(step: TraceStep): { entityId: string; where: string } {
  const { id, name } = step.entity;
  const owner = step.kind === "subsegment" ? step.segment?.entity.name : undefined;
  return { entityId: id, where: owner === undefined ? name : `${name} in ${owner}` };
}

/** `GET /api/activities/home`, else the name of the first step. */
function requestOf(trace: AssembledTrace): string {
  const first = trace.roots[0] ?? trace.steps[0];
  const { method, url } = first?.entity.http?.request ?? {};
  if (url === undefined) return first?.entity.name ?? "a trace";
  const path = url.replace(/^[a-z][a-z+.-]*:\/\/[^/?#]*/i, "").replace(/[?#].*$/s, "");
  return `${method ?? ""} ${path === "" ? "/" : path}`.trim();
}

function seconds(durationSec: number): string {
  return durationSec < 120 ? `${durationSec.toFixed(1)} s` : `${Math.round(durationSec / 60)} min`;
}
