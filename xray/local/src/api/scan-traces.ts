import type { TraceFacts } from "../model/trace-facts.ts";
import type { TraceScan, TraceStore } from "../store/trace-store.ts";
import { invalidRequest } from "./model/errors.ts";
import { createScheduler } from "./scheduler.ts";
import type { Scheduler } from "./scheduler.ts";

/** Reading the clock costs as much as looking at a few traces. */
const CHECK_EVERY = 64;

/**
 * Passes every trace of the range to `visit`, newest first, until it returns false. Yields to other work, and rejects
 * when the caller has hung up.
 */
export async function scanTraces(
  { store, signal }: { store: Pick<TraceStore, "scan">; signal: AbortSignal },
  scan: TraceScan,
  visit: (facts: TraceFacts) => boolean,
  scheduler: Scheduler = createScheduler(signal),
): Promise<void> {
  signal.throwIfAborted();
  let count = 0;
  for (const facts of store.scan(scan)) {
    if (!visit(facts)) return;
    count += 1;
    if (count % CHECK_EVERY === 0 && scheduler.isDue()) await scheduler.yield();
  }
}

/**
 * The service's graphs and statistics accept windows of at most six hours; the message is theirs (seen in clients'
 * reports).
 */
export function checkWindow(startSec: number, endSec: number, maxHours = Infinity): void {
  if (endSec < startSec) throw invalidRequest("StartTime must not be later than EndTime");
  if (endSec - startSec > maxHours * 3600) {
    throw invalidRequest(`Time range cannot be longer than ${maxHours} hours`);
  }
}
