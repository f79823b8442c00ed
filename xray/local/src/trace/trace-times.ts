import type { AssembledTrace } from "./assemble-trace.ts";

/** The earliest start and latest end of the segments; of the subsegments while no segment has arrived. */
export function findTimes(trace: AssembledTrace): { startSec: number; endSec: number } {
  const tops = trace.segments.length > 0 ? trace.segments : trace.orphans;
  let startSec = Infinity;
  let endSec = -Infinity;
  for (const { entity } of tops) {
    startSec = Math.min(startSec, entity.start_time);
    endSec = Math.max(endSec, entity.end_time ?? -Infinity);
  }
  if (startSec === Infinity) return { startSec: 0, endSec: 0 };
  return { startSec, endSec: Math.max(startSec, endSec) };
}
