import type { TraceGroup } from "../../settings/group-settings.ts";
import type { ApiContext } from "../context.ts";
import { NOW_SEC } from "./make-context.ts";
import { makeQuery, makeSegment } from "./make-segment.ts";

const MINUTES = 20;
const TRACES_A_MINUTE = 10;

/** The outage's only minute, epoch seconds. */
export const OUTAGE_START_SEC = NOW_SEC - 10 * 60;

/**
 * Stores twenty minutes of ten requests each, up to now; in one of them every request fails at the database.
 * Returns the group that has insights on them.
 */
export async function makeOutage(context: ApiContext): Promise<TraceGroup> {
  const documents: string[] = [];
  for (let i = 0; i < MINUTES * TRACES_A_MINUTE; i += 1) {
    const startSec = NOW_SEC - MINUTES * 60 + (i * 60) / TRACES_A_MINUTE;
    const isDown = startSec >= OUTAGE_START_SEC && startSec < OUTAGE_START_SEC + 60;
    const query = { ...makeQuery(startSec), ...(isDown && { fault: true }) };
    const segment = { start_time: startSec, subsegments: [query], ...(isDown && { fault: true }) };
    documents.push(JSON.stringify(makeSegment(segment)));
  }
  await context.store.put(documents);
  return context.settings.groups.create(
    { GroupName: "backend", InsightsConfiguration: { InsightsEnabled: true } },
    [],
  );
}
