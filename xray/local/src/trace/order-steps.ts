import type { TraceStep } from "./trace-step.ts";

/** Chosen well below the depth at which recursion or JSON.stringify would exhaust the stack; what is deeper starts anew. */
const MAX_DEPTH = 1000;

/**
 * All steps, each behind its parent and with its segment. Walks from everything without a parent; what is left then is
 * part of a cycle, which is cut at its earliest step.
 * @param tops steps of documents by start; the others hang below them
 */
export function orderFromRoots(tops: readonly TraceStep[]): TraceStep[] {
  const ordered: TraceStep[] = [];
  const seen = new Set<TraceStep>();
  const starts = tops.filter((top) => top.parent === undefined);
  for (const start of starts) walk(start, ordered, seen, starts);
  for (const top of tops) {
    if (seen.has(top)) continue;
    detach(top);
    const cuts = [top];
    for (const cut of cuts) walk(cut, ordered, seen, cuts);
  }
  return ordered;
}

/** Depth first; what lies too deep is detached and added to `starts`. */
function walk(start: TraceStep, ordered: TraceStep[], seen: Set<TraceStep>, starts: TraceStep[]): void {
  const open: { step: TraceStep; depth: number }[] = [{ step: start, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { step, depth } = next;
    seen.add(step);
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
    for (const child of below.toReversed()) open.push({ step: child, depth: depth + 1 });
  }
}

function detach(step: TraceStep): void {
  const { parent } = step;
  if (parent === undefined) return;
  parent.children = parent.children.filter((child) => child !== step);
  parent.callees = parent.callees.filter((callee) => callee !== step);
  step.parent = undefined;
}
