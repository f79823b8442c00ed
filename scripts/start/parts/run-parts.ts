import { once } from "node:events";
import { keepPart } from "./keep-part.ts";
import type { KeptPart, PartContext } from "./keep-part.ts";
import { isDatabase } from "./parts.ts";
import type { Part } from "./parts.ts";

/**
 * Runs the parts until `context.stopping` aborts, and ends them in the reverse order. Calls `onReady` when all of them
 * answer. Rejects with the reason why it ended.
 */
export async function runParts(
  parts: readonly Part[],
  context: PartContext,
  onReady: (kept: readonly KeptPart[]) => Promise<void>,
): Promise<never> {
  const { signal } = context.stopping;
  const kept: KeptPart[] = [];
  try {
    // The database first: the API prepares it at its start, and its first requests wait for that.
    for (const group of [parts.filter(isDatabase), parts.filter((part) => !isDatabase(part))]) {
      const started = group.map((part) => keepPart(part, context));
      kept.push(...started);
      // A part that fails ends the wait for the others; only then is anything stopped.
      await Promise.allSettled(started.map(({ ready }) => ready));
      signal.throwIfAborted();
    }
    await onReady(kept);
    if (!signal.aborted) await once(signal, "abort");
    throw signal.reason;
  } catch (error) {
    // What waited then was aborted by that.
    throw signal.aborted ? signal.reason : error;
  } finally {
    // Also when something other than a part has failed: nothing is started again while it is being stopped.
    context.stopping.abort();
    for (const part of kept.toReversed()) await part.stop();
  }
}
