import { databaseOf } from "./step-words.ts";
import type { TraceNode } from "./trace-node.ts";

/**
 * What the back end recorded of its pool when a step began to wait: how many connections it holds, how many were out and
 * how many requests were ahead. Annotations or metadata of the namespace `database`; what is absent is not said.
 */
export interface PoolFacts {
  size: number | undefined;
  inUse: number | undefined;
  ahead: number | undefined;
}

export function poolFactsOf(node: TraceNode): PoolFacts {
  const facts = { ...databaseOf(node), ...node.entity.annotations };
  const read = (...keys: readonly string[]): number | undefined => {
    for (const key of keys) if (typeof facts[key] === "number") return facts[key];
    return undefined;
  };
  return {
    size: read("pool_size", "pool.size"),
    inUse: read("pool_in_use", "pool.in_use"),
    ahead: read("pool_waiting", "pool.waiting"),
  };
}

/** ` The pool holds 2, both were out, 7 requests were ahead.`, with a space before it, or nothing. */
export function poolWords(node: TraceNode): string {
  const { size, inUse, ahead } = poolFactsOf(node);
  if (size === undefined) return "";
  const words = [`The pool holds ${size}`];
  if (inUse !== undefined) words.push(outWords(size, inUse));
  if (ahead !== undefined && ahead > 0)
    words.push(`${ahead} ${ahead === 1 ? "request was" : "requests were"} ahead`);
  return ` ${words.join(", ")}.`;
}

function outWords(size: number, inUse: number): string {
  if (inUse < size) return `${inUse} of them ${inUse === 1 ? "was" : "were"} out`;
  if (size === 1) return "it was out";
  return size === 2 ? "both were out" : "all were out";
}
