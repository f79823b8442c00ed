import type { ExceptionRecord } from "xray-local/protocol/segment-document.ts";
import type { TraceNode, TraceTree } from "./trace-node.ts";

/** The exceptions of a step and where they were recorded: at the step itself, or below it when it only passed them on. */
export interface ResolvedCause {
  exceptions: readonly ExceptionRecord[];
  recordedAt: TraceNode;
}

/** The entity records an exception itself, rather than pointing at one recorded elsewhere. */
export function hasOwnExceptions(entity: TraceNode["entity"]): boolean {
  const { cause } = entity;
  return typeof cause === "object" && cause !== null && (cause.exceptions?.length ?? 0) > 0;
}

/**
 * Three spellings of a cause: the exceptions themselves; the id of an exception recorded elsewhere in the trace (schema,
 * Python, Java); an object with the id of the subsegment that holds them (Node's SDK, for an Error that closed several).
 */
export function resolveCause(tree: TraceTree, node: TraceNode): ResolvedCause | undefined {
  const { cause } = node.entity;
  if (typeof cause === "object" && cause !== null && cause.exceptions && cause.exceptions.length > 0) {
    return { exceptions: cause.exceptions, recordedAt: node };
  }
  const id = typeof cause === "string" ? cause : cause?.id;
  if (id === undefined) return undefined;
  const holder = tree.byId.get(id);
  return holder && holder !== node && hasOwnExceptions(holder.entity)
    ? resolveCause(tree, holder)
    : findException(tree, id);
}

function findException(tree: TraceTree, id: string): ResolvedCause | undefined {
  for (const node of tree.nodes) {
    const { cause } = node.entity;
    if (typeof cause !== "object" || cause === null) continue;
    const exception = cause.exceptions?.find((candidate) => candidate.id === id);
    if (exception) return { exceptions: [exception], recordedAt: node };
  }
  return undefined;
}

/** Steps above that point at what this one recorded, innermost first. */
export function passedOnBy(tree: TraceTree, node: TraceNode): TraceNode[] {
  const passed: TraceNode[] = [];
  for (let above = node.parent; above; above = above.parent) {
    if (resolveCause(tree, above)?.recordedAt === node) passed.push(above);
  }
  return passed;
}
