import { databaseOf } from "../step-words.ts";
import type { Step } from "../step.ts";

/** What the backend recorded of its pool when a step began to wait; parts may be absent. */
interface PoolFacts {
  /** Connections that the pool may hold. */
  size: number | undefined;
  /** Statements that waited before this one. */
  ahead: number | undefined;
}

/** Read from the annotations `pool_size` and `ahead` of a wait, or the metadata `database.pool` of a statement. */
function poolFactsOf(step: Step): PoolFacts {
  const { annotations } = step.entity;
  const pool = databaseOf(step)["pool"];
  const facts: Record<string, unknown> = typeof pool === "object" && pool !== null ? { ...pool } : {};
  return {
    size: numberOr(annotations?.["pool_size"], facts["size"]),
    ahead: numberOr(annotations?.["ahead"], facts["ahead"]),
  };
}

/**
 * ` The pool holds 2, both were out, 7 requests were ahead.`, with a space before it, or nothing. If others waited, all
 * connections were out; if none did, that proves nothing (a connection may have been opened).
 */
export function poolWords(step: Step): string {
  const { size, ahead = 0 } = poolFactsOf(step);
  if (size === undefined) return "";
  if (ahead === 0) return ` The pool holds ${size}.`;
  const out = size === 1 ? "it was out" : size === 2 ? "both were out" : "all were out";
  return ` The pool holds ${size}, ${out}, ${ahead} ${ahead === 1 ? "request was" : "requests were"} ahead.`;
}

function numberOr(first: unknown, second: unknown): number | undefined {
  if (typeof first === "number") return first;
  return typeof second === "number" ? second : undefined;
}
