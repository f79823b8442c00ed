import type { TraceStep } from "./trace-step.ts";

/** Chosen: far below the depth at which recursion or JSON.stringify exhausts the stack. Deeper steps become roots. */
const MAX_DEPTH = 1000;

/**
 * All steps, each after its parent and with its segment. Walks from everything without a parent; what is then left is
 * part of a cycle, which is cut at its earliest step.
 * @param tops steps of documents in order of start; the others are below them
 */
export function orderFromRoots(tops: readonly TraceStep[]): TraceStep[] {
  const ordered: TraceStep[] = [];
  const starts = tops.filter((top) => top.parent === undefined);
  // Only a top step that is below another can be part of a cycle.
  const seen = starts.length === tops.length ? undefined : new Set<TraceStep>();
  for (const start of starts) walk(start, ordered, seen, starts);
  if (seen === undefined) return ordered;
  for (const top of tops) {
    if (seen.has(top)) continue;
    detach(top);
    const cuts = [top];
    for (const cut of cuts) walk(cut, ordered, seen, cuts);
  }
  return ordered;
}

/** Depth first; detaches what is too deep and adds it to `starts`. */
function walk(
  start: TraceStep,
  ordered: TraceStep[],
  seen: Set<TraceStep> | undefined,
  starts: TraceStep[],
): void {
  const open = [start];
  const depths = [0];
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    const depth = depths.pop() ?? 0;
    seen?.add(step);
    ordered.push(step);
    step.segment = step.kind === "segment" ? step : step.parent?.segment;
    if (step.segment !== undefined) {
      step.segment.lastEndSec = Math.max(step.segment.lastEndSec, step.lastEndSec);
    }
    const below = step.callees.length === 0 ? step.children : [...step.children, ...step.callees];
    if (depth === MAX_DEPTH) {
      for (const child of below) {
        child.parent = undefined;
        starts.push(child);
      }
      step.children = [];
      step.callees = [];
      continue;
    }
    // In reverse, so that the first is taken next.
    for (let index = below.length - 1; index >= 0; index -= 1) {
      const child = below[index];
      if (child === undefined) continue;
      open.push(child);
      depths.push(depth + 1);
    }
  }
}

function detach(step: TraceStep): void {
  const { parent } = step;
  if (parent === undefined) return;
  parent.children = parent.children.filter((child) => child !== step);
  parent.callees = parent.callees.filter((callee) => callee !== step);
  step.parent = undefined;
}
