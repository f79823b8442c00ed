import type { TraceStep } from "../trace/trace-step.ts";
import { toInert } from "../text/format-text.ts";

/**
 * The kinds of exceptions of a trace: service, type, and message without its values, so that the same failure always
 * has one name: `payment: PaymentTimeout: no answer in # ms`.
 */
export function exceptionKinds(steps: readonly TraceStep[]): ReadonlySet<string> {
  const kinds = new Set<string>();
  for (const { entity, segment } of steps) {
    if (typeof entity.cause !== "object") continue;
    for (const { type = "", message = "" } of entity.cause.exceptions ?? []) {
      const words = [segment?.entity.name ?? entity.name, type, withoutValues(message)];
      kinds.add(toInert(words.filter((word) => word !== "").join(": ")));
    }
  }
  return kinds;
}

/** Removes values: numbers, ids, and what is in quotes. */
function withoutValues(message: string): string {
  return message
    .replaceAll(/(["'`])(?:(?!\1).){1,200}\1/g, ":value")
    .replaceAll(/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b|\b(?=\w*\d)[0-9a-f]{12,}\b/gi, ":id")
    .replaceAll(/\d+(?:\.\d+)?/g, "#")
    .slice(0, 300);
}
